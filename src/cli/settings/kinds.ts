import { readAddress } from '../../store/postgres/address.ts';
import { readInteger } from '../read-integer.ts';
import { readOrigin } from '../read-origin.ts';

/** How a setting is said and read. */
export interface Setting<Value, Fallback> {
  readonly argument: string;
  readonly help: string;
  readonly repeatable: boolean;
  readonly fallback: Fallback;
  /** What was typed is not repeated when it is refused: there may be a secret in it. */
  readonly isUnspoken?: boolean;
  /** The value, or throws the sentence that says what is expected. */
  readonly read: (said: readonly string[]) => Value;
}

/** Any text. */
export function text(argument: string, help: string): Setting<string, undefined>;
export function text(argument: string, help: string, fallback: string): Setting<string, string>;
export function text(argument: string, help: string, fallback?: string): Setting<string, string | undefined> {
  return { argument, help, repeatable: false, fallback, read: (said) => said.at(-1)! };
}

/** An http or https address without credentials, query or fragment; given back without a slash at its end. */
export function url(argument: string, help: string): Setting<string, undefined> {
  return {
    argument,
    help,
    repeatable: false,
    fallback: undefined,
    read: (said) => {
      const parsed = URL.parse(said.at(-1)!);
      const isPlain =
        parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === '';
      if (!isPlain || /[?#]/.test(parsed.href)) throw new Error('expected an http or https address');
      return parsed.href.replace(/\/$/, '');
    },
  };
}

/** Origins of web applications: http or https addresses without a path, a query, credentials. */
export function origins(argument: string, help: string): Setting<readonly string[], undefined> {
  return {
    argument,
    help,
    repeatable: true,
    fallback: undefined,
    read: (said) => said.map(readOrigin),
  };
}

/** A database URL without a password. */
export function databaseUrl(argument: string, help: string): Setting<string, undefined> {
  return {
    argument,
    help,
    repeatable: false,
    fallback: undefined,
    isUnspoken: true,
    read: (said) => {
      readAddress(said.at(-1)!);
      return said.at(-1)!;
    },
  };
}

/** Texts that may be said more than once, or with commas between. */
export function list(argument: string, help: string): Setting<readonly string[], undefined> {
  return { argument, help, repeatable: true, fallback: undefined, read: (said) => said };
}

/** A whole number within a range. */
export function integer(argument: string, help: string, min: number, max: number): Setting<number, undefined>;
export function integer(
  argument: string,
  help: string,
  min: number,
  max: number,
  fallback: number,
): Setting<number, number>;
export function integer(
  argument: string,
  help: string,
  min: number,
  max: number,
  fallback?: number,
): Setting<number, number | undefined> {
  return {
    argument,
    help,
    repeatable: false,
    fallback,
    read: (said) => readInteger(said.at(-1)!, min, max),
  };
}

/** One of a few words. */
export function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  help: string,
  fallback: Choice,
): Setting<Choice, Choice> {
  return {
    argument: choices.join('|'),
    help,
    repeatable: false,
    fallback,
    read: (said) => {
      const choice = choices.find((one) => one === said.at(-1));
      if (choice === undefined) throw new Error(`expected one of ${choices.join(', ')}`);
      return choice;
    },
  };
}
