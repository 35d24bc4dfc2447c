/**
 * Measures whether the time of refusing a signature tells how much of it was right (security.md A12). Started by hand:
 * `node scripts/timing.ts [samples]`. Two kinds of wrong signature are verified in random turn, one equal to the true
 * one but for its last digit, one different from the first digit on; Welch's t between them must stay below 4.5.
 */
import { signatureMatches, signatureOf, signingKey, signingSecret } from '../src/sigv4/signing-key.ts';

const SAMPLES = Number(process.argv[2] ?? 200_000);
const T_MAX = 4.5;

const key = signingKey(signingSecret('a-secret-of-no-importance'), '20260715', 'us-east-1', 'sts');
const stringToSign = 'AWS4-HMAC-SHA256\n20260715T102030Z\n20260715/us-east-1/sts/aws4_request\n'.padEnd(140, '0');
const right = signatureOf(stringToSign, key);
const other = (digit: string): string => (digit === '0' ? '1' : '0');
const almost = right.slice(0, -1) + other(right.at(-1)!);
const nothing = [...right].map(other).join('');

const times: Record<'almost' | 'nothing', number[]> = { almost: [], nothing: [] };
for (let i = -10_000; i < SAMPLES; i++) {
  const kind = Math.random() < 0.5 ? 'almost' : 'nothing';
  // A fresh string each time, as a request would bring one.
  const claim = {
    stringToSign,
    signature: Buffer.from(kind === 'almost' ? almost : nothing, 'latin1').toString('latin1'),
  };
  const start = process.hrtime.bigint();
  const matched = signatureMatches(claim, key);
  const elapsed = Number(process.hrtime.bigint() - start);
  if (matched) throw new Error('a wrong signature was accepted');
  if (i >= 0) times[kind].push(elapsed);
}

// The slowest twentieth is the machine doing something else.
const cropped = (all: number[]): number[] => all.sort((a, b) => a - b).slice(0, Math.floor(all.length * 0.95));
const stats = (all: number[]) => {
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  const variance = all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (all.length - 1);
  return { mean, error: variance / all.length };
};
const a = stats(cropped(times.almost));
const b = stats(cropped(times.nothing));
const t = (a.mean - b.mean) / Math.sqrt(a.error + b.error);
console.log(
  `${SAMPLES} samples: almost right ${a.mean.toFixed(1)} ns, all wrong ${b.mean.toFixed(1)} ns, Welch t ${t.toFixed(2)}`,
);
if (Math.abs(t) >= T_MAX) {
  console.log(`the time tells: |t| is ${T_MAX} or more`);
  process.exitCode = 1;
}
