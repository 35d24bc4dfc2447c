import { type Clock, secondsOf } from '../base/clock.ts';
import type { ImportedTokens } from '../cli/house.ts';
import { HARDWARE, newDevice } from '../mfa/new-device.ts';
import { seedContext } from '../mfa/verifier.ts';
import { Conflict, type Store } from '../store/store.ts';
import type { SecretBox } from '../token/secret-box.ts';
import { accountNamed } from './account-named.ts';
import { type Problem, readTokenLines, refuseLines } from './token-lines.ts';

const IS_THERE = 'a token of this serial number is there already';

/**
 * Makes hardware TOTP tokens, each an MFA device of the account that nobody has yet; EnableMFADevice takes it by its
 * serial number. All of the list or nothing.
 */
export async function importTokens(
  account: string | undefined,
  lines: string,
  { store, secrets, clock }: { store: Store; secrets: SecretBox; clock: Clock },
): Promise<ImportedTokens> {
  const id = await accountNamed(store, account);
  const tokens = readTokenLines(lines);
  await store.change(async (tx) => {
    const problems: Problem[] = [];
    // A token has one seed, so it is one account's: its codes must not count twice.
    for (const { line, serial } of tokens) {
      if ((await tx.mfa.bySerial(serial)) !== undefined) problems.push({ line, problem: IS_THERE });
    }
    refuseLines(problems);
    for (const { line, serial, seed } of tokens) {
      const sealedSeed = secrets.seal(seed, seedContext({ serial, account: id }));
      await tx.put
        .mfa(newDevice(hardware(serial, id), { createdAt: secondsOf(clock), sealedSeed }))
        .catch((error: unknown) => {
          if (error instanceof Conflict)
            refuseLines([{ line, problem: `${IS_THERE}, but for the case of its letters` }]);
          throw error;
        });
    }
  });
  return { accountId: id, imported: tokens.length };
}

const hardware = (serial: string, account: string) => ({ serial, account, name: `${HARDWARE}${serial}`, path: '/' });
