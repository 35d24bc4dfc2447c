import { parseArn } from '../base/arn.ts';
import { isAccountId } from '../base/identifiers.ts';
import type { ContextValue, Principal } from '../policy/types.ts';

/** A principal by one text, and the context keys that follow from who it is (policy.md 2.1, 5.3). */
export interface NamedPrincipal {
  readonly principal: Principal;
  readonly keys: ReadonlyMap<string, ContextValue>;
}

/**
 * Reads who a request comes from: the ARN of a root, user, role, role session, federated user or identity provider, a
 * service such as `ec2.amazonaws.com`, or `anonymous`. Nothing at all is a user of no importance. `undefined`: nobody.
 *
 * An ARN is its own unique id here, since files know no others.
 */
export function principalNamed(text: string | undefined): NamedPrincipal | undefined {
  if (text === undefined) return someone({ type: 'user', account: '', arn: '' });
  if (text === 'anonymous') return someone({ type: 'anonymous', account: 'anonymous', arn: '' });
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/.test(text)) {
    return someone({ type: 'service', account: '', arn: '', provider: text });
  }
  const arn = parseArn(text);
  if (arn === undefined || !isAccountId(arn.account)) return undefined;
  const { account, service, resource, partition } = arn;
  const [kind = '', ...rest] = resource.split('/');
  const name = rest.at(-1) ?? '';
  const entity = (entityArn: string) => ({ account, arn: text, entityArn, entityId: entityArn });
  const roleArn = `arn:${partition}:iam::${account}:role/${rest[0]}`;

  switch (`${service}:${kind}`) {
    case 'iam:root':
      return someone({ type: 'root', account, arn: text }, { arn: text, type: 'Account' });
    case 'iam:user':
      return someone({ type: 'user', ...entity(text) }, { arn: text, type: 'User', name });
    case 'iam:role':
      return someone({ type: 'role-session', ...entity(text) }, { arn: text, type: 'AssumedRole' });
    case 'sts:assumed-role':
      return someone({ type: 'role-session', ...entity(roleArn) }, { arn: roleArn, type: 'AssumedRole' });
    case 'sts:federated-user':
      return someone({ type: 'federated-user', account, arn: text }, { arn: text, type: 'FederatedUser' });
    case 'iam:oidc-provider':
      return someone({ type: 'web-identity', account: '', arn: '', provider: text });
    case 'iam:saml-provider':
      return someone({ type: 'saml', account: '', arn: '', provider: text });
    default:
      return undefined;
  }
}

function someone(principal: Principal, about?: { arn: string; type: string; name?: string }): NamedPrincipal {
  const keys = new Map<string, ContextValue>();
  const set = (key: string, value: string | undefined) => {
    if (value !== undefined) keys.set(key, { kind: 'single', value });
  };
  if (about !== undefined) {
    set('aws:principalarn', about.arn);
    set('aws:principalaccount', principal.account);
    set('aws:principaltype', about.type);
    set('aws:username', about.name);
  }
  return { principal, keys };
}
