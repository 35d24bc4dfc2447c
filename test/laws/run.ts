/**
 * Holds the engine to each law in 20,000 seeded cases: `node test/laws/run.ts [--cases 20000] [--seed 1] [--law NAME]`.
 * Prints a line for each law, and the first cases that broke it. Ends with 1 on any.
 */
import { parseArgs } from 'node:util';
import { hold } from './hold.ts';
import { laws } from './laws.ts';

const { values: flags } = parseArgs({
  options: {
    cases: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    law: { type: 'string', default: '' },
  },
});
const cases = Number(flags.cases);
const firstSeed = Number(flags.seed);

let held = 0;
let broken = 0;
for (const [i, law] of laws.entries()) {
  if (!law.name.includes(flags.law)) continue;
  const seed = firstSeed + 1_000 * i;
  const result = hold(law, { cases, seed });
  const enough = result.cases === cases;
  const verdict = result.broken.length > 0 ? 'BROKEN' : enough ? 'held' : 'TOO FEW CASES';
  console.log(
    `${law.name.padEnd(66)} seed ${String(seed).padStart(6)} ${String(result.cases).padStart(7)} cases of ${String(result.worlds).padStart(7)} worlds: ${verdict}`,
  );
  for (const one of result.broken) console.log(`  ${one}`);
  if (verdict === 'held') held++;
  else broken++;
}
console.log(`${held} laws held, ${cases} cases each; ${broken} broken`);
if (broken > 0 || held === 0) process.exitCode = 1;
