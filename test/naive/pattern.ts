import { asciiLower, type Context } from './shapes.ts';

/** One UTF-16 unit of text, or a wildcard. A pattern is a list of these, so substituted text can never turn wild. */
export type Token = { readonly text: string } | 'any' | 'one';

/** Whether the whole text fits: a table of (tokens left, text left), the textbook way. */
export function fits(pattern: readonly Token[], text: string): boolean {
  // fit[j]: the tokens so far fit the first j units of the text.
  let fit: boolean[] = [];
  for (let j = 0; j <= text.length; j++) fit.push(j === 0);
  for (const token of pattern) {
    const next: boolean[] = [];
    for (let j = 0; j <= text.length; j++) {
      if (token === 'any') next.push(fit[j]! || (j > 0 && next[j - 1]!));
      else if (j === 0) next.push(false);
      else next.push(fit[j - 1]! && (token === 'one' || token.text === text[j - 1]));
    }
    fit = next;
  }
  return fit[text.length]!;
}

/** Plain text, where `*` and `?` are wild and nothing else is. */
export function wildcards(text: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '*') tokens.push('any');
    else if (text[i] === '?') tokens.push('one');
    else tokens.push({ text: text[i]! });
  }
  return tokens;
}

function literally(text: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; i++) tokens.push({ text: text[i]! });
  return tokens;
}

/** What tokens spell when wildcards are mere characters, as they are for every operator but the Like ones and Arn ones. */
export function spelled(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) text += token === 'any' ? '*' : token === 'one' ? '?' : token.text;
  return text;
}

export interface Expanded {
  /** `undefined`: a variable had neither a value nor a default. */
  readonly tokens: Token[] | undefined;
  readonly hadVariable: boolean;
}

/** Section 3: replaces `${key}` and `${key, 'default'}`, in documents of 2012-10-17 only. */
export function expand(text: string, version: string | undefined, context: Context): Expanded {
  if (version !== '2012-10-17') return { tokens: wildcards(text), hadVariable: false };
  const tokens: Token[] = [];
  let hadVariable = false;
  let resolved = true;
  let i = 0;
  while (i < text.length) {
    const variable = text[i] === '$' && text[i + 1] === '{' ? readVariable(text, i) : undefined;
    if (variable === undefined) {
      tokens.push(...wildcards(text[i]!));
      i++;
      continue;
    }
    hadVariable = true;
    i = variable.end;
    const value = valueFor(variable, context);
    if (value === undefined) resolved = false;
    else tokens.push(...literally(value));
  }
  return { tokens: resolved ? tokens : undefined, hadVariable };
}

interface Variable {
  readonly key: string;
  readonly fallback: string | undefined;
  readonly end: number;
}

function valueFor(variable: Variable, context: Context): string | undefined {
  if (variable.key === '*' || variable.key === '?' || variable.key === '$') return variable.key;
  const value = context.get(asciiLower(variable.key));
  if (value === undefined) return variable.fallback;
  // A key of the multi-valued type never expands, not even to its default.
  return value.kind === 'multi' ? undefined : value.value;
}

/** Reads the variable that starts at `${`, or gives `undefined`: malformed ones are left as they stand. */
function readVariable(text: string, start: number): Variable | undefined {
  let i = start + 2;
  let key = '';
  while (i < text.length && text[i] !== '}' && text[i] !== ',') key += text[i++];
  if (i === text.length || key === '' || key !== key.trim() || key.includes('{') || key.includes("'")) return undefined;
  if (text[i] === '}') return { key, fallback: undefined, end: i + 1 };
  i++;
  while (text[i] === ' ' || text[i] === '\t') i++;
  if (text[i] !== "'") return undefined;
  i++;
  let fallback = '';
  while (i < text.length && text[i] !== "'") fallback += text[i++];
  if (text[i] !== "'" || text[i + 1] !== '}') return undefined;
  return { key, fallback, end: i + 2 };
}
