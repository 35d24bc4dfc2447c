import { RolecallError } from './rolecall-error.ts';

/** A seed that was an object, as JSON of a line for each member, and which member each line is. */
export interface SeedLines {
  readonly text: string;
  /** `accounts.111122223333.roles.app.trust`; the first line is 1. */
  memberAt(line: number): string;
}

const DEPTH_MAX = 64;

/** Writes an object so that what is wrong with a line of it can be said of a member. Refuses what JSON would lose. */
export function seedLines(seed: unknown): SeedLines {
  const lines: string[] = [];
  const members: string[] = [];
  const say = (text: string, path: readonly string[]) => {
    lines.push(text);
    members.push(path.join('.'));
  };
  write(seed, [], '', '');
  return { text: lines.join('\n'), memberAt: (line) => members[line - 1] || 'seed' };

  function write(value: unknown, path: readonly string[], before: string, after: string): void {
    const place = path.join('.') || 'seed';
    if (path.length > DEPTH_MAX) throw new RolecallError('SeedRefused', `${place}: too deep`);
    if (typeof value !== 'object' || value === null) {
      if (!PLAIN.has(typeof value))
        throw new RolecallError('SeedRefused', `${place}: a ${typeof value} is no part of a seed`);
      return say(before + JSON.stringify(value) + after, path);
    }
    const isList = Array.isArray(value);
    const prototype = Object.getPrototypeOf(value);
    // A Map, a Date, an instance of a class: JSON would write an empty object, or something else than is meant.
    if (!isList && prototype !== null && Object.getPrototypeOf(prototype) !== null)
      throw new RolecallError(
        'SeedRefused',
        `${place}: a ${value.constructor?.name ?? 'class'} is no part of a seed: write a plain object`,
      );
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    say(before + (isList ? '[' : '{'), path);
    for (const [i, [name, member]] of entries.entries()) {
      const comma = i + 1 < entries.length ? ',' : '';
      write(member, [...path, name], isList ? '' : `${JSON.stringify(name)}: `, comma);
    }
    say((isList ? ']' : '}') + after, path);
  }
}

const PLAIN: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'object']);
