import type { Shape } from '../../model/facts.ts';
import { floatText, isList, isMap, SpelledNumber } from '../output/python-text.ts';
import { DOCUMENTS } from './generated/cli-facts.ts';

/**
 * Makes an answer what the AWS CLI v2 prints: members in the order of the service model, times as
 * `2025-05-18T20:45:40+00:00`, IAM's percent-encoded policy documents as what they say (sts.md 10.5).
 */
export function present(output: unknown, shape: Shape, { keepsTimes = false, name = '' } = {}): unknown {
  const within = (inner: unknown, innerShape: Shape, innerName = '') =>
    present(inner, innerShape, { keepsTimes, name: innerName });
  switch (shape.type) {
    case 'structure': {
      const given = output as Record<string, unknown>;
      const members = Object.entries(shape.members).filter(([member]) => Object.hasOwn(given, member));
      return structureOf(members.map(([member, inner]) => [member, within(given[member], inner, member)]));
    }
    case 'list':
      return (output as readonly unknown[]).map((item) => within(item, shape.member));
    case 'map': {
      const entries = Object.entries(output as Record<string, unknown>);
      return structureOf(entries.map(([key, held]) => [key, within(held, shape.value)]));
    }
    case 'timestamp':
      return keepsTimes ? output : isoTime(output as string);
    case 'blob':
      return Buffer.from(output as Uint8Array).toString('base64');
    case 'string':
      // What has the name but not the limits of a document is a template of one, and stays a text.
      return DOCUMENTS.has(name) && shape.max !== undefined ? readDocument(output as string) : output;
    default:
      return output;
  }
}

/** Without a prototype: a query for `constructor` finds nothing. */
function structureOf(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const structure = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of entries) structure[key] = value;
  return structure;
}

/** As Python prints a time of the zone that it came with; what is none stays as it is. */
export function isoTime(text: string): string {
  const time = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (time === null) return text;
  const [, day, clock, fraction = '', zone = ''] = time;
  const micros = fraction.slice(0, 6).padEnd(6, '0');
  const offset = zone === '' || zone === 'Z' ? '+00:00' : zone.replace(/^(...):?/, '$1:');
  return `${day}T${clock}${micros === '000000' ? '' : `.${micros}`}${zone === '' ? '' : offset}`;
}

/** A document that is no JSON stays the text that it was. */
function readDocument(text: string): unknown {
  try {
    return withoutPrototypes(JSON.parse(percentDecoded(text), spelled));
  } catch {
    return text;
  }
}

/** As Python's `unquote`: an escape that is none stays, bytes that are no UTF-8 are replaced. */
const percentDecoded = (text: string): string =>
  text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'));

/** Keeps `1.0`, `1e-05` and numbers beyond 2^53 as Python spells them. */
function spelled(_key: string, value: unknown, { source }: { source?: string } = {}): unknown {
  if (typeof value !== 'number' || source === undefined) return value;
  const spelling = /[.eE]/.test(source) ? floatText(value) : source;
  return String(value) === spelling ? value : new SpelledNumber(spelling);
}

function withoutPrototypes(value: unknown): unknown {
  if (isList(value)) return value.map(withoutPrototypes);
  return isMap(value) ? structureOf(Object.entries(value).map(([key, held]) => [key, withoutPrototypes(held)])) : value;
}
