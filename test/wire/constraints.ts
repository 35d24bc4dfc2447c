import type {
  ListShape,
  MapShape,
  NumberShape,
  OperationFacts,
  Shape,
  StringShape,
  StructureShape,
} from '../../src/model/facts.ts';
import { type CharacterClass, characterClass } from './character-class.ts';
import { examplesOf } from './pattern-examples.ts';

/**
 * Every limit that AWS's model sets on the input of an operation, as requests that touch it from both sides. The
 * generator shares no code with the validator: it has its own reading of patterns and its own making of messages.
 */
export interface ConstraintCase {
  readonly label: string;
  /** The member as AWS's messages name it: `tags.1.member.key`. */
  readonly path: string;
  /** The value that is tried, as it stands on the wire; `undefined` where the member is left out. */
  readonly value: string | undefined;
  /** All parameters of a request that is well-formed but, perhaps, for this value. Without Action and Version. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** What the schema says: nothing, or the exact text of the ValidationError. */
  readonly expectation: 'accepted' | { readonly refused: string };
}

export function constraintCases(facts: OperationFacts): ConstraintCase[] {
  const place: Place = { wire: '', path: '', around: new Map(), hides: facts.service.name === 'iam' };
  return [...casesOfStructure(facts.input, place)];
}

/** Where a value stands, and the parameters that make the rest of the request well-formed. */
interface Place {
  readonly wire: string;
  readonly path: string;
  readonly around: ReadonlyMap<string, string>;
  /** Whether the service leaves values out of its messages. */
  readonly hides: boolean;
}

function casesOf(shape: Shape, place: Place): Iterable<ConstraintCase> {
  switch (shape.type) {
    case 'structure':
      return casesOfStructure(shape, place);
    case 'list':
      return casesOfList(shape, place);
    case 'map':
      return casesOfMap(shape, place);
    case 'string':
      return casesOfString(shape, place);
    case 'integer':
      return casesOfInteger(shape, place);
    default:
      return [];
  }
}

function* casesOfStructure(shape: StructureShape, place: Place): Generator<ConstraintCase> {
  for (const [name, member] of Object.entries(shape.members)) {
    const wire = below(place.wire, name);
    const path = below(place.path, name[0]!.toLowerCase() + name.slice(1));
    const others = shape.required.filter((other) => other !== name);
    const around = new Map([
      ...place.around,
      ...others.flatMap((other) => goodParameters(shape.members[other]!, below(place.wire, other))),
    ]);
    if (shape.required.includes(name)) {
      // An element of a list is there only if something says so.
      if (others.length === 0 && place.wire !== '') around.set(place.wire, '');
      const value = place.hides ? '' : ' null';
      const text = `1 validation error detected: Value${value} at '${path}' failed to satisfy constraint: Member must not be null`;
      yield { label: 'missing', path, value: undefined, parameters: [...around], expectation: { refused: text } };
    }
    yield* casesOf(member, { ...place, wire, path, around });
  }
}

const below = (outer: string, name: string): string => (outer === '' ? name : `${outer}.${name}`);

function* casesOfList(shape: ListShape, place: Place): Generator<ConstraintCase> {
  const counts = new Map<number, string>();
  if (shape.min !== undefined && shape.min > 0)
    counts.set(shape.min - 1, 'one element too few').set(shape.min, 'fewest elements');
  if (shape.max !== undefined) counts.set(shape.max, 'most elements').set(shape.max + 1, 'one element too many');
  for (const [count, label] of counts) {
    const parameters = new Map(place.around);
    if (count === 0) parameters.set(place.wire, '');
    for (let i = 1; i <= count; i++) {
      for (const [name, value] of goodParameters(shape.member, `${place.wire}.member.${i}`))
        parameters.set(name, value);
    }
    const clauses = lengthClauses(count, shape.min, shape.max);
    const expectation = refusal(place.path, undefined, clauses);
    yield { label, path: place.path, value: undefined, parameters: [...parameters], expectation };
  }
  yield* casesOf(shape.member, { ...place, wire: `${place.wire}.member.1`, path: `${place.path}.1.member` });
}

