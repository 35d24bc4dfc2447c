import { splitArn } from '../base/arn.ts';
import { matches, type Pattern, patternFrom, patternOf } from './pattern.ts';
import { hashBeginnings } from './shortlist.ts';
import type { Context } from './types.ts';
import { hasVariables, type Piece, type Resolved, readTemplate, resolve, type Template } from './variables.ts';

/**
 * A pattern for ARNs. Wildcards stay inside one of the first five segments and run free in the sixth. Where the first
 * five hold no wildcards, one pattern over the whole text says the same and is faster.
 */
export type ArnPattern =
  | { readonly whole: Pattern; readonly segments: undefined }
  | { readonly whole: undefined; readonly segments: readonly Pattern[] };

/** `undefined`: a variable has no value. `malformed`: not the six segments of an ARN. */
export type ArnReading = ArnPattern | 'malformed' | undefined;

/** An ARN that is split into its six segments when a pattern first asks, once for all of them; and so with its hashes. */
export class SplitArn {
  readonly text: string;
  #segments: readonly string[] | undefined;
  #isSplit = false;
  #hashes: readonly number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get segments(): readonly string[] | undefined {
    if (!this.#isSplit) {
      this.#segments = splitArn(this.text);
      this.#isSplit = true;
    }
    return this.#segments;
  }

  /** The hashes of its beginnings, by which statements about other resources are ruled out. */
  get hashes(): readonly number[] {
    this.#hashes ??= hashBeginnings(this.text);
    return this.#hashes;
  }
}

/** Whether an ARN matches. What is not of six segments matches nothing. */
export function matchesArn(pattern: ArnPattern, arn: SplitArn): boolean {
  if (pattern.whole !== undefined) return matches(pattern.whole, arn.text);
  const { segments } = arn;
  if (segments === undefined) return false;
  // From the last to the first: resources differ more than regions do.
  for (let i = 5; i >= 0; i--) if (!matches(pattern.segments[i]!, segments[i]!)) return false;
  return true;
}

/** How an ARN pattern is read: once and for all, or anew in each context where it holds variables. */
export type CompiledArn =
  | { readonly fixed: ArnReading; readonly inContext: undefined }
  | { readonly fixed: undefined; readonly inContext: (context: Context) => ArnReading };

/**
 * Prepares the reading of an ARN pattern.
 *
 * The segments are cut where the author wrote colons, before variables are filled in, so that a value with colons
 * cannot push the author's segments aside. Only a text with fewer than six written segments, such as one variable for
 * the whole ARN, is cut after. `pad`: missing segments count as `*`, but not where there are variables (policy.md 1.4).
 */
export function compileArn(text: string, { substitution, pad }: { substitution: boolean; pad: boolean }): CompiledArn {
  if (PLAIN_ARN.test(text) && !(substitution && text.includes('${'))) {
    return { fixed: { whole: patternOf(text), segments: undefined }, inContext: undefined };
  }
  const template = readTemplate(text, substitution);
  const segments = splitWritten(template);
  if (!hasVariables(template)) return { fixed: fixedReading(segments, pad), inContext: undefined };
  if (segments.length === 6) {
    return {
      fixed: undefined,
      inContext: (context) => {
        const resolved = segments.map((segment) => resolve(segment, context));
        return resolved.every((segment) => segment !== undefined) ? arnPattern(resolved) : undefined;
      },
    };
  }
  return {
    fixed: undefined,
    inContext: (context) => {
      const resolved = resolve(template, context);
      return resolved === undefined ? undefined : cutAfter(resolved);
    },
  };
}

/** An ARN without wildcards in its first five segments: the whole text is the pattern, and nothing has to be cut. */
const PLAIN_ARN = /^arn:[^:*?]*:[^:*?]*:[^:*?]*:[^:*?]*:/;

const NO_CONTEXT: Context = new Map();
const PADDING: Template = [{ kind: 'written', text: '*' }];

function fixedReading(segments: readonly Template[], pad: boolean): ArnReading {
  const padded = pad && segments.length >= 3 ? [...segments, PADDING, PADDING, PADDING].slice(0, 6) : segments;
  if (padded.length !== 6) return 'malformed';
  return arnPattern(padded.map((segment) => resolve(segment, NO_CONTEXT)!));
}

function arnPattern(segments: readonly Resolved[]): ArnReading {
  const patterns = segments.map(patternFrom);
  if (!matches(patterns[0]!, 'arn')) return 'malformed';
  if (patterns.slice(0, 5).some((pattern) => pattern.rest.length > 0)) return { whole: undefined, segments: patterns };
  const head = patterns.slice(0, 5).map((pattern) => pattern.prefix);
  // A colon from a variable may not stand in for one that the author wrote.
  if (head.some((text) => text.includes(':'))) return { whole: undefined, segments: patterns };
  const last = patterns[5]!;
  return { whole: { prefix: `${head.join(':')}:${last.prefix}`, rest: last.rest }, segments: undefined };
}

/** Cuts the template on its first five written colons. */
function splitWritten(template: Template): Template[] {
  const segments: Piece[][] = [[]];
  for (const piece of template) {
    if (piece.kind !== 'written') segments.at(-1)!.push(piece);
    else {
      const [first = '', ...others] = cut(piece.text, 6 - segments.length);
      if (first !== '') segments.at(-1)!.push({ kind: 'written', text: first });
      for (const text of others) segments.push(text === '' ? [] : [{ kind: 'written', text }]);
    }
  }
  return segments;
}

/** Cuts a filled-in text on its first five colons, wherever they came from. */
function cutAfter(resolved: Resolved): ArnReading {
  const segments: { text: string; literal: boolean }[][] = [[]];
  for (const { text, literal } of resolved) {
    const [first = '', ...others] = cut(text, 6 - segments.length);
    segments.at(-1)!.push({ text: first, literal });
    for (const other of others) segments.push([{ text: other, literal }]);
  }
  return segments.length === 6 ? arnPattern(segments) : 'malformed';
}

/** Splits on colons into at most `cuts + 1` parts; the last keeps the rest. */
function cut(text: string, cuts: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let left = cuts; left > 0; left--) {
    const colon = text.indexOf(':', from);
    if (colon < 0) break;
    parts.push(text.slice(from, colon));
    from = colon + 1;
  }
  parts.push(text.slice(from));
  return parts;
}
