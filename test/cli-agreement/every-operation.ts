import { commandName } from '../../src/manual/names.ts';
import type { OperationFacts, Shape } from '../../src/model/facts.ts';
import { answered, madeUp } from './answers.ts';
import type { Case } from './compare.ts';

const FORMATS = ['json', 'yaml', 'text', 'table', 'yaml-stream'] as const;

/**
 * Every operation with what it needs and a made-up answer, as JSON, in another format in turn and under a query; in each format, and
 * the skeleton of its input, where there is time to be thorough.
 */
export function* everyOperation(
  operations: readonly OperationFacts[],
  below: (limit: number) => number,
  isThorough: boolean,
): Generator<Case> {
  for (const [index, facts] of operations.entries()) {
    const name = [facts.service.name, commandName(facts.name)];
    // The device's seed goes to a file: see `cases`.
    if (facts.name === 'CreateVirtualMFADevice') continue;
    const words = [...name, ...required(facts)];
    const answers = [answered(facts, madeUp(facts, below))];
    const turn = FORMATS[1 + (index % (FORMATS.length - 1))]!;
    const some = facts.output === undefined ? [turn] : ['json', turn];
    for (const format of isThorough ? FORMATS : some) yield { words: [...words, '--output', format], answers };
    const query = QUERIES[below(QUERIES.length)]!;
    if (facts.output !== undefined || isThorough) {
      yield { words: [...words, '--output', FORMATS[below(FORMATS.length)]!, '--query', query], answers };
    }
    if (isThorough || index % 5 === 0) yield { words: [...name, '--generate-cli-skeleton'] };
  }
}

const QUERIES = [
  '@',
  'keys(@)',
  'values(@)',
  '*',
  '[@, @]',
  '{a: @, "b c": `1`, c: `"x"`, d: `null`, e: `[]`, f: `{}`}',
  '*[].Arn',
  '*.[Arn, Path]',
  'length(@)',
  'nothing',
  '*.{A: Arn, T: Tags[?Key==`Bob`].Value | [0]}',
  'not_null(Nothing, `true`)',
];

/** The least that the operation takes. */
function required({ input }: OperationFacts): string[] {
  return input.required.flatMap((name) => {
    const shape = input.members[name]!;
    const option = `--${commandName(name)}`;
    return shape.type === 'boolean' ? [option] : [option, ...words(shape)];
  });
}

function words(shape: Shape): string[] {
  switch (shape.type) {
    case 'integer':
      return [String(Math.max(shape.min ?? 1, 1))];
    case 'list':
      return shape.member.type === 'structure' ? [JSON.stringify([sample(shape.member)])] : words(shape.member);
    case 'structure':
      return [JSON.stringify(sample(shape))];
    default:
      return [String(sample(shape))];
  }
}

function sample(shape: Shape): unknown {
  switch (shape.type) {
    case 'structure':
      return Object.fromEntries(shape.required.map((name) => [name, sample(shape.members[name]!)]));
    case 'list':
      return [sample(shape.member)];
    case 'integer':
      return Math.max(shape.min ?? 1, 1);
    case 'boolean':
      return true;
    default:
      return ('enum' in shape && shape.enum?.[0]) || 'x'.repeat(Math.max('min' in shape ? (shape.min ?? 1) : 1, 1));
  }
}
