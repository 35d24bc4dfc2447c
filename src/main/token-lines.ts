import { Refusal } from '../cli/refusal.ts';
import { readSeed } from '../mfa/seed-text.ts';

/** A hardware token as its maker's list has it. */
export interface TokenLine {
  /** Where it stands in the list, from 1. */
  readonly line: number;
  readonly serial: string;
  readonly seed: Buffer;
}

/** More tokens than this come in several imports. */
const TOKENS_MAX = 10_000;
const LINE_MAX = 1024;

/** AWS's serialNumberType, without what only a virtual device's serial number is. */
const SERIAL = /^(?!arn:)[\w+=/:,.@-]{9,256}$/i;

/**
 * Reads a list of tokens, a `serial seed` a line. All lines that are wrong are named by their numbers, and never
 * quoted: whichever part of a line is wrong, the other may be a seed.
 */
export function readTokenLines(text: string): readonly TokenLine[] {
  const tokens: TokenLine[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1;
    if (content.trim() === '') continue;
    if (tokens.length + problems.length >= TOKENS_MAX) throw new Refusal(`more than ${TOKENS_MAX} tokens at once`);
    const read = readTokenLine(content);
    if (typeof read === 'string') problems.push({ line, problem: read });
    else if (seen.has(read.serial)) problems.push({ line, problem: 'the serial number stands in a line before' });
    else tokens.push({ line, ...read });
    if (typeof read !== 'string') seen.add(read.serial);
  }
  refuseLines(problems);
  if (tokens.length === 0) throw new Refusal('no token was given: a line each, serial number and seed, is expected');
  return tokens;
}

export interface Problem {
  readonly line: number;
  readonly problem: string;
}

const PROBLEMS_SHOWN = 10;

/** Refuses an import that has any wrong line: nothing of it is done. */
export function refuseLines(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(({ line, problem }) => `line ${line}: ${problem}`);
  const more = problems.length > PROBLEMS_SHOWN ? [`and ${problems.length - PROBLEMS_SHOWN} lines more`] : [];
  throw new Refusal(`no token was imported: ${[...shown, ...more].join('; ')}`);
}

function readTokenLine(content: string): Omit<TokenLine, 'line'> | string {
  if (content.length > LINE_MAX) return 'too long';
  const [serial, text, ...more] = content.trim().split(/[ \t]+/);
  if (serial === undefined || text === undefined || more.length > 0) return 'a serial number and a seed are expected';
  if (!SERIAL.test(serial)) return 'no serial number: 9 to 256 letters, digits or _+=/:,.@-, and no ARN';
  const read = readSeed(text);
  if ('seed' in read) return { serial, seed: read.seed };
  return read.problem === 'ambiguous'
    ? 'the seed can be read as base32 and as hex: write base32: or hex: before it'
    : 'no seed: base32 or hex of 16 to 64 bytes';
}
