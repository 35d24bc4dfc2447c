import type { WhoCan } from '../reach/index.ts';
import { Refusal } from './refusal.ts';

/** Who is expected to be able to do something: `conditionally` where it must hang on conditions. */
export type Expected = ReadonlyMap<string, 'in any case' | 'conditionally'>;

export interface Difference {
  /** Who can and is not expected to; or is, but on conditions, and there are none. */
  readonly beyond: readonly { readonly principal: string; readonly why: 'unexpected' | 'unconditional' }[];
  /** Who is expected to and cannot. */
  readonly gone: readonly string[];
}

/**
 * Reads a list of expected principals: one a line, by ARN, or by name for a service; after it `conditionally`, where
 * there have to be conditions. Empty lines, and what follows a `#`, say nothing.
 */
export function readExpected(file: string, text: string): Expected {
  const expected = new Map<string, 'in any case' | 'conditionally'>();
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    const [principal, how, ...rest] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/);
    if (principal === undefined || principal === '') continue;
    if (rest.length > 0 || (how !== undefined && how !== 'conditionally'))
      throw new Refusal(`${file}:${i + 1}:1: a principal is expected, and perhaps the word \`conditionally\``);
    if (expected.has(principal)) throw new Refusal(`${file}:${i + 1}:1: \`${principal}\` is there twice`);
    expected.set(principal, how === undefined ? 'in any case' : 'conditionally');
  }
  return expected;
}

/** The same list of what was found. */
export const expectedText = ({ principals }: WhoCan): string =>
  principals
    .map(({ principal, unconditional }) => `${principal}${unconditional ? '' : ' conditionally'}\n`)
    .sort()
    .join('');

export function differenceFrom(expected: Expected, { principals }: WhoCan): Difference {
  const found = new Set(principals.map(({ principal }) => principal));
  return {
    beyond: principals.flatMap(({ principal, unconditional }): Difference['beyond'] => {
      const how = expected.get(principal);
      if (how === undefined) return [{ principal, why: 'unexpected' }];
      return how === 'conditionally' && unconditional ? [{ principal, why: 'unconditional' }] : [];
    }),
    gone: [...expected.keys()].filter((principal) => !found.has(principal)),
  };
}
