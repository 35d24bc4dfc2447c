/**
 * Asks both policy engines the same random questions: `node test/agreement/agreement.ts --pairs 200000 --seed 1`.
 * Prints how the answers are spread, and the first disagreements made small. Then it
 * gives the first engine the decisions of `test/corpus/policy`. Ends with 1 on any disagreement.
 */
import { parseArgs } from 'node:util';
import { policyRows } from '../corpus/policy.ts';
import { naiveDecide } from '../naive/evaluate.ts';
import { type Pair, pairs } from '../naive/generate.ts';
import { realAnswer } from './real.ts';
import { smallest } from './smallest.ts';
import { Spread } from './spread.ts';

const { values: flags } = parseArgs({
  options: {
    pairs: { type: 'string', default: '200000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    show: { type: 'string', default: '5' },
  },
});
const count = Number(flags.pairs);
const seed = Number(flags.seed);
const show = Number(flags.show);

const spread = new Spread();
const shown = new Map<string, number>();
let disagreements = 0;
let done = 0;
for (const pair of pairs(seed)) {
  if (done++ === count) break;
  const naive = naiveDecide(pair);
  spread.count(pair, naive.because);
  const real = realAnswer(pair);
  if (real === naive.because) continue;
  disagreements++;
  const kind = `${naive.because} / ${real}`;
  const times = shown.get(kind) ?? 0;
  shown.set(kind, times + 1);
  if (times < show) report(pair);
}

console.log(`seed ${seed}, ${count} pairs`);
const enough = spread.print();
console.log(`disagreements: ${disagreements}`);
for (const [kind, times] of shown) console.log(`  naive ${kind} real: ${times}`);
const wrongRows = policyRows().filter((row) => row.mode === 'authorize' && realAnswer(row) !== row.expected);
console.log(`rows of test/corpus/policy that the first engine fails: ${wrongRows.length}`);
for (const row of wrongRows) console.log(`  ${row.topic}: ${row.name}: ${realAnswer(row)}, not ${row.expected}`);
if (disagreements > 0 || wrongRows.length > 0 || !enough) process.exitCode = 1;

function report(pair: Pair): void {
  const small = smallest(pair, (candidate) => {
    const real = realAnswer(candidate);
    // A document that the real engine no longer reads is another matter than the one being reduced.
    return (
      real !== naiveDecide(candidate).because && real.startsWith('unread') === realAnswer(pair).startsWith('unread')
    );
  });
  const { layers, request } = small;
  console.log(`DISAGREEMENT: naive ${naiveDecide(small).because}, real ${realAnswer(small)}`);
  console.log(JSON.stringify({ layers, request: { ...request, context: Object.fromEntries(request.context) } }));
}
