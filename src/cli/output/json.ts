import { isMap } from './python-text.ts';

/** Writes an answer as the AWS CLI does: four spaces, no escapes for what is not ASCII; nothing for an answer without members. */
export function writeJson(value: unknown): string {
  return isEmptyMap(value) ? '' : `${JSON.stringify(value ?? null, undefined, 4)}\n`;
}

/** An operation that answers nothing prints nothing, an empty list is something. */
export const isEmptyMap = (value: unknown): boolean => isMap(value) && Object.keys(value).length === 0;