function* casesOfMap(shape: MapShape, place: Place): Generator<ConstraintCase> {
  const wire = `${place.wire}.entry.1`;
  const [[, key] = ['', '']] = goodParameters(shape.key, '');
  const around = new Map([...place.around, [`${wire}.key`, key] as const]);
  yield* casesOf(shape.value, { ...place, around, wire: `${wire}.value`, path: `${place.path}.${key}.value` });
}

function* casesOfInteger({ min, max }: NumberShape, place: Place): Generator<ConstraintCase> {
  const values = new Map<number, string>();
  if (min !== undefined) values.set(min - 1, 'below the least').set(min, 'the least');
  if (max !== undefined) values.set(max, 'the most').set(max + 1, 'above the most');
  for (const [number, label] of values) {
    const clauses: string[] = [];
    if (max !== undefined && number > max) clauses.push(`Member must have value less than or equal to ${max}`);
    if (min !== undefined && number < min) clauses.push(`Member must have value greater than or equal to ${min}`);
    yield tried(place, label, String(number), clauses, false);
  }
}

function* casesOfString(shape: StringShape, place: Place): Generator<ConstraintCase> {
  for (const { label, value } of stringsFor(shape)) {
    yield tried(place, label, value, clausesOf(shape, value, place.hides), shape.sensitive === true);
  }
}

function tried(
  place: Place,
  label: string,
  value: string,
  clauses: readonly string[],
  sensitive: boolean,
): ConstraintCase {
  const parameters = [...new Map([...place.around, [place.wire, value] as const])];
  const shown = sensitive || place.hides ? undefined : value;
  return { label, path: place.path, value, parameters, expectation: refusal(place.path, shown, clauses) };
}

function refusal(path: string, shown: string | undefined, clauses: readonly string[]): ConstraintCase['expectation'] {
  if (clauses.length === 0) return 'accepted';
  const value = shown === undefined ? '' : ` '${shown}'`;
  const texts = clauses.map((clause) => `Value${value} at '${path}' failed to satisfy constraint: ${clause}`);
  const errors = clauses.length === 1 ? '1 validation error' : `${clauses.length} validation errors`;
  return { refused: `${errors} detected: ${texts.join('; ')}` };
}

function* stringsFor(shape: StringShape): Generator<{ label: string; value: string }> {
  if (shape.enum !== undefined) {
    for (const value of shape.enum) yield { label: `the value ${value}`, value };
    yield { label: 'no value of the set', value: 'NoSuchValue' };
    yield { label: 'a value in another case', value: swapCase(shape.enum[0]!) };
    return;
  }
  const { pattern } = shape;
  const allowed = pattern === undefined ? ANYTHING : characterClass(pattern);
  if (allowed === undefined) {
    const { accepted, refused } = examplesOf(pattern!);
    for (const value of [...accepted, ...refused]) yield { label: `the example ${JSON.stringify(value)}`, value };
    return;
  }
  yield* lengthsFor(shape, allowed);
  if (pattern !== undefined) yield* charactersFor(shape, allowed);
}

const ANYTHING: CharacterClass = { atLeastOne: false, allows: () => true };

function* lengthsFor(
  { min = 0, max }: StringShape,
  allowed: CharacterClass,
): Generator<{ label: string; value: string }> {
  const filler = fillerOf(allowed);
  if (min > 0) {
    yield { label: 'one character too short', value: filler.repeat(min - 1) };
    yield { label: 'shortest', value: filler.repeat(min) };
  } else yield { label: 'empty', value: '' };
  if (max === undefined) return;
  yield { label: 'longest', value: filler.repeat(max) };
  yield { label: 'one character too long', value: filler.repeat(max + 1) };
  if (!allowed.allows(PAIR.codePointAt(0)!)) return;
  yield { label: 'longest, of pairs of surrogates', value: PAIR.repeat(max) };
  yield { label: 'one too long, of pairs of surrogates', value: PAIR.repeat(max + 1) };
}

