/**
 * Which blocks of the engine the random pairs never enter: `node test/agreement/branches.ts --pairs 20000 --seed 1`.
 * Agreement says nothing about what is not reached, so each such block has its reason in `unreached.ts`. Ends with 1
 * where a block without one was not entered, and where a reason is left of a block that is entered or is gone.
 *
 * V8 counts functions, the arms of `if` and `?:`, the right sides of `&&`, `||`, `??` and `?.`, loops, `catch`, and
 * what follows a jump. It does not count default values.
 */
import { readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { parseArgs } from 'node:util';
import { pairs } from '../naive/generate.ts';
import { type Unreached, unreached } from './unreached.ts';

const { values: flags } = parseArgs({
  options: { pairs: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
});

/** The files that decide. Those that read, validate and explain documents have tests of their own. */
const FILES = [
  'policy/statement.ts',
  'policy/compile.ts',
  'policy/condition.ts',
  'policy/operators.ts',
  'policy/families.ts',
  'policy/pattern.ts',
  'policy/arn-pattern.ts',
  'policy/resource.ts',
  'policy/action.ts',
  'policy/principals.ts',
  'policy/variables.ts',
  'policy/verdict.ts',
  'policy/decide.ts',
  'policy/shortlist.ts',
  'policy/effort.ts',
  'policy/base64.ts',
  'base/dates.ts',
  'base/integers.ts',
  'base/addresses.ts',
  'base/ascii.ts',
];

/** A block that no pair entered; `text` is what stands there, its white space made single. */
interface Block {
  readonly file: string;
  readonly inside: string;
  readonly line: number;
  readonly text: string;
}

const session = new Session();
session.connect();
const scripts = await coverageOf(Number(flags.pairs), Number(flags.seed));
await session.post('Debugger.enable');
const blocks = (await Promise.all(FILES.map(blocksIn))).flat();
session.disconnect();
const bare = blocks.filter((block) => !unreached.some((excuse) => excuses(excuse, block)));
const idle = unreached.filter((excuse) => blocks.filter((block) => excuses(excuse, block)).length !== 1);

console.log(`seed ${flags.seed}, ${flags.pairs} pairs, ${FILES.length} files that decide`);
for (const block of bare) console.log(`NOT REACHED ${block.file}:${block.line}:${block.inside}: ${words(block.text)}`);
for (const excuse of idle)
  console.log(`IDLE REASON ${excuse.file}:${excuse.inside}: ${excuse.begins} (${whyIdle(excuse)})`);
console.log(
  `blocks that no pair enters: ${blocks.length}; excused by name: ${blocks.length - bare.length}; ` +
    `not excused: ${bare.length}; idle reasons: ${idle.length}`,
);
if (bare.length > 0 || idle.length > 0) process.exitCode = 1;

/** Counts from before the engine is loaded: a function that is compiled earlier has no counters for its blocks. */
async function coverageOf(count: number, seed: number): Promise<readonly Profiler.ScriptCoverage[]> {
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const { realAnswer } = await import('./real.ts');
  let done = 0;
  for (const pair of pairs(seed)) {
    if (done++ === count) break;
    realAnswer(pair);
  }
  return (await session.post('Profiler.takePreciseCoverage')).result;
}

async function blocksIn(file: string): Promise<Block[]> {
  const script = scripts.find((each) => each.url === sourceOf(file).href);
  if (script === undefined) return [{ file, inside: '', line: 1, text: 'not even loaded' }];
  // The text that V8 ran, which is ours with blanks for the types: its offsets are into this one.
  const { scriptSource } = await session.post('Debugger.getScriptSource', { scriptId: script.scriptId });
  const found = script.functions.flatMap(({ functionName, ranges }) =>
    ranges.filter(({ count }) => count === 0).map((range) => ({ ...range, functionName })),
  );
  return (
    found
      .filter((range) => !found.some((other) => other !== range && holds(other, range)))
      .sort((a, b) => a.startOffset - b.startOffset)
      .map((range) => ({
        file,
        inside: range.functionName !== '' ? range.functionName : nameAround(script, range),
        line: lineOf(scriptSource, range.startOffset),
        text: singleSpaced(scriptSource.slice(range.startOffset, range.endOffset)),
      }))
      // What follows the last jump of a function is its closing brace: nothing that could be entered.
      .filter(({ text }) => /[^\s{}();]/.test(text))
  );
}

function holds(outer: Profiler.CoverageRange, inner: Profiler.CoverageRange): boolean {
  return outer.startOffset <= inner.startOffset && inner.endOffset <= outer.endOffset;
}

/** The innermost function with a name that a nameless one stands in. */
function nameAround(script: Profiler.ScriptCoverage, range: Profiler.CoverageRange): string {
  const around = script.functions.filter(({ functionName, ranges }) => functionName !== '' && holds(ranges[0]!, range));
  return around.sort((a, b) => b.ranges[0]!.startOffset - a.ranges[0]!.startOffset)[0]?.functionName ?? '';
}

/** The line of the first letter of a block, which may begin with the white space before it. */
function lineOf(source: string, offset: number): number {
  const blank = source.slice(offset).search(/\S/);
  return source.slice(0, offset + Math.max(blank, 0)).split('\n').length;
}

function excuses({ file, inside, begins }: Unreached, block: Block): boolean {
  return file === block.file && inside === block.inside && block.text.startsWith(begins);
}

function whyIdle({ file, begins }: Unreached): string {
  if (!FILES.includes(file)) return 'no file that decides';
  const stands = singleSpaced(readFileSync(sourceOf(file), 'utf8')).includes(begins);
  return stands ? 'the block is reached, or this names several' : 'the block is gone';
}

function sourceOf(file: string): URL {
  return new URL(`../../src/${file}`, import.meta.url);
}

function singleSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function words(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)} ...` : text;
}
