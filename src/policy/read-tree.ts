import { asciiLower } from '../base/ascii.ts';
import type { Json, JsonMember } from '../base/json.ts';
import { setKey } from '../base/set-key.ts';
import { readOperatorName } from './operators.ts';
import { statementElements } from './statement-elements.ts';
import {
  ConditionTree,
  type DocumentTree,
  type PrincipalTree,
  type StatementTree,
  type Text,
  TextList,
} from './tree.ts';

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

const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'];

const NEGATABLE = [
  ['Principal', 'NotPrincipal'],
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
] as const;

function documentOf(json: Json): DocumentTree {
  const members = membersOf(json);
  for (const { name, start } of members) if (!DOCUMENT_ELEMENTS.includes(name)) refuse(start);
  const [version, id, statement] = DOCUMENT_ELEMENTS.map(
    (name) => members.find((member) => member.name === name)?.value,
  );
  maybe(id, textOf);
  return {
    start: json.start,
    version: maybe(version, textOf),
    statements: maybe(statement, (value) =>
      value.type === 'array' ? value.items.map(statementOf) : [statementOf(value)],
    ),
  };
}

class ReadStatement implements StatementTree {
  readonly start: number;
  readonly end: number;
  readonly sid: Text | undefined;
  readonly effect: Text | undefined;
  readonly principal: PrincipalTree | undefined;
  readonly notPrincipal: PrincipalTree | undefined;
  readonly action: TextList | undefined;
  readonly notAction: TextList | undefined;
  readonly resource: TextList | undefined;
  readonly notResource: TextList | undefined;
  readonly conditions: readonly ConditionTree[] | undefined;

  constructor(json: Json) {
    const elements = statementElements(membersOf(json), refuse);
    for (const [name, not] of NEGATABLE) {
      const negated = elements[not];
      if (negated !== undefined && elements[name] !== undefined) refuse(negated.start);
    }
    this.start = json.start;
    this.end = json.end;
    this.sid = maybe(elements.Sid, textOf);
    this.effect = maybe(elements.Effect, textOf);
    this.principal = maybe(elements.Principal, principalOf);
    this.notPrincipal = maybe(elements.NotPrincipal, principalOf);
    this.action = maybe(elements.Action, textsOf);
    this.notAction = maybe(elements.NotAction, textsOf);
    this.resource = maybe(elements.Resource, resourcesOf);
    this.notResource = maybe(elements.NotResource, textsOf);
    this.conditions = maybe(elements.Condition, conditionsOf);
  }
}

const statementOf = (json: Json): StatementTree => new ReadStatement(json);

function membersOf(json: Json): readonly JsonMember[] {
  return json.type === 'object' ? json.members : refuse(json.start);
}

const maybe = <T>(json: Json | undefined, read: (json: Json) => T): T | undefined =>
  json === undefined ? undefined : read(json);

function textOf(json: Json): Text {
  return json.type === 'string' ? json : refuse(json.start);
}

function textsOf(json: Json): TextList {
  return new TextList(json.start, json.type === 'array' ? json.items.map(textOf) : [textOf(json)]);
}

/** IAM stores a `null` among the resources (1.2). It names nothing. */
function resourcesOf(json: Json): TextList {
  if (json.type !== 'array') return textsOf(json);
  return new TextList(json.start, json.items.filter((item) => item.type !== 'null').map(textOf));
}

function principalOf(json: Json): PrincipalTree {
  if (json.type === 'string') return { start: json.start, text: json.value, entries: [] };
  const entries = membersOf(json).flatMap((member) =>
    textsOf(member.value).values.map((value) => ({ type: member.name, value })),
  );
  return { start: json.start, text: undefined, entries };
}

function conditionsOf(json: Json): readonly ConditionTree[] {
  const members = membersOf(json);
  // Nearly always one operator, whose conditions are all there are: `flatMap` takes as long as the rest of a statement.
  return members.length === 1 ? conditionsUnder(members[0]!) : members.flatMap(conditionsUnder);
}

function conditionsUnder({ name, start, value }: JsonMember): readonly ConditionTree[] {
  const keys = membersOf(value);
  const operator = readOperatorName(name);
  // An operator that nobody knows is let through where it is asked of no key (1.2).
  if (operator === undefined) return keys.length === 0 ? [] : refuse(start);
  refuseEqualKeys(keys);
  return keys.map((key) => new ConditionTree(operator, key.name, key.start, operandsOf(key.value)));
}

/** Keys are compared without regard to case, so two that differ in case only are one key written twice (1.5). */
function refuseEqualKeys(keys: readonly JsonMember[]): void {
  if (keys.length < 2) return;
  const seen = new Set<string>();
  for (const key of keys) {
    const name = setKey(asciiLower(key.name));
    if (seen.has(name)) refuse(key.start);
    seen.add(name);
  }
}

function operandsOf(json: Json): readonly Text[] {
  return json.type === 'array' ? json.items.map(operandOf) : [operandOf(json)];
}

/** Condition values may be booleans and numbers; they count as their text (1.5). */
function operandOf(json: Json): Text {
  if (json.type === 'boolean') return { value: String(json.value), start: json.start, end: json.end };
  if (json.type === 'number') return { value: json.text, start: json.start, end: json.end };
  return textOf(json);
}
