import { describe, expect, it } from 'vitest';
import type { Shape } from '../model/facts.ts';
import type * as iam from '../model/generated/iam.ts';
import type * as sts from '../model/generated/sts.ts';
import { chapterOf } from './help-page.ts';
import { commandName } from './names.ts';
import { operationPage } from './page.ts';
import type { Chapter } from './service-page.ts';
import { iamWords } from './words/iam.ts';
import { stsWords } from './words/sts.ts';
import type { OperationsOf, ServiceWords } from './words.ts';
import { wordsOf } from './words-of.ts';

const chapters: readonly Chapter[] = await Promise.all([chapterOf('sts'), chapterOf('iam')]);

describe('what does not compile', () => {
  // Held by `npm run typecheck`: where one of these compiled, its directive would be an error.
  const { AssumeRole: _assumeRole, ...otherOperations } = stsWords.operations;
  const { ExternalId: _externalId, ...otherParameters } = stsWords.parameters;
  const { AuthenticationCode2: _code, ...otherOfIam } = iamWords.parameters;
  const { Credentials: _credentials, ...otherResults } = stsWords.results;
  const { GetUser: _getUser, ...otherOfIamToo } = iamWords.operations;

  it('an operation, a parameter or a result without words, and words about what is not there', () => {
    // @ts-expect-error an operation of STS without words
    const operations: ServiceWords<OperationsOf<typeof sts>>['operations'] = otherOperations;
    // @ts-expect-error a parameter of STS without words
    const parameters: ServiceWords<OperationsOf<typeof sts>>['parameters'] = otherParameters;
    // @ts-expect-error a result of STS without words
    const results: ServiceWords<OperationsOf<typeof sts>>['results'] = otherResults;
    // @ts-expect-error an operation of IAM without words
    const ofIam: ServiceWords<OperationsOf<typeof iam>>['operations'] = otherOfIamToo;
    // @ts-expect-error a parameter of IAM without words
    const parametersOfIam: ServiceWords<OperationsOf<typeof iam>>['parameters'] = otherOfIam;
    const more: Partial<ServiceWords<OperationsOf<typeof sts>>['parameters']> = {
      // @ts-expect-error a parameter that no operation has
      ExternalID: 'A text.',
    };
    expect([operations, parameters, results, ofIam, parametersOfIam, more].length).toBe(6);
  });

  it('a page of what has no words is not made either', () => {
    const { facts, operations, words } = chapters[0]!;
    const { AssumeRole: _removed, ...lacking } = words.operations;
    const of = operations.get('AssumeRole')!;
    expect(() => operationPage(of, { ...words, operations: lacking })).toThrow('no words about operation AssumeRole');
    const { ExternalId: _id, ...fewer } = words.parameters;
    expect(() => operationPage(of, { ...words, parameters: fewer })).toThrow('no words about parameter ExternalId');
    expect(facts.name).toBe('sts');
  });
});

describe.each(chapters)('the words of $facts.name', ({ facts, operations, words }) => {
  const all = [...operations.values()];

  it('are there for each operation, parameter, result and error, nested ones too', () => {
    const count = { operations: 0, parameters: 0, results: 0, errors: 0 };
    for (const operation of all) {
      const said = wordsOf(operation, words);
      count.operations++;
      for (const name of namesIn(operation.input)) {
        expect(said.parameter(name)).not.toBe('');
        count.parameters++;
      }
      for (const name of namesIn(operation.output)) {
        expect(said.result(name)).not.toBe('');
        count.results++;
      }
      for (const { code } of operation.errors) {
        expect(said.error(code)).not.toBe('');
        count.errors++;
      }
    }
    console.log(`${facts.name}: ${JSON.stringify(count)}`);
    expect(count.operations).toBe(operations.size);
  });

  it('are sentences, and summaries are none', () => {
    for (const text of sentences()) {
      expect(text).toMatch(/^[`A-Z0-9][\s\S]*[.]$/);
      expect(text).not.toMatch(/ {2}|\s$|[“”‘’–—…]/);
      expect(text.split('`').length % 2, `back ticks in pairs: ${text}`).toBe(1);
    }
    for (const [name, { summary }] of Object.entries(words.operations)) {
      expect(summary, name).toMatch(/^[a-z].*[^.]$/);
      expect(summary.length, name).toBeLessThan(90);
    }
  });

  it('name options that the operation has', () => {
    const known = new Set([...GLOBAL, ...COMMANDS_OWN]);
    for (const { name, input } of all) {
      const options = Object.keys(input.members).map((member) => `--${commandName(member)}`);
      for (const text of textsOf(words.operations[name]!))
        for (const [option] of text.matchAll(/--[a-z][a-z-]+/g))
          expect(known.has(option) || options.includes(option), `${name}: ${option}`).toBe(true);
    }
  });

  it('relate operations that there are', () => {
    for (const [name, { related = [] }] of Object.entries(words.operations))
      for (const other of related)
        expect(operations.has(other) || other.startsWith('rolecall-'), `${name}: ${other}`).toBe(true);
  });

  /** Whatever is said in sentences. */
  function sentences(): readonly string[] {
    const tables = [words.parameters, words.results, words.errors].flatMap((table) => Object.values(table));
    return [...words.about, ...tables, ...Object.values(words.operations).flatMap(textsOf)].filter(
      (text) => text !== undefined,
    );
  }
});

/** Options of the server that operations speak of, and those that every command has. */
const GLOBAL = ['--cli-input-json', '--generate-cli-skeleton', '--max-items'];
const COMMANDS_OWN = ['--encode-denials', '--throttle'];

function textsOf(operation: Chapter['words']['operations'][string]): readonly string[] {
  const { description, important, parameters = {}, results = {}, errors = {}, examples = [] } = operation;
  return [
    ...description,
    ...(important === undefined ? [] : [important]),
    ...[parameters, results, errors].flatMap((table) => Object.values(table)),
    ...examples.flatMap(({ remark }) => remark ?? []),
  ].filter((text) => text !== undefined);
}

function namesIn(shape: Shape | undefined): readonly string[] {
  switch (shape?.type) {
    case 'structure':
      return Object.entries(shape.members).flatMap(([name, member]) => [name, ...namesIn(member)]);
    case 'list':
      return namesIn(shape.member);
    case 'map':
      return namesIn(shape.value);
    default:
      return [];
  }
}
