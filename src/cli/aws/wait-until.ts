import { CommandError, FAILED } from './command-error.ts';
import { ServiceRefusal } from './tell.ts';
import type { Waiter } from './waiters.ts';

/** Asks until what is waited for is there, as often as the waiter says. Nothing is printed. */
export async function waitUntil(waiter: Waiter, ask: () => Promise<unknown>): Promise<void> {
  const failed = (why: string) => new CommandError(`Waiter ${waiter.name} failed: ${why}`, FAILED);
  for (let attempt = 1; attempt <= waiter.attempts; attempt++) {
    if (attempt > 1) await new Promise((resolve) => setTimeout(resolve, waiter.delayMs));
    try {
      await ask();
      return;
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
      const { code, said } = error;
      if (code !== 'NoSuchEntity') throw failed(`An error occurred (${code}): ${said}`);
    }
  }
  throw failed('Max attempts exceeded');
}
