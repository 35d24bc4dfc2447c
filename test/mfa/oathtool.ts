import { execFile, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { promisify } from 'node:util';
import { base32 } from '../../src/base/identifiers.ts';
import { codeAt, stepAt } from '../../src/mfa/totp.ts';
import type { Finding } from './finding.ts';

/** As many processes at a time; starting them is what takes the time. */
const AT_ONCE = 4;
/** The year 2100: codes are asked for from 1970 to there. */
const LAST_SECOND = 4_102_444_800;

/** Compares our codes with those of OATH Toolkit's `oathtool`, each for a seed and a second drawn by chance. */
export async function codesOfOathtool(count: number): Promise<Finding> {
  const missing = absence();
  if (missing !== undefined) return { shown: `oathtool: NOT RUN: ${missing}`, wrong: [] };
  const waiting = Array.from({ length: count }, (_, n) => pair(n));
  const wrong: string[] = [];
  let equal = 0;
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const theirs = await codeOfOathtool(next);
      const ours = codeAt(next.seed, stepAt(next.second * 1000));
      if (ours === theirs) equal++;
      else wrong.push(`seed ${next.seed.toString('hex')} at ${next.second}: ours ${ours}, oathtool ${theirs}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (equal + wrong.length !== count || count === 0) wrong.push(`${count} pairs were to be compared`);
  return { shown: `oathtool: ${equal} codes of ${count} seeds and times are the same, by ${version()}`, wrong };
}

interface Pair {
  readonly seed: Buffer;
  readonly second: number;
  /** Seeds go over in hex, or in base32 as CreateVirtualMFADevice gives them. */
  readonly inBase32: boolean;
}

/** Seeds of 16 to 64 bytes; every fifth second is the first or last of its step, where an error of rounding would show. */
function pair(n: number): Pair {
  const some = randomInt(LAST_SECOND);
  const start = some - (some % 30);
  const second = n % 5 === 0 ? start + (n % 10 === 0 ? 0 : 29) : some;
  return { seed: randomBytes(randomInt(16, 65)), second, inBase32: n % 2 === 0 };
}

async function codeOfOathtool({ seed, second, inBase32 }: Pair): Promise<string> {
  const key = inBase32 ? ['--base32', base32(seed)] : [seed.toString('hex')];
  const { stdout } = await promisify(execFile)('oathtool', ['--totp', '--now', `@${second}`, ...key]);
  return stdout.trim();
}

/** Why there is no `oathtool`, after trying to install it. */
function absence(): string | undefined {
  if (version() !== undefined) return undefined;
  if (process.getuid?.() !== 0) return 'there is no oathtool, and only root could install it';
  const { error, stderr } = spawnSync('apt-get', ['install', '-y', '-q', 'oathtool'], { timeout: 120_000 });
  if (version() !== undefined) return undefined;
  return `apt-get could not install oathtool: ${error?.message ?? String(stderr).trim().split('\n').at(-1)}`;
}

const version = (): string | undefined =>
  spawnSync('oathtool', ['--version']).stdout?.toString().split('\n')[0] || undefined;
