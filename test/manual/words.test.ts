import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manual } from '../../scripts/man-pages.ts';
import { accountOfAccessKey } from '../../src/base/identifiers.ts';
import { readCommand } from '../../src/cli/aws/read-command.ts';
import { readValue } from '../../src/cli/aws/read-value.ts';
import { commandOptionsOf, globalOptions } from '../../src/cli/manual/command-options.ts';
import { iamOperations } from '../../src/iam/service.ts';
import { argumentsOf, examplesOf } from '../../src/manual/examples.ts';
import { chapterOf } from '../../src/manual/help-page.ts';
import { commandName } from '../../src/manual/names.ts';
import { commandWords } from '../../src/manual/words/commands.ts';
import { wordsOf } from '../../src/manual/words-of.ts';
import type { Shape } from '../../src/model/facts.ts';
import { validationMessage } from '../../src/model/validate.ts';
import { quotaSetting, quotaTable } from '../../src/operation/quotas.ts';
import { stsOperations } from '../../src/sts/service.ts';
import { corpusFile } from '../wire/corpora.ts';

const chapters = await Promise.all([chapterOf('sts'), chapterOf('iam')]);
const pages = await manual();

describe('the manual and what there is', () => {
  it('has a page for the program, each command, each service and each operation, under names of their own', () => {
    const names = new Set(pages.map(({ name }) => name));
    expect(names.size).toBe(pages.length);
    const operations = chapters.flatMap(({ facts, operations }) =>
      [...operations.keys()].map((name) => `rolecall-${facts.name}-${commandName(name)}`),
    );
    for (const name of ['rolecall', 'rolecall-sts', 'rolecall-iam', 'rolecall-serve', ...operations])
      expect(names).toContain(name);
    for (const command of commandWords.keys()) expect(names, command).toContain(`rolecall-${command}`);
  });

  it('leads to pages that there are', () => {
    const names = new Set(pages.map(({ name }) => name));
    const missing = pages.flatMap(({ name, sections }) => {
      const also = sections.find(({ heading }) => heading === 'SEE ALSO')?.blocks[0];
      const others = also?.kind === 'paragraph' ? also.text.split(', ').map((one) => one.replace('(1)', '')) : [];
      return others.filter((other) => !names.has(other)).map((other) => `${name}: ${other}`);
    });
    expect(missing).toEqual([]);
  });

  it('says not offered of what answers 501, and of nothing else', () => {
    const built = new Set([...stsOperations, ...iamOperations].map(({ facts }) => facts.name));
    for (const { operations, words } of chapters)
      for (const name of operations.keys())
        expect(words.operations[name]?.isMissing === true, name).toBe(!built.has(name));
  });

  it('names quotas that there are', () => {
    const quotas = new Set(Object.keys(quotaTable).map(quotaSetting));
    const named = chapters
      .flatMap(({ words }) => Object.values(words.operations))
      .flatMap(({ description }) => description)
      .flatMap((text) => [...text.matchAll(/quota (?:is |of how many is )?`([a-z-]+)`/g)].map(([, name]) => name!));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !quotas.has(name))).toEqual([]);
  });

  it('has words for each option that the command line adds', () => {
    for (const { operations } of chapters) for (const facts of operations.values()) commandOptionsOf(facts);
    expect(globalOptions().length).toBeGreaterThan(10);
  });
});

describe.each(chapters)('the examples of $facts.name', ({ facts, operations, words }) => {
  const examples = [...operations.values()].flatMap((operation) =>
    examplesOf(operation, wordsOf(operation, words)).map((example) => ({ operation, example })),
  );

  it('are understood by the command line, with every required option', () => {
    for (const { operation, example } of examples) {
      const typed = [facts.name, commandName(operation.name), ...argumentsOf(operation, example)];
      const command = readCommand(typed, operations);
      expect(command.kind, typed.join(' ')).toBe('call');
    }
    console.log(`${facts.name}: ${examples.length} examples`);
  });

  it('give values that keep the limits', () => {
    let values = 0;
    for (const { operation, example } of examples) {
      for (const [name, typed = ''] of Object.entries(example.given)) {
        const shape = operation.input.members[name]!;
        // What stands in a file is not at hand, but for what is shown.
        const content = typed.startsWith('file://') ? example.files?.[typed.slice('file://'.length)] : typed;
        if (content === undefined || shape.type === 'boolean') continue;
        const text = typeof content === 'string' ? content : JSON.stringify(content);
        const words = shape.type === 'list' && content === typed ? text.split(' ') : text;
        const value = readValue(words, shape, { option: `--${commandName(name)}`, env: {}, binaryFormat: 'base64' });
        const alone = { type: 'structure', members: { [name]: shape }, required: [] } as const;
        expect(validationMessage({ [name]: value }, alone), `${operation.name}: ${name}`).toBe(undefined);
        values++;
      }
    }
    expect(values).toBeGreaterThan(10);
  });

  it('have access key ids of the accounts that they speak of', () => {
    const ids = [...JSON.stringify([words.samples, examples.map(({ example }) => example)]).matchAll(KEY_ID)];
    expect(ids.length).toBeGreaterThan(0);
    for (const [id] of ids) expect(['111122223333', '444455556666'], id).toContain(accountOfAccessKey(id));
  });

  it('print what the operation answers', () => {
    for (const { operation, example } of examples)
      if (example.output !== undefined) expectOf(operation.output, example.output, operation.name);
  });
});

const KEY_ID = /(?:AKIA|ASIA|APKA)[A-Z2-7]{16}/g;

/** Members that the model has, of its types. */
function expectOf(shape: Shape | undefined, value: unknown, place: string): void {
  if (shape?.type === 'structure') {
    for (const [name, member] of Object.entries(value as object)) {
      expect(Object.keys(shape.members), place).toContain(name);
      expectOf(shape.members[name], member, `${place}.${name}`);
    }
  } else if (shape?.type === 'list') {
    for (const one of value as unknown[]) expectOf(shape.member, one, place);
  } else {
    const type = shape?.type === 'integer' ? 'number' : shape?.type === 'boolean' ? 'boolean' : 'string';
    // Policies are printed as what they are, not as the text that travels.
    if (!/Document$/.test(place)) expect(typeof value, place).toBe(type);
  }
}

const models = (['sts/2011-06-15', 'iam/2010-05-08'] as const).map((path) => ({
  path,
  file: corpusFile(`botocore/botocore/data/${path}/service-2.json`),
}));

describe.each(models)("the words are our own, beside AWS's of $path", ({ path, file }) => {
  it.skipIf(file === undefined)(`share no run of ${RUN} words`, () => {
    const theirs = new Set(textsIn(JSON.parse(readFileSync(file!, 'utf8'))).flatMap(runsOf));
    const { words } = chapters[path.startsWith('sts') ? 0 : 1]!;
    const ours = stringsIn(words).flatMap(runsOf);
    expect(theirs.size).toBeGreaterThan(1000);
    expect([...new Set(ours.filter((run) => theirs.has(run)))]).toEqual([]);
  });
});

/** As many words in a row as two people hardly write alike by chance. */
const RUN = 10;

function runsOf(text: string): readonly string[] {
  const words =
    text
      .toLowerCase()
      .replace(/<[^>]*>/g, ' ')
      .match(/[a-z0-9]+/g) ?? [];
  return Array.from({ length: Math.max(0, words.length - RUN + 1) }, (_, i) => words.slice(i, i + RUN).join(' '));
}

/** What a service model says in words. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'documentation' && typeof member === 'string' ? [member] : textsIn(member),
  );
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
