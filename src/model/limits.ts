import type { BlobShape, NumberShape, StringShape } from './facts.ts';

/** Looks for problems; `undefined` when all is well, which costs no allocation. */
export type Check = (value: unknown) => readonly Problem[] | undefined;

/** One limit that a value does not keep. `path` is relative to whoever reports it and grows on the way up. */
export interface Problem {
  readonly path: string;
  /** The value as AWS prints it, quoted, or `null`; `undefined` where it is left out. */
  readonly shown: string | undefined;
  readonly constraint: string;
  /** What follows the constraint where values are shown. */
  readonly detail?: string;
}

/** Checks pattern, enumeration and length, in this order. The pattern is compiled when the first value comes. */
export function stringCheck({
  min = 0,
  max = Number.POSITIVE_INFINITY,
  pattern,
  enum: allowed,
  sensitive,
}: StringShape): Check {
  const values = allowed && new Set(allowed);
  let test: RegExp | undefined;
  return (value) => {
    const text = value as string;
    if (pattern !== undefined) test ??= whole(pattern);
    const fits = test === undefined || test.test(text);
    const isKnown = values === undefined || values.has(text);
    const length = text.length <= max && text.length >= min * 2 ? text.length : codePoints(text);
    if (fits && isKnown && length >= min && length <= max) return undefined;

    const shown = sensitive ? undefined : `'${text}'`;
    const problems: Problem[] = [];
    if (!fits)
      problems.push({ path: '', shown, constraint: `Member must satisfy regular expression pattern: ${pattern}` });
    if (!isKnown) {
      const detail = `: [${allowed!.join(', ')}]`;
      problems.push({ path: '', shown, constraint: 'Member must satisfy enum value set', detail });
    }
    problems.push(...(lengthProblems(length, min, max, shown) ?? []));
    return problems;
  };
}

/**
 * AWS's patterns hold for the whole value. They come from Java and compile under `u` as they stand, but for one
 * needless escape of a colon; under `u` a supplementary character is one character and `\p{L}` means letters.
 */
const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern.replaceAll('\\:', ':')})$`, 'u');

/** A text has at most as many code points as code units and at least half as many: only between is counting needed. */
function codePoints(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++, count++) {
    if (text.codePointAt(i)! > 0xffff) i++;
  }
  return count;
}

/** Checks a length: code points of a string, elements of a list, bytes of a blob. */
export function lengthProblems(
  length: number,
  min: number | undefined,
  max: number | undefined,
  shown: string | undefined,
): readonly Problem[] | undefined {
  if (max !== undefined && length > max) {
    return [{ path: '', shown, constraint: `Member must have length less than or equal to ${max}` }];
  }
  if (min !== undefined && length < min) {
    return [{ path: '', shown, constraint: `Member must have length greater than or equal to ${min}` }];
  }
  return undefined;
}

/** Checks the range of an integer. */
export function integerCheck({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: NumberShape): Check {
  return (value) => {
    const number = value as number;
    if (number > max) return outOfRange(number, `less than or equal to ${max}`);
    if (number < min) return outOfRange(number, `greater than or equal to ${min}`);
    return undefined;
  };
}

const outOfRange = (number: number, bound: string): readonly Problem[] => [
  { path: '', shown: `'${number}'`, constraint: `Member must have value ${bound}` },
];

/** Checks the length of a blob; its bytes are never shown. */
export function blobCheck({ min, max }: BlobShape): Check {
  return (value) => lengthProblems((value as Uint8Array).length, min, max, undefined);
}