function* charactersFor(
  { min = 0, max }: StringShape,
  allowed: CharacterClass,
): Generator<{ label: string; value: string }> {
  const length = Math.min(Math.max(min, 2), max ?? Number.POSITIVE_INFINITY);
  const before = fillerOf(allowed).repeat(length - 1);
  for (let point = 0; point < 0x80; point++) {
    const isNeighbour = allowed.allows(Math.max(point - 1, 0)) || allowed.allows(point + 1 < 0x80 ? point + 1 : point);
    if (allowed.allows(point)) yield { label: `${named(point)} inside`, value: before + String.fromCodePoint(point) };
    else if (isNeighbour)
      yield { label: `${named(point)} outside, next to the class`, value: before + String.fromCodePoint(point) };
  }
  for (const character of ['\u00e9', PAIR, '\u{1f600}']) {
    yield { label: named(character.codePointAt(0)!), value: before + character };
  }
}

/** A letter of mathematics, outside Unicode's first plane. */
const PAIR = '\u{1d49c}';

const named = (point: number): string => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;

const fillerOf = (allowed: CharacterClass): string => (allowed.allows(0x61) ? 'a' : '1');

const swapCase = (text: string): string => (text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase());

function clausesOf(shape: StringShape, value: string, hides: boolean): string[] {
  const clauses: string[] = [];
  if (shape.pattern !== undefined && !fits(shape.pattern, value)) {
    clauses.push(`Member must satisfy regular expression pattern: ${shape.pattern}`);
  }
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    clauses.push(`Member must satisfy enum value set${hides ? '' : `: [${shape.enum.join(', ')}]`}`);
  }
  return [...clauses, ...lengthClauses([...value].length, shape.min, shape.max)];
}

function fits(pattern: string, value: string): boolean {
  const allowed = characterClass(pattern);
  if (allowed === undefined) return examplesOf(pattern).accepted.includes(value);
  const points = [...value].map((character) => character.codePointAt(0)!);
  return (points.length > 0 || !allowed.atLeastOne) && points.every(allowed.allows);
}

function lengthClauses(length: number, min = 0, max = Number.POSITIVE_INFINITY): string[] {
  if (length > max) return [`Member must have length less than or equal to ${max}`];
  return length < min ? [`Member must have length greater than or equal to ${min}`] : [];
}

/** The smallest value that a shape accepts, as parameters. */
function goodParameters(shape: Shape, wire: string): [string, string][] {
  switch (shape.type) {
    case 'structure': {
      const members = shape.required.flatMap((name) => goodParameters(shape.members[name]!, below(wire, name)));
      return members.length === 0 ? [[wire, '']] : members;
    }
    case 'list':
      return (shape.min ?? 0) === 0 ? [[wire, '']] : goodParameters(shape.member, `${wire}.member.1`);
    case 'map':
      return [
        ...goodParameters(shape.key, `${wire}.entry.1.key`),
        ...goodParameters(shape.value, `${wire}.entry.1.value`),
      ];
    case 'string':
      return [[wire, goodString(shape)]];
    case 'integer':
      return [[wire, String(shape.min ?? 1)]];
    case 'boolean':
      return [[wire, 'true']];
    case 'timestamp':
      return [[wire, '2026-07-15T10:20:30Z']];
    case 'blob':
      return [[wire, 'YQ==']];
  }
}

function goodString(shape: StringShape): string {
  if (shape.enum !== undefined) return shape.enum[0]!;
  const allowed = shape.pattern === undefined ? ANYTHING : characterClass(shape.pattern);
  if (allowed !== undefined) return fillerOf(allowed).repeat(Math.max(shape.min ?? 0, 1));
  return examplesOf(shape.pattern!).accepted.find((value) => clausesOf(shape, value, true).length === 0)!;
}
