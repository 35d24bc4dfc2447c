import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that answers each line of JSON with one. */
export interface LineProcess {
  ask(question: object): Promise<unknown>;
  close(): Promise<void>;
}

export function lineProcess(
  [program, ...words]: readonly [string, ...string[]],
  env: Record<string, string>,
): LineProcess {
  const child = spawn(program, words, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<never>((_done, fail) =>
    child.once('exit', (code) => fail(new Error(`${program} ${words.join(' ')} ended with ${code}`))),
  );
  ended.catch(() => undefined);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  return {
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const answer = await Promise.race([answers.next(), ended]);
      return JSON.parse(answer.value as string);
    },
    async close() {
      child.stdin.end();
      await ended.catch(() => undefined);
    },
  };
}
