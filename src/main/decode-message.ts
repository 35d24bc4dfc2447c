import { Refusal } from '../cli/refusal.ts';
import type { Tools } from '../operation/operation.ts';

/** Opens the reasons of a denial for the operator, whichever account they were sealed for. */
export async function decodeMessage(
  message: string,
  { store, denials }: Pick<Tools, 'store' | 'denials'>,
): Promise<{ readonly account: string; readonly decoded: string }> {
  for (const { id } of await store.accounts.list()) {
    const decoded = denials.open(message, id);
    if (decoded !== undefined) return { account: id, decoded };
  }
  throw new Refusal('the message does not open: it is expired after a day, altered, or of another store');
}
