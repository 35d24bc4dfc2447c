import type { PrincipalTree } from './tree.ts';
import type { PolicyKind, Principal } from './types.ts';

/**
 * How a resource policy names its caller (policy.md 6.3). `direct`: the user, session, service or provider itself, or
 * everyone. `entity`: the role of a role session, or the user of a federated one. `account`: the whole account, which
 * only lets the account's own policies decide.
 */
export type Grant = 'direct' | 'entity' | 'account';

/** Unique ids of the users and roles that a document names: ARN as written, to id. */
export type Bindings = ReadonlyMap<string, string> | Readonly<Record<string, string>>;

export type PrincipalTest = (principal: Principal, hasBoundary: boolean) => Grant | undefined;

/** Compiles a Principal element to a test that gives the strongest grant which the caller finds in it. */
export function compilePrincipal(
  tree: PrincipalTree,
  { kind, bindings, effect }: { kind: PolicyKind; bindings?: Bindings | undefined; effect: 'Allow' | 'Deny' },
): PrincipalTest {
  const named = namesIn(tree, kind, bindings);
  const reach: Reach = {
    anonymous: kind !== 'trust',
    // A Deny of `*` stops everyone; to trust a web identity or an assertion, a trust policy has to name its provider (6.7).
    federated: kind !== 'trust' || effect === 'Deny',
  };
  return (principal) => grantOf(named, principal, reach);
}

/** Whom `*` reaches besides users, roles and services. In a trust policy everyone is everyone authenticated (2.1). */
interface Reach {
  readonly anonymous: boolean;
  readonly federated: boolean;
}

/**
 * Compiles a NotPrincipal element: it applies to everyone who is not listed (2.3). A caller inside an account is listed
 * only if the account is listed too, and a caller with a permissions boundary counts as not listed, whoever is.
 */
export function compileNotPrincipal(
  tree: PrincipalTree,
  kind: PolicyKind,
  bindings: Bindings | undefined,
): PrincipalTest {
  const named = namesIn(tree, kind, bindings);
  return (principal, hasBoundary) => (hasBoundary || !isListed(named, principal) ? 'direct' : undefined);
}

/** The forms of 2.1, as patterns. `*` is the only wildcard; a partial one is no principal. */
const ACCOUNT_ID = /^[0-9]{12}$/;
const ROOT_ARN = /^arn:(aws[a-z-]*):iam::([0-9]{12}):root$/;
const USER_ARN = /^arn:aws[a-z-]*:iam::[0-9]{12}:user\/(?:[\x21-\x7e]+\/)?[\w+=,.@-]+$/;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/(?:[\x21-\x7e]+\/)?[\w+=,.@-]+$/;
const SESSION_ARN = /^arn:aws[a-z-]*:sts::[0-9]{12}:(?:assumed-role\/[\w+=,.@-]+|federated-user)\/[\w+=,.@-]+$/;

export type AwsPrincipalForm = 'everyone' | 'account' | 'user' | 'role' | 'session';

/** What an AWS principal names, or `undefined` for a text that is none. */
export function awsPrincipalForm(text: string): AwsPrincipalForm | undefined {
  if (text === '*') return 'everyone';
  if (text.length > 2048 || /[*?]/.test(text)) return undefined;
  if (ACCOUNT_ID.test(text) || ROOT_ARN.test(text)) return 'account';
  if (USER_ARN.test(text)) return 'user';
  if (ROLE_ARN.test(text)) return 'role';
  return SESSION_ARN.test(text) ? 'session' : undefined;
}

interface Names {
  everyone: boolean;
  /** `any:account` for account ids, `partition:account` for root ARNs. */
  readonly accounts: Set<string>;
  readonly sessions: Set<string>;
  /** Users and roles bound to unique ids, and those that are compared as text. */
  readonly userIds: Set<string>;
  readonly roleIds: Set<string>;
  readonly userArns: Set<string>;
  readonly roleArns: Set<string>;
  readonly services: Set<string>;
  readonly providers: Set<string>;
}

