import { parseArgs } from 'node:util';
import type { Finding } from './finding.ts';
import { codesOfOathtool } from './oathtool.ts';
import { rivals } from './rivals.ts';
import { serverThatIsKilled } from './server-that-is-killed.ts';
import { codesThroughTheHouse } from './through-the-house.ts';

/**
 * One-time passwords against what others say of them, and against those who try: codes of `oathtool`, drift, reuse and
 * other spellings, rivals with one code, and a lock that a killed server still knows of.
 *
 *   node test/mfa/totp.ts [--rounds 1000] [--pairs 1000]
 *
 * Exits with 1 where something does not hold. Where `oathtool` cannot be had, its part says NOT RUN and why.
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '1000' }, pairs: { type: 'string', default: '1000' } },
});

const killed = await serverThatIsKilled();
try {
  const found = [
    print(await killed.whileLocked()),
    print(await codesOfOathtool(Number(values.pairs))),
    print(await codesThroughTheHouse()),
    print(await rivals(Number(values.rounds))),
    // Last: half a minute has gone by meanwhile, and the lock with it.
    print(await killed.onceOpen()),
  ];
  process.exitCode = found.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
} finally {
  await killed.stop();
}

function print(finding: Finding): Finding {
  const sentences = finding.wrong.slice(0, 20).map((sentence) => `       ${sentence}\n`);
  process.stdout.write(`${finding.wrong.length === 0 ? 'ok    ' : 'FAILED'} ${finding.shown}\n${sentences.join('')}`);
  return finding;
}
