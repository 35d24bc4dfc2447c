import type { Credentials } from './fleet.ts';
import { CONNECTIONS, USED } from './options.ts';
import { type Answer, replay } from './replay.ts';
import type { Prepared } from './requests.ts';
import type { Server } from './servers.ts';

export interface Issued extends Credentials {
  readonly request: Prepared;
  readonly arn: string;
}

export interface Rehearsal {
  /** Requests that were not answered with credentials of their own. */
  readonly failures: number;
  /** Distinct session tokens among the answers. */
  readonly tokens: number;
  /** Some of the credentials, from all over the run. */
  readonly issued: readonly Issued[];
  /** One answer as it came: the bare server will give it to everyone. */
  readonly sample: { readonly headers: readonly string[]; readonly body: string };
}

/**
 * Sends each distinct request once and reads each answer: status 200, credentials, for this very session. Load
 * generators count statuses only; that the answers are answers is shown here, and the server is warm afterwards.
 */
export async function rehearse(server: Server, requests: readonly Prepared[]): Promise<Rehearsal> {
  const tokens = new Set<string>();
  const issued: Issued[] = [];
  const sizes: number[] = [];
  let sample: Rehearsal['sample'] | undefined;
  let failures = 0;
  let following = 0;
  const step = Math.floor(requests.length / USED);
  await replay({
    port: server.port,
    connections: CONNECTIONS,
    next: () => (following < requests.length ? following++ : undefined),
    raw: (n) => requests[n]!.raw,
    answered: (n, answer) => {
      const found = credentialsIn(answer);
      const session = /RoleSessionName=([^&]+)/.exec(requests[n]!.body.toString())![1]!;
      if (found === undefined || !found.arn.endsWith(`/${requests[n]!.role.name}/${session}`)) return void failures++;
      tokens.add(found.sessionToken!);
      sizes.push(answer.body.length);
      if (n % step === 0 && issued.length < USED) issued.push({ ...found, request: requests[n]! });
      // The bare server answers as many bytes: an answer of the most common length stands for all.
      if (sizes.length === requests.length >> 1)
        sample = ofSize(answer, sizes.sort((a, b) => a - b)[sizes.length >> 1]!);
    },
    broken: () => failures++,
  });
  if (sample === undefined) throw new Error(`the server refuses the prepared requests: ${failures} failures`);
  return { failures, tokens: tokens.size, issued, sample };
}

function credentialsIn({ status, body }: Answer): (Credentials & { arn: string }) | undefined {
  if (status !== 200) return undefined;
  const [accessKeyId, secretAccessKey, sessionToken, arn] = [
    'AccessKeyId',
    'SecretAccessKey',
    'SessionToken',
    'Arn',
  ].map((name) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(body)?.[1]);
  if (!accessKeyId || !secretAccessKey || !sessionToken || !arn) return undefined;
  return { accessKeyId, secretAccessKey, sessionToken, arn };
}

/** The answer's headers but for those that node:http adds by itself, and its body, cut or filled to a length. */
function ofSize({ head, body }: Answer, size: number): Rehearsal['sample'] {
  const lines = head
    .split('\r\n')
    .slice(1)
    .filter((line) => !/^(date|connection|keep-alive|content-length):/i.test(line));
  const headers = lines.flatMap((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  return { headers: [...headers, 'Content-Length', String(size)], body: body.slice(0, size).padEnd(size, ' ') };
}
