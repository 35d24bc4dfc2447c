import type { Parameters } from '../base/form.ts';
import type { ListShape, MapShape, Shape, StructureShape } from '../model/facts.ts';
import { common, type Fault } from '../model/fault.ts';
import { type Scalar, scalarReaders } from './scalars.ts';

/**
 * Reads the parameters of a request into the input of an operation, guided by its shape: `Name`, `Outer.Inner`,
 * `List.member.N`, `Map.entry.N.key`. Structures become objects without a prototype, lists arrays, maps Maps.
 *
 * Of two values for one name the first wins. Names that the shape does not know are ignored, as AWS ignores them. A
 * known name that goes on in the wrong way (`PolicyArns.1.arn`, `Policy.x`) is refused: ignoring it could drop a
 * restriction that the client believes to have set.
 */
export function decodeInput(
  parameters: Parameters,
  shape: StructureShape,
): { readonly input: unknown } | { readonly fault: Fault } {
  const structure = readerOf(shape);
  const root = structure.begin();
  for (const [name, value] of parameters) {
    const problem = structure.put(root, name, 0, value);
    if (problem !== undefined) return { fault: problem };
  }
  const input = structure.finish(root);
  return isFault(input) ? { fault: input } : { input };
}

/**
 * Reads one shape. A draft gathers what arrived for it, in any order; `finish` turns the draft into the value.
 * The way down follows the shape, so what a client can nest is bounded by the shape and by the length of a name.
 */
interface Reader {
  begin(): Draft;
  /** Takes one parameter, whose name beyond `at` belongs to this shape. A fault, or nothing. */
  put(draft: Draft, name: string, at: number, value: string): Fault | undefined;
  finish(draft: Draft): unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: each reader alone knows the form of its drafts
type Draft = any;

const readers = new WeakMap<Shape, Reader>();

function readerOf(shape: Shape): Reader {
  let reader = readers.get(shape);
  if (reader === undefined) {
    reader = build(shape);
    readers.set(shape, reader);
  }
  return reader;
}

function build(shape: Shape): Reader {
  if (shape.type === 'structure') return structureReader(shape);
  if (shape.type === 'list') return listReader(shape);
  if (shape.type === 'map') return mapReader(shape);
  return scalarReader(scalarReaders[shape.type]);
}

const malformed = (text?: string): Fault => common.MalformedInput(text);
const isFault = (value: unknown): value is Fault => value instanceof Error;

function structureReader({ members }: StructureShape): Reader {
  const slots = new Map(Object.entries(members).map(([name, shape], slot) => [name, { slot, shape }]));
  const names = [...slots.keys()];
  return {
    begin: () => new Array(names.length).fill(undefined),
    put(draft: unknown[], name, at, value) {
      if (at > name.length) return value === '' ? undefined : malformed();
      const dot = name.indexOf('.', at);
      const member = slots.get(at === 0 && dot < 0 ? name : name.slice(at, dot < 0 ? name.length : dot));
      if (member === undefined) return undefined;
      const reader = readerOf(member.shape);
      draft[member.slot] ??= reader.begin();
      return reader.put(draft[member.slot], name, dot < 0 ? name.length + 1 : dot + 1, value);
    },
    finish(draft: unknown[]) {
      const structure = Object.create(null) as Record<string, unknown>;
      for (let slot = 0; slot < names.length; slot++) {
        if (draft[slot] === undefined) continue;
        const name = names[slot]!;
        const value = readerOf(members[name]!).finish(draft[slot]);
        if (isFault(value)) return value;
        structure[name] = value;
      }
      return structure;
    },
  };
}

/** A draft of elements by index. Indices may come unsorted and sparse. */
type Elements = Map<number, Draft>;

/** AWS refuses a list whose indices jump by more than this (policy.md 11). */
const INDEX_JUMP_MAX = 10;

function listReader({ member }: ListShape): Reader {
  return {
    begin: (): Elements => new Map(),
    put: (draft: Elements, name, at, value) => putElement(draft, 'member', readerOf(member), name, at, value),
    finish: (draft: Elements) => finishElements(draft, readerOf(member)),
  };
}

function mapReader({ key, value }: MapShape): Reader {
  const entry = structureReader({ type: 'structure', members: { key, value }, required: [] });
  return {
    begin: (): Elements => new Map(),
    put: (draft: Elements, name, at, text) => putElement(draft, 'entry', entry, name, at, text),
    finish(draft: Elements) {
      const entries = finishElements(draft, entry);
      if (isFault(entries)) return entries;
      const map = new Map<unknown, unknown>();
      for (const { key, value } of entries as { key?: unknown; value?: unknown }[]) {
        if (key === undefined || value === undefined) return malformed();
        if (!map.has(key)) map.set(key, value);
      }
      return map;
    },
  };
}

/** `at` stands behind `List.`; what follows is `member.N`, then nothing or the name within the element. */
function putElement(
  draft: Elements,
  word: 'member' | 'entry',
  reader: Reader,
  name: string,
  at: number,
  value: string,
): Fault | undefined {
  if (at > name.length) return value === '' ? undefined : malformed();
  if (!name.startsWith(`${word}.`, at)) return malformed();
  const from = at + word.length + 1;
  const dot = name.indexOf('.', from);
  const index = listIndex(name.slice(from, dot < 0 ? name.length : dot));
  if (index === undefined) return malformed();
  let element = draft.get(index);
  if (element === undefined) {
    element = reader.begin();
    draft.set(index, element);
  }
  return reader.put(element, name, dot < 0 ? name.length + 1 : dot + 1, value);
}

/** Leading zeros are fine: `member.01` is `member.1`. Nine digits are far beyond what the jumps leave possible. */
const listIndex = (digits: string): number | undefined =>
  /^0*[1-9][0-9]{0,8}$/.test(digits) ? Number(digits) : undefined;

/** The elements in the order of their indices, gaps closed. */
function finishElements(draft: Elements, reader: Reader): Fault | unknown[] {
  const elements: unknown[] = [];
  let last = 0;
  for (const index of [...draft.keys()].sort((a, b) => a - b)) {
    if (index - last > INDEX_JUMP_MAX) return malformed();
    last = index;
    const value = reader.finish(draft.get(index));
    if (isFault(value)) return value;
    elements.push(value);
  }
  return elements;
}

/** A draft of a scalar holds the first text that arrived. */
function scalarReader(read: (text: string) => Scalar | Fault): Reader {
  return {
    begin: (): { text?: string } => ({}),
    put(draft: { text?: string }, name, at, value) {
      if (at <= name.length) return malformed();
      draft.text ??= value;
      return undefined;
    },
    finish: (draft: { text: string }) => read(draft.text),
  };
}
