import { isUtf8 } from 'node:buffer';
import { type Json, readJson } from '../base/json.ts';
import { RequestEntityTooLarge, SerializationException } from './faults.ts';

/** More than the largest question needs: a request of 16 KiB in escapes, a resource policy of 20,480 characters, the rest. */
const BODY_BYTES_MAX = 256 * 1024;

/** A body, read: its text, and its value with the place of every part. */
export interface ReadBody {
  readonly text: string;
  readonly json: Json;
}

/** Reads the body of a question, strictly: what two readers could read in two ways is refused (security.md H01). */
export function readBody(body: Buffer): ReadBody {
  if (body.length > BODY_BYTES_MAX) throw RequestEntityTooLarge(`The body is longer than ${BODY_BYTES_MAX} bytes.`);
  if (!isUtf8(body)) throw SerializationException('The body is not UTF-8.');
  const text = body.toString('utf8');
  const read = readJson(text, { maxLength: BODY_BYTES_MAX });
  if (!read.ok) throw SerializationException(`${SAID[read.reason]} at character ${read.offset + 1} of the body.`);
  return { text, json: read.value };
}

const SAID = {
  syntax: 'This is not JSON',
  duplicate: 'A name stands twice in one object',
  depth: 'This is nested too deeply',
  size: 'This is too long',
} as const;

/** A value as plain data. Objects have no prototype, so a name that JavaScript knows is a name like any other (H02). */
export function plain(json: Json): unknown {
  switch (json.type) {
    case 'object': {
      const object = Object.create(null) as Record<string, unknown>;
      for (const { name, value, start } of json.members) {
        // The one name that some code between here and there would still take for more.
        if (name === '__proto__') throw SerializationException(`\`__proto__\` is no name, at character ${start + 1}.`);
        object[name] = plain(value);
      }
      return object;
    }
    case 'array':
      return json.items.map(plain);
    case 'number':
      return Number(json.text);
    case 'null':
      return null;
    default:
      return json.value;
  }
}

/** The text of a member of an object, as it stands in the body. */
export function memberText({ text, json }: ReadBody, name: string): string | undefined {
  const value = memberOf(json, name);
  return value && text.slice(value.start, value.end);
}

/** How many members a member of an object has. */
export function memberCount({ json }: ReadBody, name: string): number {
  const value = memberOf(json, name);
  return value?.type === 'object' ? value.members.length : 0;
}

const memberOf = (json: Json, name: string): Json | undefined =>
  json.type === 'object' ? json.members.find((member) => member.name === name)?.value : undefined;
