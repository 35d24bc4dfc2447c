import { Refusal } from '../cli/refusal.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { RootKeyRefused } from '../token/root-key.ts';

/** Does the work; what the store or the key file refuse becomes a refusal of the command, in their one sentence. */
export async function inOneSentence<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreRefusal || error instanceof RootKeyRefused) throw new Refusal(error.message);
    throw error;
  }
}
