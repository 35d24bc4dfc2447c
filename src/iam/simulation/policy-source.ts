import { type Arn, parseArn } from '../../base/arn.ts';
import { asciiLower } from '../../base/ascii.ts';
import { common } from '../../model/fault.ts';
import type { Given } from '../../operation/operation.ts';
import type { Context, ContextValue } from '../../policy/types.ts';
import { userCaller } from '../../principal/callers.ts';
import type { Reads } from '../../store/store.ts';
import { iamFaults } from '../faults.ts';
import type { PolicyHolder } from '../held-policies.ts';
import { groups, noSuch, roles, users } from '../noun.ts';
import { entityTags, type Keys } from '../question.ts';
import { namedCaller, type SimulatedCaller, stubCaller } from './simulated-caller.ts';

/** What PolicySourceArn may name. */
export interface SourceName {
  readonly kind: Source['kind'];
  readonly account: string;
  readonly name: string;
}

/** A user, role or group whose policies are looked at. */
export type Source = PolicyHolder;

interface Named {
  readonly PolicySourceArn: string;
}

const nouns = { user: users, role: roles, group: groups } as const;

/** `check`: reads the ARN. AWS finds its owner by name and looks at no path (policy.md 9.4). */
export function readSource({ input }: Pick<Given<Named>, 'input'>): SourceName {
  const arn = parseArn(input.PolicySourceArn);
  if (arn === undefined) throw common.ValidationError('Invalid ARN:  Could not be parsed!');
  const [, kind, name] = /^(user|role|group)\/(?:.*\/)?([^/]+)$/.exec(arn.resource) ?? [];
  if (!isOfIam(arn) || name === undefined) throw iamFaults.InvalidInput(`ARN ${input.PolicySourceArn} is not valid.`);
  return { kind: kind as SourceName['kind'], account: arn.account, name };
}

const isOfIam = ({ service, region, account }: Arn): boolean =>
  service === 'iam' && region === '' && /^[0-9]{12}$/.test(account);

/** `load`: finds it in the caller's own account and nowhere else. */
export async function findSource({ input, caller, store }: Given<Named>): Promise<Source | undefined> {
  const { kind, account, name } = readSource({ input });
  return account === caller.account ? byName[kind](store, account, name) : undefined;
}

const byName: Readonly<
  Record<Source['kind'], (reads: Reads, account: string, name: string) => Promise<Source | undefined>>
> = {
  async user(...asked) {
    const record = await users.byName(...asked);
    return record && { kind: 'user', record };
  },
  async role(...asked) {
    const record = await roles.byName(...asked);
    return record && { kind: 'role', record };
  },
  async group(...asked) {
    const record = await groups.byName(...asked);
    return record && { kind: 'group', record };
  },
};

/** The stored ARN; for what is not found, the one it would have under the path `/`. */
export function sourceArn(found: Source | undefined, { kind, account, name }: SourceName): string {
  if (found === undefined) return nouns[kind].arn(account, '/', name);
  return nouns[found.kind].arn(found.record.account, found.record.path, found.record.name);
}

/** Its tags as condition keys; a group has none. */
export const sourceTags = (found: Source | undefined): Keys =>
  found === undefined || found.kind === 'group' ? [] : entityTags(found.record.tags);

export function presentSource(found: Source | undefined, { kind, name }: SourceName): Source {
  if (found === undefined) throw noSuch(nouns[kind], name);
  return found;
}

/** The caller that the source itself is: a user with its keys and tags, a role as any session of it would be, any member of a group. */
export function callerOf(source: Source, arn: string): SimulatedCaller {
  if (source.kind === 'user') return userCaller('', { record: source.record, arn, policies: { identity: [] } });
  if (source.kind === 'group') return stubCaller(source.record.account);
  const caller = namedCaller(arn);
  const tags = source.record.tags.map(
    ({ key, value }) => [`aws:principaltag/${asciiLower(key)}`, single(value)] as const,
  );
  const context: Context = new Map([...caller.context, ...tags]);
  return { principal: { ...caller.principal, entityId: source.record.id }, context };
}

const single = (value: string): ContextValue => ({ kind: 'single', value });
