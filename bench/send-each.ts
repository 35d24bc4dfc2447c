import { CONNECTIONS } from './options.ts';
import { type Answer, replay } from './replay.ts';
import type { Server } from './servers.ts';

/** What a rehearsal shows. */
export interface Rehearsed {
  /** Requests that were not answered as they should be. */
  readonly failures: number;
  /** One answer as it came: servers that do less give it to everyone. */
  readonly sample: Sample;
}

export interface Sample {
  readonly headers: readonly string[];
  readonly body: string;
}

/**
 * Sends each request once and looks at each answer. Load generators count statuses only; that the answers are answers is shown
 * here, and the server is warm afterwards. `accept` says whether an answer of status 200 is the one to its request.
 */
export async function sendEach(
  server: Server,
  requests: readonly { readonly raw: Buffer }[],
  accept: (answer: Answer, n: number) => boolean,
): Promise<Rehearsed> {
  let last: Answer | undefined;
  let failures = 0;
  let following = 0;
  await replay({
    port: server.port,
    connections: CONNECTIONS,
    next: () => (following < requests.length ? following++ : undefined),
    raw: (n) => requests[n]!.raw,
    answered: (n, answer) => {
      if (answer.status === 200 && accept(answer, n)) last = answer;
      else failures++;
    },
    broken: () => failures++,
  });
  if (last === undefined) throw new Error(`the server refuses the prepared requests: ${failures} failures`);
  return { failures, sample: { headers: headersOf(last), body: last.body } };
}

/** The answer's headers but for those that node:http adds by itself. */
export const headersOf = ({ head }: Answer): readonly string[] =>
  head
    .split('\r\n')
    .slice(1)
    .filter((line) => !/^(date|connection|keep-alive):/i.test(line))
    .flatMap((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
