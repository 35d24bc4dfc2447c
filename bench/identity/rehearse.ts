import { CONNECTIONS } from '../options.ts';
import { type Answer, replay } from '../replay.ts';
import type { Server } from '../servers.ts';
import type { Identity } from './requests.ts';

export interface Rehearsed {
  readonly failures: number;
  /** One answer as it came: the bare server will give it to everyone. */
  readonly sample: { readonly headers: readonly string[]; readonly body: string };
}

/** Sends each request once and reads each answer: it has to name the very session that signed. The server is warm afterwards. */
export async function rehearse(server: Server, requests: readonly Identity[]): Promise<Rehearsed> {
  let sample: Answer | undefined;
  let failures = 0;
  let following = 0;
  await replay({
    port: server.port,
    connections: CONNECTIONS,
    next: () => (following < requests.length ? following++ : undefined),
    raw: (n) => requests[n]!.raw,
    answered: (n, answer) => {
      const isOwn = answer.body.includes(`<Arn>${requests[n]!.session.arn}</Arn>`);
      if (answer.status !== 200 || !isOwn) return void failures++;
      sample = answer;
    },
    broken: () => failures++,
  });
  if (sample === undefined) throw new Error(`the server refuses the prepared requests: ${failures} failures`);
  const lines = sample.head.split('\r\n').slice(1);
  const kept = lines.filter((line) => !/^(date|connection|keep-alive):/i.test(line));
  const headers = kept.flatMap((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  return { failures, sample: { headers, body: sample.body } };
}
