import { commandName } from '../../src/manual/names.ts';
import type { OperationFacts, Shape } from '../../src/model/facts.ts';
import { answered, madeUp } from './answers.ts';
import type { Case } from './compare.ts';

const FORMATS = ['json', 'yaml', 'text', 'table', 'yaml-stream'] as const;

/** Every operation with what it needs, a made-up answer, and each format in turn. */
export function* everyOperation(
  operations: readonly OperationFacts[],
  below: (limit: number) => number,
): Generator<Case> {
  for (const facts of operations) {
    const words = [facts.service.name, commandName(facts.name), ...required(facts)];
    // The device's seed goes to a file: see `cases`.
    if (facts.name === 'CreateVirtualMFADevice') continue;
    const answers = [answered(facts, madeUp(facts, below))];
    const formats = facts.output === undefined ? FORMATS.slice(below(5)).slice(0, 1) : FORMATS;
    for (const format of formats) yield { words: [...words, '--output', format], answers };
    yield { words: [...words, '--output', FORMATS[below(4)]!, '--query', QUERIES[below(QUERIES.length)]!], answers };
    yield { words: [facts.service.name, commandName(facts.name), '--generate-cli-skeleton'] };
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
