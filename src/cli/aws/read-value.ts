import type { Shape } from '../../model/facts.ts';
import { CommandError, FAILED, parameterError } from './command-error.ts';
import { fitShorthand } from './fit-shorthand.ts';
import { ParameterFileError, readParameterFile } from './parameter-file.ts';
import { readShorthand, ShorthandError } from './shorthand.ts';
import { wholeNumber } from './whole-number.ts';

/** What the reading of a value depends on beside its words. */
export interface Reading {
  readonly option: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly binaryFormat: 'base64' | 'raw-in-base64-out';
}

/**
 * Reads the words of one option into the value that its parameter needs: scalars as typed, lists as several words,
 * structures as shorthand or JSON, any of them from a file.
 */
export function readValue(words: string | readonly string[], shape: Shape, reading: Reading): unknown {
  const loaded = load(words, reading);
  return shape.type === 'list' || shape.type === 'structure' || shape.type === 'map'
    ? readComplex(loaded, shape, reading)
    : readScalar(loaded as string | Uint8Array, shape, reading);
}

type Loaded = string | readonly string[] | Uint8Array;

function load(words: string | readonly string[], { option, env }: Reading): Loaded {
  const single = typeof words === 'string' ? words : words.length === 1 ? words[0]! : undefined;
  if (single === undefined) return words;
  try {
    return readParameterFile(single, env) ?? words;
  } catch (error) {
    if (error instanceof ParameterFileError) throw parameterError(option, error.message);
    throw error;
  }
}

function readScalar(value: string | Uint8Array, shape: Shape, { binaryFormat }: Reading): unknown {
  if (shape.type === 'integer' && typeof value === 'string') return wholeNumber(value);
  if (shape.type !== 'blob' || typeof value !== 'string') return value;
  return binaryFormat === 'base64' ? decodeBase64(value) : Buffer.from(value, 'utf8');
}

/** As Python decodes it: what is not of the alphabet is passed over, but the padding has to be right. */
export function decodeBase64(text: string): Uint8Array {
  const letters = text.replace(/[^A-Za-z0-9+/=]/g, '');
  if (letters.replace(/=+$/, '').length % 4 === 1 || letters.length % 4 !== 0) {
    throw new CommandError('Invalid base64', FAILED, ['a file is given by fileb://NAME']);
  }
  return Buffer.from(letters, 'base64');
}

function readComplex(value: Loaded, shape: Shape, reading: Reading): unknown {
  const first = typeof value === 'string' ? value : (value as readonly string[])[0];
  if (typeof first === 'string' && /^\s*[[{]/.test(first)) return readJsonWords(value, shape, reading);
  if (value instanceof Uint8Array) return value;
  const isListOfScalars = shape.type === 'list' && !COMPLEX.has(shape.member.type);
  if (isListOfScalars) return readScalars(value, shape.member, reading);
  try {
    return typeof value === 'string'
      ? fitShorthand(readShorthand(value), shape.type === 'list' ? shape.member : shape)
      : value.map((word) => fitShorthand(readShorthand(word), (shape as Shape & { type: 'list' }).member));
  } catch (error) {
    if (error instanceof ShorthandError) throw parameterError(reading.option, error.message);
    throw error;
  }
}

const COMPLEX: ReadonlySet<string> = new Set(['structure', 'list', 'map']);

function readScalars(value: string | readonly string[], member: Shape, reading: Reading): unknown {
  if (typeof value === 'string') throw parameterError(reading.option, 'a file for a list holds JSON: ["...", "..."]');
  return value.map((word) => readScalar(word, member, reading));
}

/** One JSON list, or a list of words that are each JSON of their own. */
function readJsonWords(value: Loaded, shape: Shape, reading: Reading): unknown {
  if (typeof value === 'string') return readJson(value, reading);
  const words = value as readonly string[];
  if (words.length === 1 && /^\s*\[/.test(words[0]!)) return readJson(words[0]!, reading);
  const member = (shape as Shape & { type: 'list' }).member;
  if (!COMPLEX.has(member.type)) return words.map((word) => readScalar(word, member, reading));
  return words.map((word) => {
    if (/^\s*[[{]/.test(word)) return readJson(word, reading);
    throw parameterError(reading.option, `Invalid JSON:\n${word}`);
  });
}

function readJson(text: string, { option }: Reading): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw parameterError(option, `Invalid JSON: ${(error as Error).message}\nJSON received: ${text}`);
  }
}