function namesIn(tree: PrincipalTree, kind: PolicyKind, bindings: Bindings | undefined): Names {
  const set = () => new Set<string>();
  const names: Names = {
    everyone: tree.text === '*',
    accounts: set(),
    sessions: set(),
    userIds: set(),
    roleIds: set(),
    userArns: set(),
    roleArns: set(),
    services: set(),
    providers: set(),
  };
  for (const { type, value } of tree.entries) {
    if (type === 'Service') names.services.add(value.value);
    else if (type === 'Federated') names.providers.add(value.value);
    else if (type === 'AWS') addAws(names, value.value, kind, bindings);
  }
  return names;
}

function addAws(names: Names, text: string, kind: PolicyKind, bindings: Bindings | undefined): void {
  const form = awsPrincipalForm(text);
  if (form === 'everyone') names.everyone = true;
  else if (form === 'account')
    names.accounts.add(ACCOUNT_ID.test(text) ? `any:${text}` : text.replace(ROOT_ARN, '$1:$2'));
  else if (form === 'session') names.sessions.add(text);
  else if (form === 'user' || form === 'role') {
    const id = boundId(bindings, text);
    if (id !== undefined) (form === 'user' ? names.userIds : names.roleIds).add(id);
    // A trust policy trusts an entity, not a name: a user made anew under the old name is a stranger (2.2, F05).
    else if (kind !== 'trust') (form === 'user' ? names.userArns : names.roleArns).add(text);
  }
}

function boundId(bindings: Bindings | undefined, arn: string): string | undefined {
  if (bindings === undefined) return undefined;
  if (bindings instanceof Map) return bindings.get(arn);
  return Object.hasOwn(bindings, arn) ? (bindings as Readonly<Record<string, string>>)[arn] : undefined;
}

function grantOf(names: Names, principal: Principal, reach: Reach): Grant | undefined {
  switch (principal.type) {
    case 'anonymous':
      return names.everyone && reach.anonymous ? 'direct' : undefined;
    case 'service':
      return names.everyone || isProvider(names.services, principal) ? 'direct' : undefined;
    case 'web-identity':
    case 'saml':
      return (names.everyone && reach.federated) || isProvider(names.providers, principal) ? 'direct' : undefined;
    default:
      if (names.everyone || names.sessions.has(principal.arn)) return 'direct';
      if (namesEntity(names, principal)) return principal.type === 'user' ? 'direct' : 'entity';
      return namesAccount(names, principal) ? 'account' : undefined;
  }
}

function isListed(names: Names, principal: Principal): boolean {
  if (names.everyone) return true;
  if (principal.type === 'anonymous') return false;
  if (principal.type === 'service') return isProvider(names.services, principal);
  if (principal.type === 'web-identity' || principal.type === 'saml') return isProvider(names.providers, principal);
  if (!namesAccount(names, principal)) return false;
  return principal.type === 'root' || names.sessions.has(principal.arn) || namesEntity(names, principal);
}

const isProvider = (names: ReadonlySet<string>, { provider }: Principal): boolean =>
  provider !== undefined && names.has(provider);

/** Whether the user or role behind the caller is named. A role's id opens nothing for a user, nor the other way round. */
function namesEntity(names: Names, { type, entityId, entityArn }: Principal): boolean {
  if (type !== 'user' && type !== 'federated-user' && type !== 'role-session') return false;
  const [ids, arns] = type === 'role-session' ? [names.roleIds, names.roleArns] : [names.userIds, names.userArns];
  return (entityId !== undefined && ids.has(entityId)) || (entityArn !== undefined && arns.has(entityArn));
}

function namesAccount({ accounts }: Names, { account, arn }: Principal): boolean {
  if (accounts.size === 0) return false;
  return accounts.has(`any:${account}`) || accounts.has(`${arn.split(':', 2)[1]}:${account}`);
}
