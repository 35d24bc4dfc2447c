import { pythonLiteral } from '../output/python-text.ts';
import { CommandError, FAILED } from './command-error.ts';

/** Reads a whole number as Python does, in whose words it is refused. */
export function wholeNumber(text: string): number {
  if (/^\s*[+-]?[0-9]+(_[0-9]+)*\s*$/.test(text)) return Number(text.replaceAll('_', ''));
  throw new CommandError(`invalid literal for int() with base 10: ${pythonLiteral(text)}`, FAILED, [
    'a whole number was expected',
  ]);
}
