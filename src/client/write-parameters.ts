import { isoSecond } from '../base/iso-second.ts';
import type { Shape, StructureShape } from '../model/facts.ts';

/**
 * Writes the input of an operation as the parameters of the AWS query protocol: `Outer.Inner`, `List.member.N`,
 * `Map.entry.N.key`. An empty list is sent as its bare name, as AWS's own clients send it. Members that the shape does not
 * know are the caller's mistake and are thrown as one.
 */
export function writeParameters(input: unknown, shape: StructureShape): [name: string, value: string][] {
  const parameters: [string, string][] = [];
  write('', input, shape, parameters);
  return parameters;
}

function write(name: string, value: unknown, shape: Shape, parameters: [string, string][]): void {
  const below = (inner: string) => (name === '' ? inner : `${name}.${inner}`);
  switch (shape.type) {
    case 'structure': {
      for (const [member, held] of Object.entries(value as Record<string, unknown>)) {
        if (held === undefined) continue;
        const memberShape = Object.hasOwn(shape.members, member) ? shape.members[member] : undefined;
        if (memberShape === undefined) throw new TypeError(`no such parameter: \`${below(member)}\``);
        write(below(member), held, memberShape, parameters);
      }
      return;
    }
    case 'list': {
      const items = value as readonly unknown[];
      if (items.length === 0) parameters.push([name, '']);
      for (const [index, item] of items.entries()) write(`${name}.member.${index + 1}`, item, shape.member, parameters);
      return;
    }
    case 'map': {
      const entries = value instanceof Map ? [...value] : Object.entries(value as Record<string, unknown>);
      for (const [index, [key, held]] of entries.entries()) {
        write(`${name}.entry.${index + 1}.key`, key, shape.key, parameters);
        write(`${name}.entry.${index + 1}.value`, held, shape.value, parameters);
      }
      return;
    }
    case 'timestamp':
      parameters.push([name, writeTime(value as Date | number | string)]);
      return;
    case 'blob':
      parameters.push([name, Buffer.from(value as Uint8Array).toString('base64')]);
      return;
    default:
      parameters.push([name, String(value)]);
  }
}

/** A text is sent as it is: what it means is the service's to say. */
function writeTime(time: Date | number | string): string {
  if (typeof time === 'string') return time;
  return isoSecond(time instanceof Date ? time.getTime() : time * 1000);
}
