import { asciiLower } from '../base/ascii.ts';
import type { Json, JsonMember } from '../base/json.ts';
import { readOperatorName } from './operators.ts';
import type { ConditionTree, DocumentTree, PrincipalTree, StatementTree, Text, TextList } from './tree.ts';

export type TreeResult =
  | { readonly ok: true; readonly tree: DocumentTree }
  | { readonly ok: false; readonly offset: number };

/** Reads the tree, or gives the offset of the first thing that the grammar does not know (policy.md 1.1 to 1.5, H09). */
export function readTree(json: Json): TreeResult {
  try {
    return { ok: true, tree: documentOf(json) };
  } catch (error) {
    if (error instanceof Misshapen) return { ok: false, offset: error.offset };
    throw error;
  }
}

class Misshapen extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super('the document does not follow the grammar');
    this.offset = offset;
  }
}

function refuse(offset: number): never {
  throw new Misshapen(offset);
}

const DOCUMENT_ELEMENTS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_ELEMENTS = new Set(
  'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(' '),
);

const NEGATABLE = [
  ['Principal', 'NotPrincipal'],
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
] as const;

function documentOf(json: Json): DocumentTree {
  const elements = elementsOf(json, DOCUMENT_ELEMENTS);
  maybe(elements.get('Id'), textOf);
  return {
    start: json.start,
    version: maybe(elements.get('Version'), textOf),
    statements: maybe(elements.get('Statement'), (value) =>
      value.type === 'array' ? value.items.map(statementOf) : [statementOf(value)],
    ),
  };
}

function statementOf(json: Json): StatementTree {
  const elements = elementsOf(json, STATEMENT_ELEMENTS);
  const one = (name: string) => elements.get(name);
  for (const [name, not] of NEGATABLE) {
    const negated = one(not);
    if (negated !== undefined && elements.has(name)) refuse(negated.start);
  }
  return {
    start: json.start,
    end: json.end,
    sid: maybe(one('Sid'), textOf),
    effect: maybe(one('Effect'), textOf),
    principal: maybe(one('Principal'), principalOf),
    notPrincipal: maybe(one('NotPrincipal'), principalOf),
    action: maybe(one('Action'), textsOf),
    notAction: maybe(one('NotAction'), textsOf),
    resource: maybe(one('Resource'), resourcesOf),
    notResource: maybe(one('NotResource'), textsOf),
    conditions: maybe(one('Condition'), conditionsOf),
  };
}

function elementsOf(json: Json, known: ReadonlySet<string>): ReadonlyMap<string, Json> {
  const elements = new Map<string, Json>();
  for (const member of membersOf(json)) {
    if (!known.has(member.name)) refuse(member.start);
    elements.set(member.name, member.value);
  }
  return elements;
}

function membersOf(json: Json): readonly JsonMember[] {
  return json.type === 'object' ? json.members : refuse(json.start);
}

const maybe = <T>(json: Json | undefined, read: (json: Json) => T): T | undefined =>
  json === undefined ? undefined : read(json);

function textOf(json: Json): Text {
  return json.type === 'string' ? json : refuse(json.start);
}

function textsOf(json: Json): TextList {
  return { start: json.start, values: json.type === 'array' ? json.items.map(textOf) : [textOf(json)] };
}

/** IAM stores a `null` among the resources (1.2). It names nothing. */
function resourcesOf(json: Json): TextList {
  if (json.type !== 'array') return textsOf(json);
  return { start: json.start, values: json.items.filter((item) => item.type !== 'null').map(textOf) };
}

function principalOf(json: Json): PrincipalTree {
  if (json.type === 'string') return { start: json.start, text: json.value, entries: [] };
  const entries = membersOf(json).flatMap((member) =>
    textsOf(member.value).values.map((value) => ({ type: member.name, value })),
  );
  return { start: json.start, text: undefined, entries };
}

function conditionsOf(json: Json): readonly ConditionTree[] {
  return membersOf(json).flatMap(({ name, start, value }) => {
    const keys = membersOf(value);
    const operator = readOperatorName(name);
    // An operator that nobody knows is let through where it is asked of no key (1.2).
    if (operator === undefined) return keys.length === 0 ? [] : refuse(start);
    refuseEqualKeys(keys);
    return keys.map((key) => ({ operator, key: key.name, start: key.start, values: operandsOf(key.value) }));
  });
}

/** Keys are compared without regard to case, so two that differ in case only are one key written twice (1.5). */
function refuseEqualKeys(keys: readonly JsonMember[]): void {
  if (keys.length < 2) return;
  const seen = new Set<string>();
  for (const key of keys) {
    // The letter in front: names that look like integers collided in older V8 (security.md H08).
    const name = `k${asciiLower(key.name)}`;
    if (seen.has(name)) refuse(key.start);
    seen.add(name);
  }
}

/** Condition values may be booleans and numbers; they count as their text (1.5). */
function operandsOf(json: Json): readonly Text[] {
  const items = json.type === 'array' ? json.items : [json];
  return items.map((item) => {
    if (item.type === 'boolean') return { value: String(item.value), start: item.start, end: item.end };
    if (item.type === 'number') return { value: item.text, start: item.start, end: item.end };
    return textOf(item);
  });
}
