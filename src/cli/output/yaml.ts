import { isEmptyMap } from './json.ts';
import { isList, isMap, type SpelledNumber } from './python-text.ts';
import { YamlWriter } from './yaml-writer.ts';

/** Writes an answer as YAML, members in the order of their names; nothing for an answer without members. */
export function writeYaml(value: unknown): string {
  return isEmptyMap(value) ? '' : dumpYaml(value);
}

/** A single value is written as JSON, as the AWS CLI does: YAML would end it with a line of its own. */
export function dumpYaml(value: unknown): string {
  if (isList(value) || isMap(value)) return new YamlWriter().write(value);
  return `${JSON.stringify((value as string | number | boolean | null | SpelledNumber) ?? null)}\n`;
}
