import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseIsoBasic } from '../../src/sigv4/freshness.ts';
import { verdict } from './support.ts';

/** Requests signed by botocore, the signer of the AWS CLI and boto3, where Python has it. */
const SEED = 20260715;
const COUNT = 1000;

interface Line {
  readonly date: string;
  readonly accessKeyId: string;
  readonly secret: string;
  readonly sessionToken: string | null;
  readonly method: string;
  readonly target: string;
  readonly headers: [string, string][];
  readonly body: string;
  readonly presigned: boolean;
}

const script = fileURLToPath(new URL('botocore_sign.py', import.meta.url));
const run = spawnSync('python3', [script, String(COUNT), String(SEED)], { encoding: 'utf8', maxBuffer: 1 << 28 });
const reason = run.error?.message ?? (run.status === 3 ? run.stderr.trim() : undefined);
if (reason !== undefined) console.log(`NOT RUN: requests signed by botocore: ${reason}`);

describe.skipIf(reason !== undefined)('requests signed by botocore', () => {
  test(`${COUNT} of them are accepted, and refused with another secret`, () => {
    expect(run.status, run.stderr).toBe(0);
    const [head, ...lines] = run.stdout.trim().split('\n');
    const counts = { accepted: 0, presigned: 0, sessions: 0 };
    for (const line of lines.map((text) => JSON.parse(text) as Line)) {
      const { accessKeyId, secret, sessionToken } = line;
      const expected = { service: 'sts', regions: undefined, nowMs: parseIsoBasic(line.date)! * 1000 };
      const known = { accessKeyId, secret, sessionToken: sessionToken ?? undefined };
      const wire = { ...line, body: Buffer.from(line.body, 'base64') };
      expect(verdict(wire, expected, known), JSON.stringify(line)).toBe('accepted');
      expect(verdict(wire, expected, { ...known, secret: `${secret}x` })).toBe('SignatureDoesNotMatch');
      counts.accepted++;
      if (line.presigned) counts.presigned++;
      if (sessionToken !== null) counts.sessions++;
    }
    expect(counts.accepted).toBe(COUNT);
    console.log(
      `${head}: accepted ${counts.accepted}; ${counts.presigned} presigned, ${counts.sessions} with a session token`,
    );
  });
});
