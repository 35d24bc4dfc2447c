import type { Json } from '../../base/json.ts';

/** The members of a JSON object by name, as a map: `__proto__` is a name like any other. The reader refused duplicates. */
export type JsonObject = ReadonlyMap<string, Json>;

export function objectOf(json: Json | undefined): JsonObject | undefined {
  return json?.type === 'object' ? new Map(json.members.map(({ name, value }) => [name, value])) : undefined;
}

export const textOf = (json: Json | undefined): string | undefined =>
  json?.type === 'string' ? json.value : undefined;

/** The texts of an array that holds nothing else. */
export function textsOf(json: Json | undefined): readonly string[] | undefined {
  if (json?.type !== 'array') return undefined;
  const texts = json.items.map(textOf);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** Whether a member is missing, or a text. */
export const isTextOrAbsent = (json: Json | undefined): boolean => json === undefined || json.type === 'string';
