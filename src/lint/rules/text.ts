import { compactSize } from '../../policy/index.ts';
import type { Text } from '../../policy/tree.ts';
import type { PolicyKind } from '../../policy/types.ts';
import { actionsIn, at, conditionsIn, resourcesIn } from '../look.ts';
import type { LintedDocument, Rule } from '../types.ts';

/** Characters that are there and not seen, that turn the direction of writing, or that look like a letter of ASCII and are none. */
const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\u3164\u115F\u1160\uFFA0]/u;
const LOOKALIKE = /[\u0370-\u03FF\u0400-\u04FF\u0531-\u0587\u13A0-\u13FF\uFF01-\uFF5E]/u;

/** AWS's quotas of characters, white space left out, for one document of the kind. */
const QUOTAS: Readonly<Partial<Record<PolicyKind, { readonly most: number; readonly of: string }>>> = {
  identity: { most: 6144, of: 'a managed policy' },
  boundary: { most: 6144, of: 'a managed policy' },
  trust: { most: 4096, of: 'a trust policy, with its quota raised' },
  session: { most: 2048, of: 'session policies' },
  scp: { most: 10_240, of: 'a service control policy' },
  rcp: { most: 5120, of: 'a resource control policy' },
};

function* textsIn({ statements }: LintedDocument): Generator<Text> {
  for (const statement of statements) {
    yield* actionsIn(statement);
    yield* resourcesIn(statement);
    for (const { value } of [...(statement.principal?.entries ?? []), ...(statement.notPrincipal?.entries ?? [])])
      yield value;
    for (const { key, start, values } of conditionsIn(statement)) {
      yield { value: key, start, end: start + key.length + 2 };
      yield* values;
    }
  }
}

export const textRules: readonly Rule[] = [
  {
    id: 'invisible-character',
    level: 'warning',
    title: 'A character that nobody sees',
    why: 'A space of no width, or one that turns the direction of writing, makes a text mean something else than it shows.',
    advice: 'Remove the character.',
    *find(document) {
      for (const text of textsIn(document)) {
        const found = INVISIBLE.exec(text.value)?.[0];
        if (found !== undefined) yield at(text, `holds the invisible character ${codeOf(found)}`);
      }
    },
  },
  {
    id: 'lookalike-character',
    level: 'warning',
    title: 'A letter that looks like another',
    why: 'A letter of another script that looks like one of ours names something else.',
    advice: 'Write the letter that is meant.',
    *find(document) {
      for (const text of textsIn(document)) {
        const found = /[A-Za-z]/.test(text.value) ? LOOKALIKE.exec(text.value)?.[0] : undefined;
        if (found !== undefined) yield at(text, `holds ${codeOf(found)} among letters that look like it`);
      }
    },
  },
  {
    id: 'no-version',
    level: 'note',
    title: 'A document of the old version of the language',
    why: 'Without `"Version": "2012-10-17"` a document is of 2008, without variables.',
    advice: 'Write `"Version": "2012-10-17"`.',
    *find({ version, statements }) {
      if (version !== '2012-10-17' && statements[0] !== undefined)
        yield at({ start: statements[0].start, end: statements[0].start + 1 }, 'the document is of version 2008-10-17');
    },
  },
  {
    id: 'over-quota',
    level: 'warning',
    title: 'A document that is longer than AWS takes',
    why: 'What is longer than the quota is refused when it is saved or passed.',
    advice: 'Shorten it, or divide it.',
    *find({ text, kind }) {
      const quota = QUOTAS[kind];
      const size = compactSize(text);
      if (quota !== undefined && size > quota.most)
        yield at({ start: 0, end: 1 }, `${size} characters, and ${quota.of} has at most ${quota.most}`);
    },
  },
];

const codeOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
