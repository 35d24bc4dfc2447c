/** The shapes of the second engine. They are said again here on purpose: nothing of the first engine is imported. */
export interface Doc {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: Statement | readonly Statement[];
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PrincipalElement;
  readonly NotPrincipal?: PrincipalElement;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string | null>;
  readonly NotResource?: OneOrMany<string | null>;
  readonly Condition?: ConditionBlock;
}

export type OneOrMany<T> = T | readonly T[];
export type PrincipalElement = string | { readonly [kind: string]: OneOrMany<string> };
export type ConditionScalar = string | boolean | number;
export type ConditionBlock = { readonly [operator: string]: { readonly [key: string]: OneOrMany<ConditionScalar> } };

export interface Layers {
  readonly identity: readonly Doc[];
  readonly boundary?: Doc | undefined;
  readonly session?: readonly Doc[] | undefined;
  readonly resource?: ResourceLayer | undefined;
  readonly resourceAccount: string;
  readonly scp?: readonly (readonly Doc[])[] | undefined;
  readonly rcp?: readonly (readonly Doc[])[] | undefined;
  readonly endpoint?: Doc | undefined;
}

export interface ResourceLayer {
  readonly document: Doc;
  readonly kind: 'trust' | 'resource';
  /** ARN as written -> unique id of the user or role that it meant when it was saved. Trust policies only. */
  readonly bindings?: Readonly<Record<string, string>> | undefined;
}

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
  readonly arn: string;
  readonly entityId?: string;
  readonly entityArn?: string;
  readonly provider?: string;
}

export type ContextValue =
  | { readonly kind: 'single'; readonly value: string }
  | { readonly kind: 'multi'; readonly values: readonly string[] };

export type Context = ReadonlyMap<string, ContextValue>;

export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly principal: Principal;
  readonly context: Context;
}

export interface Answer {
  readonly allowed: boolean;
  readonly because: 'allowed' | 'explicit-deny' | 'implicit-deny';
}

export type Mode = 'authorize' | 'simulate';

export function listOf<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

export function statementsOf(document: Doc): readonly Statement[] {
  return listOf<Statement>(document.Statement);
}

/** ASCII letters only: the Kelvin sign must not become a `k`. */
export function asciiLower(text: string): string {
  let lower = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    lower += unit >= 65 && unit <= 90 ? String.fromCharCode(unit + 32) : text[i];
  }
  return lower;
}

/** Whether the caller belongs to an account as one of its principals: not services, federated logins or strangers. */
export function hasOwnAccount(caller: Principal): boolean {
  return (
    caller.type === 'root' ||
    caller.type === 'user' ||
    caller.type === 'role-session' ||
    caller.type === 'federated-user'
  );
}
