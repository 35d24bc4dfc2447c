import { isList, isMap } from './python-text.ts';

/** A value that a format cannot hold, such as rows of different lengths in one table. The AWS CLI fails there too. */
export class Unprintable extends Error {}

/** What Python calls the type of a value. */
export function pythonType(value: unknown): string {
  if (value === null || value === undefined) return 'NoneType';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (isList(value)) return 'list';
  if (isMap(value)) return 'dict';
  return Number.isSafeInteger(value) ? 'int' : 'float';
}
