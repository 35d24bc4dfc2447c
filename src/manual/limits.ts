import type { Shape, StringShape } from '../model/facts.ts';

/** Says in a sentence which values a shape takes; `undefined` where it takes every value of its type. */
export function limitsOf(shape: Shape): string | undefined {
  const parts = partsOf(shape);
  if (parts.length === 0) return undefined;
  const sentence = parts.join('; ');
  return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`;
}

function partsOf(shape: Shape): readonly string[] {
  switch (shape.type) {
    case 'string':
      return textParts(shape);
    case 'integer':
      return range(shape, '');
    case 'blob':
      return range(shape, 'byte');
    case 'list': {
      const each = partsOf(shape.member);
      return [
        ...range(shape, 'value'),
        ...(each.length === 0 ? [] : [`each ${/^(?:one|exactly)/.test(each[0]!) ? '' : 'of '}${each.join(', ')}`]),
      ];
    }
    default:
      return [];
  }
}

function textParts(shape: StringShape): readonly string[] {
  if (shape.enum !== undefined) return [`one of ${shape.enum.map((value) => `\`${value}\``).join(', ')}`];
  const { pattern } = shape;
  return [
    ...range(shape, 'character'),
    ...(pattern === undefined ? [] : [PATTERNS.get(pattern) ?? `pattern \`${pattern}\``]),
  ];
}

/** `2 to 64 characters`, `at least 1 value`. */
function range({ min, max }: Pick<StringShape, 'min' | 'max'>, unit: string): readonly string[] {
  const of = (count: number): string => (unit === '' ? '' : ` ${unit}${count === 1 ? '' : 's'}`);
  if (min !== undefined && max !== undefined) {
    return [min === max ? `exactly ${max}${of(max)}` : `${min} to ${max}${of(max)}`];
  }
  if (max !== undefined) return [`at most ${max}${of(max)}`];
  return min === undefined || min === 0 ? [] : [`at least ${min}${of(min)}`];
}

const NAME = 'ASCII letters, digits and';
const XML = '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+';
const LATIN = 'characters up to U+00FF, without control characters but tab and line ends';

/** The patterns that are easier read in words. Those that are not here are shown. */
const PATTERNS: ReadonlyMap<string, string> = new Map([
  [XML, 'no control characters but tab and line ends'],
  ['[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+', LATIN],
  ['[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*', LATIN],
  ['[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]+', LATIN],
  ['[\\u0020-\\u00FF]+', 'characters from the space to U+00FF'],
  ['(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)', 'visible ASCII that begins and ends with `/`'],
  ['\\u002F[\\u0021-\\u007F]*', 'visible ASCII that begins with `/`'],
  ['((/[A-Za-z0-9\\.,\\+@=_-]+)*)/', `${NAME} \`.,+@=_-\` between slashes, with one at each end`],
  ['[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+', 'letters, spaces, digits and `_.:/=+-@`'],
  ['[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*', 'letters, spaces, digits and `_.:/=+-@`'],
  ['[\\w+=,.@-]+', `${NAME} \`_+=,.@-\``],
  ['[\\w+=,.@-]*', `${NAME} \`_+=,.@-\``],
  ['[\\w+=,.@:\\/-]*', `${NAME} \`_+=,.@:/-\``],
  ['[\\w+=/:,.@-]+', `${NAME} \`_+=/:,.@-\``],
  ['[\\w+=/:,.@-]*', `${NAME} \`_+=/:,.@-\``],
  ['[\\w._-]+', `${NAME} \`._-\``],
  ['[\\w-]+', `${NAME} \`_-\``],
  ['[\\w-]*', `${NAME} \`_-\``],
  ['[\\w]+', `${NAME} \`_\``],
  ['[\\w]*', `${NAME} \`_\``],
  ['[A-Z0-9]+', 'capital letters and digits'],
  ['[\\d]+', 'digits'],
  ['[\\d]*', 'digits'],
  ['\\d{12}', 'twelve digits'],
  ['[ -~]+', 'printable ASCII'],
]);
