import { hash } from 'node:crypto';
import type { Tools } from '../operation/operation.ts';
import { bringOrganization } from './organization.ts';
import { bringPolicies } from './policies.ts';
import { bringGroups, bringRoles, bringTrust, bringUsers } from './principals.ts';
import { bringInstanceProfiles, bringOidcProviders } from './providers.ts';
import { prune } from './prune.ts';
import type { ReadSeed } from './read-seed.ts';
import { bringSamlProviders } from './saml-providers.ts';
import { bringAccount } from './settings.ts';
import { type Change, each, type GeneratedKey, type Work, work } from './work.ts';

export interface Wanted {
  readonly read: ReadSeed;
  /** Whether what the written sections do not name is removed. Without it nothing that is not named is touched. */
  readonly prune: boolean;
  /** Secrets that stand elsewhere, by `secretName`. */
  readonly secrets: ReadonlyMap<string, string>;
}

export interface Applied {
  readonly changes: readonly Change[];
  readonly generated: readonly GeneratedKey[];
}

/**
 * Makes the store be as a seed says, in one change: all of it or nothing. What is as it should be is not written again, so
 * that applying a seed twice changes nothing. Throws `SeedRefusal`. `look` sees what has changed, and may throw to take it back.
 */
export const apply = (
  wanted: Wanted,
  tools: Tools,
  look: (changes: readonly Change[]) => void = () => {},
): Promise<Applied> =>
  tools.store.change(async (tx) => {
    const applied = await bring(work(tx, tools, wanted));
    look(applied.changes);
    return applied;
  });

/**
 * What applying a seed would change: it is applied, and taken back. So a plan has passed every check that applying makes,
 * quotas and names that are taken among them.
 */
export async function plan(wanted: Wanted, tools: Tools): Promise<readonly Change[]> {
  const planned = await tools.store
    .change(async (tx) => {
      throw new Planned((await bring(work(tx, tools, wanted))).changes);
    })
    .catch((thrown: unknown) => thrown);
  if (planned instanceof Planned) return planned.changes;
  throw planned;
}

/** Tells one plan from another: what somebody said yes to is what is done. */
export const planDigest = (changes: readonly Change[]): string => hash('sha256', JSON.stringify(changes), 'base64url');

/** Takes the change back. */
class Planned extends Error {
  readonly changes: readonly Change[];

  constructor(changes: readonly Change[]) {
    super('planned');
    this.changes = changes;
  }
}

/** Accounts first, since principals of one may be named in another; whom roles trust last but one, since it names all others. */
async function bring(task: Work): Promise<Applied> {
  const accounts = [...each(['accounts'], task.read.seed.accounts)];
  for (const [id, account, at] of accounts) await bringAccount(task, id, at, account);
  for (const [id, account, at] of accounts) {
    await bringPolicies(task, id, at, account);
    await bringGroups(task, id, at, account);
    await bringUsers(task, id, at, account);
    await bringRoles(task, id, at, account);
    await bringInstanceProfiles(task, id, at, account);
    await bringOidcProviders(task, id, at, account);
    await bringSamlProviders(task, id, at, account);
  }
  if (task.prune) for (const [id, account, at] of accounts) await prune(task, id, at, account);
  for (const [id, account, at] of accounts) await bringTrust(task, id, at, account);
  await bringOrganization(task, task.read.seed.organization);
  return { changes: task.changes, generated: task.generated };
}
