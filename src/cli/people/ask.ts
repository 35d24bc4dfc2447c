import { Writable } from 'node:stream';
import { harmless } from '../harmless.ts';
import { Refusal } from '../refusal.ts';

const ATTEMPTS_MAX = 3;

/** Asks whoever sits at the terminal for the code of an MFA device; `undefined` where nobody does. */
export function askCode(): ((serialNumber: string) => Promise<string>) | undefined {
  if (!isSomebodyHere()) return undefined;
  return async (serialNumber) => {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const code = (await askLine(`Enter MFA code for ${serialNumber}: `)).trim();
      if (/^[0-9]{6}$/.test(code)) return code;
      process.stderr.write('A code has six digits.\n');
    }
    throw new Refusal('no MFA code was given');
  };
}

/** Whether a question would be seen and answered. */
export const isSomebodyHere = (): boolean => Boolean(process.stdin.isTTY && process.stderr.isTTY);

/** Asks for one line, on stderr, so that stdout holds nothing but what was asked for. With `isSecret` nothing shows what is typed. */
export async function askLine(text: string, { isSecret = false } = {}): Promise<string> {
  const question = harmless(text);
  const { createInterface } = await import('node:readline/promises');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: isSecret ? nowhere : process.stderr, terminal: true });
  // Only now: from here on the terminal shows nothing by itself, however fast somebody types.
  process.stderr.write(isSecret ? question : '');
  // Ctrl-C, and Ctrl-D, which ends the input without an answer.
  const cancelled = new Promise<never>((_resolve, reject) => {
    const cancel = () => reject(new Refusal('cancelled: nothing was done'));
    lines.once('SIGINT', cancel).once('close', cancel);
  });
  try {
    return await Promise.race([lines.question(isSecret ? '' : question), cancelled]);
  } catch (error) {
    process.stderr.write('\n');
    throw error;
  } finally {
    cancelled.catch(() => {});
    lines.close();
    if (isSecret) process.stderr.write('\n');
  }
}
