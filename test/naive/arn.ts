import { fits, type Token } from './pattern.ts';

/** Cuts at the first five colons; the sixth part keeps its own. Fewer parts come back as they are. */
export function segmentsOf(tokens: readonly Token[]): Token[][] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    const colon = token !== 'any' && token !== 'one' && token.text === ':';
    if (colon && segments.length < 6) segments.push([]);
    else segments[segments.length - 1]!.push(token);
  }
  return segments;
}

function textSegments(text: string): string[] {
  const parts = text.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

export function isArn(text: string): boolean {
  const segments = textSegments(text);
  return segments.length === 6 && segments[0] === 'arn';
}

/** Six patterns against six texts, one by one: a wildcard never reaches over a colon, but in the sixth. */
export function arnFits(patterns: readonly (readonly Token[])[], text: string): boolean {
  const segments = textSegments(text);
  if (patterns.length !== 6 || segments.length !== 6) return false;
  for (let i = 0; i < 6; i++) if (!fits(patterns[i]!, segments[i]!)) return false;
  return true;
}
