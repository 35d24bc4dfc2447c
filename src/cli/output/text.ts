import { byCodePoint, isList, isMap, isScalar, pythonText } from './python-text.ts';
import { pythonType, Unprintable } from './unprintable.ts';

/**
 * Writes an answer as lines of tab-separated words, members in the order of their names, lists and structures below on
 * lines of their own that begin with their name in capitals (sts.md 10.5). Elements of one list have the same columns.
 */
export function writeText(value: unknown): string {
  const lines: string[] = [];
  write(value, { lines });
  return lines.map((line) => `${line}\n`).join('');
}

interface Place {
  readonly lines: string[];
  /** The name of the member that holds the value; absent at the top. */
  readonly name?: string;
  /** The columns that the value shares with its neighbours in a list. */
  readonly columns?: readonly string[];
}

function write(value: unknown, place: Place): void {
  if (isMap(value)) writeMap(value, place);
  else if (isList(value)) writeList(value, place);
  else place.lines.push(pythonText(value));
}

function writeList(list: readonly unknown[], { lines, name }: Place): void {
  const named = name === undefined ? {} : { name };
  if (list.some(isMap)) {
    const columns = scalarKeys(list);
    for (const element of list) write(element, { lines, ...named, columns });
    return;
  }
  const scalars = list.filter(isScalar);
  if (scalars.length > 0) writeScalars(scalars, { lines, ...named });
  for (const element of list) if (!isScalar(element)) write(element, { lines, ...named });
}

function writeScalars(scalars: readonly unknown[], { lines, name }: Place): void {
  if (name === undefined) lines.push(scalars.map(pythonText).join('\t'));
  else for (const scalar of scalars) lines.push(`${name.toUpperCase()}\t${pythonText(scalar)}`);
}

function writeMap(map: Readonly<Record<string, unknown>>, { lines, name, columns }: Place): void {
  const keys = Object.keys(map).sort(byCodePoint);
  const held = (key: string): unknown => (Object.hasOwn(map, key) ? map[key] : '');
  const shown = columns ?? keys.filter((key) => isScalar(map[key]));
  // A column that is a list here and a single value in a neighbour stays in its column, in Python's spelling.
  const words = shown.map((key) => pythonText(held(key)));
  if (words.length > 0) lines.push((name === undefined ? words : [name.toUpperCase(), ...words]).join('\t'));
  const inColumns = new Set(shown);
  for (const key of keys) if (!inColumns.has(key)) write(map[key], { lines, name: key });
}

/** The names under which any element of a list has a single value. */
function scalarKeys(list: readonly unknown[]): readonly string[] {
  const keys = new Set<string>();
  for (const element of list) {
    if (!isMap(element)) throw new Unprintable(`'${pythonType(element)}' object has no attribute 'items'`);
    for (const [key, value] of Object.entries(element)) if (isScalar(value)) keys.add(key);
  }
  return [...keys].sort(byCodePoint);
}
