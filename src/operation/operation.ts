import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import type { WebIdentities } from '../federation/oidc/web-identities.ts';
import type { Issuers } from '../issuer/issuers.ts';
import type { MfaVerifier } from '../mfa/verify.ts';
import type { AwsServiceName, OperationFacts, ServiceName } from '../model/facts.ts';
import type { FaultKind } from '../model/fault.ts';
import type { Passwords } from '../password/passwords.ts';
import type { CompiledPolicy, ContextValue } from '../policy/types.ts';
import type { AwsManagedPolicies } from '../principal/aws-managed-policies.ts';
import type { Caller } from '../principal/caller.ts';
import type { Directory } from '../principal/directory.ts';
import type { Store } from '../store/store.ts';
import type { SessionTokens } from '../token/claims.ts';
import type { DenialSeals } from '../token/denials.ts';
import type { Markers } from '../token/markers.ts';
import type { SecretBox } from '../token/secret-box.ts';
import type { Quotas } from './quotas.ts';

/**
 * An AWS operation, said once: its wire facts by name, what it fetches, what the caller must be allowed to do,
 * what it does. Decoder, validator, authoriser, encoder, audit event and coverage table read this one declaration.
 *
 * Order of work (sts.md 3.1): signature, schema, `prove`, `check`, `factor`, `load`, `access`, `handle`.
 */
export interface Operation<
  // biome-ignore-start lint/suspicious/noExplicitAny: lists hold operations of every input and output; each declaration is typed by `operation()`.
  Input = any,
  Output = any,
  Found = any,
  Checked = any,
  // biome-ignore-end lint/suspicious/noExplicitAny: as above
  Name extends ServiceName = AwsServiceName,
> {
  readonly facts: OperationFacts<Input, Output, Name>;
  /** How the caller proves who they are: by signing the request, or by a token or assertion in it, which `prove` verifies. */
  readonly proof: 'signature' | 'token';
  /**
   * `plain`: refused without a reason, as recorded of AssumeRole; `bare`: without a name even, as those are who have none;
   * `reasoned`: "... because no identity-based policy allows ..."
   */
  readonly refusal: 'plain' | 'bare' | 'reasoned';
  /** Refusals beyond those of the wire facts and the common ones. */
  readonly faults: readonly FaultKind[];
  /** For `proof: 'token'`: verifies what the request brings and says who that makes of its sender. Throws a fault when it proves nothing. */
  readonly prove?: (given: Unproven<Input>) => Promise<Caller>;
  /** Reads from the input what the schema cannot say, before anybody is asked for permission. Throws faults; what it gives is handed on. */
  readonly check?: (given: Given<Input>) => Checked;
  /** A second factor that the caller brings along; its answer reaches `access` and `handle`. Throws a fault when it is wrong. */
  readonly factor?: (given: Given<Input>) => Promise<SecondFactor | undefined>;
  /** Fetches what the questions are about. It may come back empty: nobody learns that a thing is missing before being allowed to ask. */
  readonly load?: (given: Given<Input>) => Promise<Found>;
  /** What the caller must be allowed to do, all of it; the first refusal answers. `[]` needs no permission. */
  readonly access: (given: Informed<Input, Found, Checked>) => readonly Question[];
  readonly handle: (given: Informed<Input, Found, Checked>) => Promise<Output>;
}

/** An operation of whatever service. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyOperation = Operation<any, any, any, any, ServiceName>;

/** What an operation is handed: the validated input, the proven caller, and the tools of the house. */
export interface Given<Input> extends Tools {
  readonly input: Input;
  readonly caller: Caller;
  readonly request: RequestFacts;
}

/** `Given`, before anybody knows who calls. */
export type Unproven<Input> = Omit<Given<Input>, 'caller'>;

/** `Given`, with what the earlier steps of the declaration found out. */
export interface Informed<Input, Found, Checked> extends Given<Input> {
  readonly found: Found;
  readonly checked: Checked;
  readonly factor: SecondFactor | undefined;
}

/** Facts of the request that are nobody's claim. */
export interface RequestFacts {
  readonly id: string;
  /** Region of the verified credential scope: `aws:RequestedRegion`. */
  readonly region: string;
  readonly remoteAddress: string;
  /** Whether the client reached us over TLS: `aws:SecureTransport`. */
  readonly secure: boolean;
  readonly userAgent: string | undefined;
  readonly referer: string | undefined;
}

export interface Tools {
  readonly store: Store;
  readonly awsPolicies: AwsManagedPolicies;
  readonly directory: Directory;
  readonly tokens: SessionTokens;
  readonly secrets: SecretBox;
  readonly markers: Markers;
  readonly denials: DenialSeals;
  readonly mfa: MfaVerifier;
  readonly passwords: Passwords;
  readonly webIdentities: WebIdentities;
  readonly issuers: Issuers;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly quotas: Quotas;
  /** The address by which clients know the server, without a slash at its end; known once it listens. */
  readonly publicUrl: () => string;
}

export interface SecondFactor {
  /** Always 0 for a code that was verified with this very call. */
  readonly ageSeconds: number;
}

/** One thing the caller must be allowed to do. */
export interface Question {
  /** `iam:CreateRole`. */
  readonly action: string;
  /** The stored ARN, or `*`. */
  readonly resource: string;
  /** Account that owns the resource; the caller's own unless said otherwise. */
  readonly resourceAccount?: string | undefined;
  /** The trust policy that guards the resource. `nobody` for a role that does not exist: it trusts nobody. */
  readonly trust?: CompiledPolicy | 'nobody' | undefined;
  /** The resource's own policy, where it has one: what it grants counts beside what the caller's policies do. */
  readonly resourcePolicy?: CompiledPolicy | undefined;
  /** `no-deny`: no policy has to allow it, and an explicit Deny refuses it all the same. */
  readonly needs?: 'no-deny' | undefined;
  /** What the account's settings allow its users beside their own policies; a Deny, a boundary or a session narrows it as it does those. */
  readonly granted?: CompiledPolicy | undefined;
  /** Context keys of this question, in ASCII lower case, on top of the caller's and the request's. */
  readonly context?: ReadonlyMap<string, ContextValue> | undefined;
}

/** Declares an operation. `Found` is what `load` gives, `Checked` what `check` gives; both are inferred. */
export function operation<
  Input,
  Output,
  Found = undefined,
  Checked = undefined,
  Name extends ServiceName = AwsServiceName,
>(
  facts: OperationFacts<Input, Output, Name>,
  said: Partial<Pick<Operation, 'proof' | 'refusal' | 'faults'>> &
    Pick<Operation<Input, Output, Found, Checked>, 'prove' | 'factor' | 'check' | 'load' | 'access' | 'handle'>,
): Operation<Input, Output, Found, Checked, Name> {
  return { facts, proof: 'signature', refusal: 'reasoned', faults: [], ...said };
}
