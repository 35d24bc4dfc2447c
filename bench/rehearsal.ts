import type { Credentials } from './fleet.ts';
import { USED } from './options.ts';
import type { Answer } from './replay.ts';
import type { Prepared } from './requests.ts';
import { headersOf, type Rehearsed, type Sample, sendEach } from './send-each.ts';
import type { Server } from './servers.ts';

export interface Issued extends Credentials {
  readonly request: Prepared;
  readonly arn: string;
}

export interface Rehearsal extends Rehearsed {
  /** Distinct session tokens among the answers. */
  readonly tokens: number;
  /** Some of the credentials, from all over the run. */
  readonly issued: readonly Issued[];
}

/** Each answer has to hold credentials for this very session. */
export async function rehearse(server: Server, requests: readonly Prepared[]): Promise<Rehearsal> {
  const tokens = new Set<string>();
  const issued: Issued[] = [];
  const sizes: number[] = [];
  let sample: Sample | undefined;
  const step = Math.floor(requests.length / USED);
  const { failures, sample: last } = await sendEach(server, requests, (answer, n) => {
    const found = credentialsIn(answer);
    const session = /RoleSessionName=([^&]+)/.exec(requests[n]!.body.toString())![1]!;
    if (found === undefined || !found.arn.endsWith(`/${requests[n]!.role.name}/${session}`)) return false;
    tokens.add(found.sessionToken!);
    sizes.push(answer.body.length);
    if (n % step === 0 && issued.length < USED) issued.push({ ...found, request: requests[n]! });
    // The bare server answers as many bytes: an answer of the most common length stands for all.
    if (sizes.length === requests.length >> 1) sample = ofSize(answer, sizes.sort((a, b) => a - b)[sizes.length >> 1]!);
    return true;
  });
  return { failures, tokens: tokens.size, issued, sample: sample ?? last };
}

function credentialsIn({ body }: Answer): (Credentials & { arn: string }) | undefined {
  const [accessKeyId, secretAccessKey, sessionToken, arn] = [
    'AccessKeyId',
    'SecretAccessKey',
    'SessionToken',
    'Arn',
  ].map((name) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(body)?.[1]);
  if (!accessKeyId || !secretAccessKey || !sessionToken || !arn) return undefined;
  return { accessKeyId, secretAccessKey, sessionToken, arn };
}

/** An answer cut or filled to a length. */
function ofSize(answer: Answer, size: number): Sample {
  const headers = headersOf(answer).map((text, i, all) =>
    /^content-length$/i.test(all[i - 1] ?? '') ? String(size) : text,
  );
  return { headers, body: answer.body.slice(0, size).padEnd(size, ' ') };
}
