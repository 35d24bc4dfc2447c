import type { Parameters } from '../base/form.ts';
import type { ListShape, MapShape, Shape, StructureShape } from '../model/facts.ts';
import type { Fault } from '../model/fault.ts';
import { type Elements, finishElements, putElement } from './elements.ts';
import { isFault, malformed, type Reader } from './reader.ts';
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

function structureReader({ members }: StructureShape): Reader {
  const rows = Object.entries(members).map(([name, shape], slot): Row => ({ name, shape, slot, reader: undefined }));
  const byName = new Map(rows.map((row) => [row.name, row]));
  return {
    begin: () => new Array(rows.length).fill(undefined),
    put(draft: unknown[], name, at, value) {
      if (at > name.length) return value === '' ? undefined : malformed();
      const dot = name.indexOf('.', at);
      const row = byName.get(at === 0 && dot < 0 ? name : name.slice(at, dot < 0 ? name.length : dot));
      if (row === undefined) return undefined;
      row.reader ??= readerOf(row.shape);
      draft[row.slot] ??= row.reader.begin();
      return row.reader.put(draft[row.slot], name, dot < 0 ? name.length + 1 : dot + 1, value);
    },
    finish(draft: unknown[]) {
      const structure = Object.create(null) as Record<string, unknown>;
      for (const { name, slot, reader } of rows) {
        if (draft[slot] === undefined) continue;
        const value = reader!.finish(draft[slot]);
        if (isFault(value)) return value;
        structure[name] = value;
      }
      return structure;
    },
  };
}

/** A member and its place in the draft. Its reader is found when the member first arrives. */
interface Row {
  readonly name: string;
  readonly shape: Shape;
  readonly slot: number;
  reader: Reader | undefined;
}

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
