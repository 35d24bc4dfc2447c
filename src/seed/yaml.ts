import { isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, parseDocument } from 'yaml';
import { type Place, placesIn } from '../policy/index.ts';

/** What is wrong with a seed, and where. */
export interface SeedProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type Path = readonly (string | number)[];

/** A seed as data, and where in the text each part of it stands. */
export interface SeedText {
  readonly value: unknown;
  readonly placeAt: (offset: number) => Place;
  /** The node at a path; the nearest one above it where there is none. */
  readonly nodeAt: (path: Path) => Node;
  /** Where the name stands under which a part is written. */
  readonly keyOffset: (path: Path) => number;
}

/** No seed is larger: it travels to a running server as one line of JSON, which may take twice as many letters. */
export const SEED_MAX = 7 * 1024 * 1024;
const DEPTH_MAX = 64;
const NODES_MAX = 1_000_000;

/**
 * Reads YAML, and JSON, which is YAML too. Refused is what makes a text mean something else than it shows: a name that is
 * written twice, tags, and anchors, which can also make a small text a large value.
 */
export function readYaml(text: string): SeedText | readonly SeedProblem[] {
  const placeAt = placesIn(text);
  const problem = (offset: number, message: string): SeedProblem => {
    const { line, column } = placeAt(offset);
    return { line, column, message };
  };
  if (text.length > SEED_MAX) return [problem(0, `a seed has at most ${SEED_MAX} characters`)];

  const parsed = parsedOrTooDeep(text);
  if (parsed === undefined) return [problem(0, 'too deep')];
  const faults = [...parsed.errors, ...parsed.warnings];
  if (faults.length > 0) {
    if (faults.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) return [problem(faults[0]!.pos[0], 'too deep')];
    return faults
      .slice(0, PROBLEMS_MAX)
      .map(({ pos, code, message }) => problem(pos[0], sayings[code] ?? firstLine(message)));
  }
  if (parsed.contents === null) return [problem(0, 'the seed is empty')];

  const problems: SeedProblem[] = [];
  const nodes = new Map<string, Node>();
  const keys = new Map<string, number>();
  let count = 0;
  const value = walk(parsed.contents, []);
  if (problems.length > 0) return problems.slice(0, PROBLEMS_MAX);
  return {
    value,
    placeAt,
    nodeAt(path) {
      for (let length = path.length; ; length--) {
        const node = nodes.get(JSON.stringify(path.slice(0, length)));
        if (node !== undefined) return node;
      }
    },
    keyOffset: (path) => keys.get(JSON.stringify(path)) ?? offsetOf(nodes.get(JSON.stringify(path))),
  };

  function walk(node: ParsedNode | null, path: Path): unknown {
    if (node === null) return null;
    if (++count > NODES_MAX) return refuse(node, 'too much');
    if (path.length > DEPTH_MAX) return refuse(node, 'too deep');
    if (isAlias(node) || node.anchor !== undefined) return refuse(node, 'anchors and aliases are not read');
    if (node.tag !== undefined && !ORDINARY_TAGS.has(node.tag)) return refuse(node, `no such tag: \`${node.tag}\``);
    nodes.set(JSON.stringify(path), node);
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item, i) => walk(item as ParsedNode, [...path, i]));
    if (!isMap(node)) return refuse(node, 'neither a mapping, nor a list, nor a value');

    const value: Record<string, unknown> = {};
    for (const { key, value: member } of node.items) {
      const name = nameIn(key as ParsedNode);
      if (name === undefined) refuse(key as ParsedNode, 'a name is expected');
      else if (name === '__proto__') refuse(key as ParsedNode, '`__proto__` cannot be a name in a seed');
      else if (Object.hasOwn(value, name)) refuse(key as ParsedNode, `\`${name}\` is written twice`);
      else {
        keys.set(JSON.stringify([...path, name]), offsetOf(key as ParsedNode));
        value[name] = walk(member as ParsedNode | null, [...path, name]);
        if (member === null) nodes.set(JSON.stringify([...path, name]), key as ParsedNode);
      }
    }
    return value;
  }

  function refuse(node: Node, message: string): undefined {
    problems.push(problem(offsetOf(node), message));
    return undefined;
  }
}

/** Problems that are told at once. */
export const PROBLEMS_MAX = 100;

const ORDINARY_TAGS = new Set(
  ['map', 'seq', 'str', 'int', 'float', 'bool', 'null'].map((tag) => `tag:yaml.org,2002:${tag}`),
);

export const offsetOf = (node: Node | undefined): number => node?.range?.[0] ?? 0;

/** A name as it is written: `012345678901` is no number, whatever YAML thinks. */
function nameIn(key: ParsedNode): string | undefined {
  if (!isScalar(key) || key.anchor !== undefined) return undefined;
  if (typeof key.value === 'string') return key.value;
  return key.source;
}

/** The parser calls itself for each level: a text of brackets alone would end it. */
function parsedOrTooDeep(text: string) {
  try {
    return parseDocument(text, { uniqueKeys: false, merge: false, prettyErrors: false, stringKeys: false });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where the library speaks of its own functions. */
const sayings: Readonly<Record<string, string>> = { MULTIPLE_DOCS: 'a seed is one document' };

const firstLine = (message: string): string => message.split('\n')[0]!;
