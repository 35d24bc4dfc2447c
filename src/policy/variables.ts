import { asciiLower } from '../base/ascii.ts';
import { spend } from './effort.ts';
import type { Context } from './types.ts';

/** A text of a policy, cut at its variables (policy.md 3). Parsed once, when the policy is compiled. */
export type Template = readonly Piece[];

export type Piece =
  /** Text as written: `*` and `?` are wildcards where the operator has them. */
  | { readonly kind: 'written'; readonly text: string }
  /** `${*}`, `${?}`, `${$}`: that character and nothing more. */
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'variable';
      /** As written. */
      readonly name: string;
      /** As keys are compared: in ASCII lower case. */
      readonly key: string;
      readonly fallback: string | undefined;
    };

/** A template with its variables filled in. What came from a variable is literal and is never looked at again (H06). */
export type Resolved = readonly { readonly text: string; readonly literal: boolean }[];

/** Cuts a text at its variables. Documents of 2008-10-17 have none: pass `false`. Malformed ones stay text. */
export function readTemplate(text: string, substitution: boolean): Template {
  if (!substitution || !text.includes('${')) return [{ kind: 'written', text }];
  const pieces: Piece[] = [];
  let written = '';
  let at = 0;
  for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', at)) {
    const found = readVariable(text, open + 2);
    const end = found?.end ?? open + 2;
    written += text.slice(at, found === undefined ? end : open);
    if (found !== undefined) {
      if (written !== '') pieces.push({ kind: 'written', text: written });
      pieces.push(found.piece);
      written = '';
    }
    at = end;
  }
  written += text.slice(at);
  if (written !== '') pieces.push({ kind: 'written', text: written });
  return pieces;
}

export const hasVariables = (template: Template): boolean => template.some((piece) => piece.kind === 'variable');

/**
 * Fills in the variables, or gives `undefined` where one has neither value nor default. A multi-valued key is never a
 * value, and its default does not stand in for it (1.4). An empty value is a value.
 */
export function resolve(template: Template, context: Context): Resolved | undefined {
  const resolved: { text: string; literal: boolean }[] = [];
  for (const piece of template) {
    if (piece.kind !== 'variable') resolved.push({ text: piece.text, literal: piece.kind === 'literal' });
    else {
      const found = context.get(piece.key);
      const text = found === undefined ? piece.fallback : found.kind === 'single' ? found.value : undefined;
      if (text === undefined) return undefined;
      // A policy can name a long value hundreds of times; a character that is filled in costs some steps of comparing.
      spend(STEPS_A_CHARACTER * text.length);
      resolved.push({ text, literal: true });
    }
  }
  return resolved;
}

const STEPS_A_CHARACTER = 8;

/** The resolved text where wildcards have no meaning. */
export const plain = (resolved: Resolved): string =>
  resolved.length === 1 ? resolved[0]!.text : resolved.map((piece) => piece.text).join('');

/**
 * Reads `key}` or `key, 'default'}` from `at`. No key holds quotes, braces, commas or dollars, so a failed reading
 * stops before the next variable and the whole text is walked once.
 */
function readVariable(text: string, at: number): { piece: Piece; end: number } | undefined {
  if (text[at + 1] === '}' && (text[at] === '*' || text[at] === '?' || text[at] === '$')) {
    return { piece: { kind: 'literal', text: text[at]! }, end: at + 2 };
  }
  KEY.lastIndex = at;
  const key = KEY.exec(text)?.[0];
  if (key === undefined || key.startsWith(' ') || key.endsWith(' ')) return undefined;
  const afterKey = at + key.length;
  if (text[afterKey] === '}') return { piece: variable(key, undefined), end: afterKey + 1 };
  DEFAULT.lastIndex = afterKey;
  const fallback = DEFAULT.exec(text);
  return fallback === null ? undefined : { piece: variable(key, fallback[1]), end: DEFAULT.lastIndex };
}

const KEY = /[^${}',]{1,256}/y;
const DEFAULT = /, {0,16}'([^']*)'\}/y;

const variable = (key: string, fallback: string | undefined): Piece => ({
  kind: 'variable',
  name: key,
  key: asciiLower(key),
  fallback,
});
