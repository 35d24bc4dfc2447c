/**
 * The public shapes of the policy engine. The engine is pure: no clock, no randomness, no I/O, no Node built-ins.
 * Semantics: `reference/policy.md`, section by section.
 */

/** Where a document is used; it decides which elements are required, forbidden, and how hard it is validated. */
export type PolicyKind = 'identity' | 'boundary' | 'session' | 'trust' | 'resource' | 'scp' | 'rcp';

/** `simulate`: as AWS's policy simulator decides, which differs from its authorizer in three places (policy.md 9.4). */
export type Mode = 'authorize' | 'simulate';

/** What is wrong with a document: AWS's sentence, and where. Line and column count from 1. */
export interface Problem {
  readonly message: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A value of the request context. Whether a key is multi-valued is a matter of its type, not of its count (policy.md 4.3). */
export type ContextValue =
  | { readonly kind: 'single'; readonly value: string }
  | { readonly kind: 'multi'; readonly values: readonly string[] };

/** Context keys in ASCII lower case. A key that is absent is not there; it is never empty by accident (policy.md 5.1). */
export type Context = ReadonlyMap<string, ContextValue>;

/** Who asks, as far as the Principal element of a policy can name them (policy.md 2.1). */
export interface Principal {
  readonly type:
    | 'root'
    | 'user'
    | 'role-session'
    | 'federated-user'
    | 'service'
    | 'web-identity'
    | 'saml'
    | 'anonymous';
  readonly account: string;
  /** The caller's own ARN: root, user, assumed-role session or federated-user ARN. */
  readonly arn: string;
  /** Unique id of the user (AIDA...) or role (AROA...) behind the caller; the user's for its federated sessions. */
  readonly entityId?: string;
  /** ARN of the user or role behind the caller: the user's ARN, or the role's with its path. */
  readonly entityArn?: string;
  /** The service (`ec2.amazonaws.com`) or federated provider, where the caller is one. */
  readonly provider?: string;
}

/** A closed question: may this principal do this action on this resource, in this context? */
export interface PolicyRequest {
  /** `service:Operation`, in AWS's spelling. */
  readonly action: string;
  /** The stored ARN, or `*` for an action without a resource type. */
  readonly resource: string;
  readonly principal: Principal;
  readonly context: Context;
}

/** The layers of policy that stand around one request. An absent layer does not take part. */
export interface Layers {
  /** User or role policies, inline and managed, groups' included. */
  readonly identity: readonly CompiledPolicy[];
  readonly boundary?: readonly CompiledPolicy[] | undefined;
  /** Inline and managed session policies: a union among themselves. Absent: none was passed. */
  readonly session?: readonly CompiledPolicy[] | undefined;
  /** The policy of the resource; `trust` is mandatory for the action it guards (policy.md 6.7). */
  readonly resource?: { readonly policy: CompiledPolicy; readonly kind: 'trust' | 'resource' } | undefined;
  readonly resourceAccount: string;
  /** Each level is the union of its policies; levels intersect. */
  readonly scp?: readonly (readonly CompiledPolicy[])[] | undefined;
  readonly rcp?: readonly (readonly CompiledPolicy[])[] | undefined;
  readonly endpoint?: CompiledPolicy | undefined;
}

export type LayerName = 'identity' | 'resource' | 'trust' | 'boundary' | 'session' | 'scp' | 'rcp' | 'endpoint';

/** A statement that took part in a decision: which document, and where in it. */
export interface StatementReference {
  readonly source: string | undefined;
  readonly sid: string | undefined;
  /** Offsets into the document's text: the statement's `{` and just past its `}`. */
  readonly start: number;
  readonly end: number;
}

/** The answer, with its reason as fields. `policy/explain` makes the sentences. */
export interface Decision {
  readonly allowed: boolean;
  readonly because: 'allowed' | 'explicit-deny' | 'implicit-deny';
  /** The layer that denied, or that failed to allow; `undefined` when allowed. */
  readonly layer: LayerName | undefined;
  /** The deciding statements: the denying ones, or those that allowed. */
  readonly statements: readonly StatementReference[];
  /** An evaluation ended in an exception, which counts as a Deny by the statements named. For logs; the wire does not say it. */
  readonly failed?: true;
}

/** A policy document that was read and found valid: opaque, made by `readPolicy`. */
export interface Policy {
  readonly kind: PolicyKind;
  readonly text: string;
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly unknown[];
}

/** A policy ready to be asked: opaque, made by `compile`. */
export interface CompiledPolicy {
  readonly source: string | undefined;
  readonly statements: readonly unknown[];
}
