import { byCodePoint, isList, isMap, isScalar, pythonText } from './python-text.ts';
import { RESET, Section } from './table-section.ts';
import { pythonType, Unprintable } from './unprintable.ts';

/** How a table is to look. */
export interface TableSettings {
  /** The name of the operation. */
  readonly title: string;
  /** Tables wider than this are turned where they have one row: members below each other. 80 where nobody looks on. */
  readonly terminalWidth: number;
  readonly isColored: boolean;
}

/**
 * Writes an answer as boxes: one for each structure or list of structures, its single values as columns in the order of
 * their names, what it holds beyond them as boxes within. Nothing for an empty answer.
 */
export function writeTable(value: unknown, settings: TableSettings): string {
  const sections: Section[] = [];
  if (!build(sections, settings.title, value, 0)) return '';
  const widest = () => Math.max(...sections.map((section) => section.outerWidth));
  if (widest() > settings.terminalWidth) for (const section of sections) section.turn();
  const width = widest();
  const lines = sections.flatMap((section) => section.render(width, settings.isColored));
  return ['-'.repeat(width), ...lines].map((line) => `${line}\n${settings.isColored ? RESET : ''}`).join('');
}

/** Adds the boxes of a value; says whether there was anything to show. */
function build(sections: Section[], title: string | undefined, value: unknown, depth: number): boolean {
  if (isNothing(value)) return false;
  if (title !== undefined) sections.push(new Section(title, depth));
  if (isList(value)) buildList(sections, title, value, depth);
  else if (isMap(value)) buildMap(sections, value, depth);
  return true;
}

/** What Python counts as false. */
const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === '' ||
  (isScalar(value) && Number(value) === 0 && typeof value !== 'string') ||
  (isList(value) && value.length === 0) ||
  (isMap(value) && Object.keys(value).length === 0);

function buildList(sections: Section[], title: string | undefined, list: readonly unknown[], depth: number): void {
  if (isMap(list[0])) return buildRows(sections, title, list, depth);
  for (const item of list) {
    const section = sections.at(-1)!;
    const inner = isMap(item) ? Object.keys(item) : isList(item) ? item : undefined;
    if (inner === undefined) addRow(section, [item]);
    else if (inner.every(isScalar)) addRow(section, inner);
    else build(sections, undefined, item, 0);
  }
}

function buildMap(sections: Section[], map: Readonly<Record<string, unknown>>, depth: number): void {
  const { headers, more } = grouped([map]);
  const section = sections.at(-1)!;
  if (headers.length === 1) addRow(section, [headers[0], map[headers[0]!]]);
  else if (headers.length > 1) {
    section.setHeaders(headers);
    addRow(
      section,
      headers.map((header) => map[header]),
    );
  }
  for (const key of more) build(sections, key, map[key], depth + 1);
}

/** A row for each structure of a list; where they hold more than single values, a box for each. */
function buildRows(sections: Section[], title: string | undefined, list: readonly unknown[], depth: number): void {
  const maps = list.map((element) => {
    if (!isMap(element)) throw new Unprintable(noStructure(element));
    return element;
  });
  const { headers, more } = grouped(maps);
  sections.at(-1)!.setHeaders(headers);
  for (const [index, map] of maps.entries()) {
    if (index > 0 && more.length > 0) {
      sections.push(new Section(title ?? '', depth));
      sections.at(-1)!.setHeaders(headers);
    }
    addRow(
      sections.at(-1)!,
      headers.map((header) => (Object.hasOwn(map, header) ? map[header] : '')),
    );
    for (const key of more) if (Object.hasOwn(map, key)) build(sections, key, map[key], depth + 1);
  }
}

/** Why Python finds no columns in it. */
function noStructure(value: unknown): string {
  if (typeof value === 'string') return "string indices must be integers, not 'str'";
  if (isList(value)) return `list indices must be integers or slices, not ${pythonType(value[0])}`;
  return `'${pythonType(value)}' object is not iterable`;
}

function grouped(maps: readonly Readonly<Record<string, unknown>>[]): { headers: string[]; more: string[] } {
  const headers = new Set<string>();
  const more = new Set<string>();
  for (const map of maps) for (const [key, value] of Object.entries(map)) (isScalar(value) ? headers : more).add(key);
  return { headers: [...headers].sort(byCodePoint), more: [...more].sort(byCodePoint) };
}

function addRow(section: Section, row: readonly unknown[]): void {
  const columns = section.columns ?? row.length;
  if (columns !== row.length) {
    throw new Unprintable(`Row should have ${columns} elements, instead it has ${row.length}`);
  }
  section.addRow(row.map(pythonText));
}
