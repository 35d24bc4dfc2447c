import type { AskedSeed } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Tools } from '../operation/operation.ts';
import {
  apply,
  type Change,
  exportSeed,
  type GeneratedKey,
  plan,
  planDigest,
  readSeed,
  SeedRefusal,
  UnwritableName,
} from '../seed/index.ts';

/** What applying the seed would change. */
export const planSeed = (asked: AskedSeed, tools: Tools): Promise<readonly Change[]> =>
  inItsPlace(asked, (wanted) => plan(wanted, tools));

/**
 * Applies the seed, and gives the keys that it made. `planned` is the digest of what somebody said yes to: where the store has changed
 * since, so that it would be something else, nothing is done.
 */
export const applySeed = (
  asked: AskedSeed & { readonly planned?: string | undefined },
  tools: Tools,
): Promise<readonly GeneratedKey[]> =>
  inItsPlace(asked, async (wanted) => {
    const { planned } = asked;
    const { generated } = await apply(wanted, tools, (changes) => {
      if (planned !== undefined && planDigest(changes) !== planned)
        throw new Refusal('the store has changed since this was planned: look at the plan again');
    });
    return generated;
  });

/** The store as a seed. */
export async function exportStore(
  { account, secrets }: { readonly account: string | undefined; readonly secrets: boolean },
  tools: Tools,
): Promise<string> {
  if (account !== undefined && (await tools.store.accounts.byId(account)) === undefined)
    throw new Refusal(`no such account: \`${account}\``);
  try {
    // As a change that changes nothing: what is written is of one moment.
    return await tools.store.change((tx) => exportSeed(tx, { account, secrets: secrets ? tools.secrets : undefined }));
  } catch (error) {
    throw error instanceof UnwritableName ? new Refusal(error.message) : error;
  }
}

/** Reads the seed and does the work; what is refused is refused with its place in the seed. */
async function inItsPlace<Result>(
  { name, text, secrets, prune }: AskedSeed,
  work: (wanted: Parameters<typeof plan>[0]) => Promise<Result>,
): Promise<Result> {
  const read = readSeed(text);
  if (!read.ok) {
    const [{ line, column, message }] = read.problems as [(typeof read.problems)[number]];
    throw new Refusal(`${name}:${line}:${column}: ${message}`);
  }
  try {
    return await work({ read, prune, secrets: new Map(Object.entries(secrets)) });
  } catch (error) {
    if (!(error instanceof SeedRefusal)) throw error;
    const { line, column } = read.placeOf(error.path);
    throw new Refusal(`${name}:${line}:${column}: ${error.message}`);
  }
}
