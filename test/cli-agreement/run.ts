/**
 * Runs the AWS CLI v2 and `rolecall sts|iam` over the same stored answers and compares what they print, to the byte, in every
 * format, their exit codes and what they ask of the server. `node test/cli-agreement/run.ts [--seed N] [--only TEXT] [--thorough]`.
 */
import { parseArgs } from 'node:util';
import { operations as iam } from '../../src/model/generated/iam.ts';
import { operations as sts } from '../../src/model/generated/sts.ts';
import { Random } from '../naive/random.ts';
import { cases } from './cases.ts';
import { differences } from './compare.ts';
import { everyOperation } from './every-operation.ts';
import { theirs } from './programs.ts';
import { startReplay } from './replay.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    thorough: { type: 'boolean', default: false },
    'by-hand': { type: 'boolean', default: false },
  },
});
const SHOWN_MAX = 40;
const program = theirs();
if ('missing' in program) {
  console.log(`NOT RUN: agreement with the AWS CLI v2: ${program.missing}`);
  process.exit(0);
}
const replay = await startReplay();
const random = new Random(Number(values.seed));
const below = (limit: number) => random.below(limit);
let compared = 0;
let disagreements = 0;
const facts = [...sts.values(), ...iam.values()];
for (const one of [...cases(sts, iam), ...(values['by-hand'] ? [] : everyOperation(facts, below, values.thorough))]) {
  const command = one.words.join(' ');
  if (!command.includes(values.only)) continue;
  const found = await differences(one, program, replay);
  compared++;
  if (found.length === 0) continue;
  disagreements++;
  if (disagreements <= SHOWN_MAX) console.log(`$ ${command}\n${found.map((each) => `  ${each}`).join('\n')}`);
}
console.log(`${compared} commands compared with the AWS CLI v2 (seed ${values.seed}), ${disagreements} disagreements`);
await program.close();
await replay.close();
process.exitCode = disagreements === 0 && compared > 0 ? 0 : 1;
