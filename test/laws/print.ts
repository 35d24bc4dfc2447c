import { statementsOf } from '../../src/policy/document.ts';
import { readPolicy } from '../../src/policy/index.ts';
import type { PrincipalTree, StatementTree, TextList } from '../../src/policy/tree.ts';
import type { Random } from '../naive/random.ts';
import { kindOf, textOf, type World } from './world.ts';

/** Prints what was read of each document in other words, and reads that: the same but for the places. */
export function againInOtherWords(world: World, random: Random): boolean {
  return world.slots.every((slot) => {
    const kind = kindOf(slot, world);
    const first = readPolicy(textOf(slot), kind);
    if (!first.ok) return false;
    const second = readPolicy(printed(first.policy.version, statementsOf(first.policy), random), kind);
    if (!second.ok) return false;
    return (
      first.policy.version === second.policy.version &&
      withoutPlaces(statementsOf(first.policy)) === withoutPlaces(statementsOf(second.policy))
    );
  });
}

/** What a tree says: no places, and numbers and booleans as the texts that they count as. */
const withoutPlaces = (tree: unknown): string =>
  JSON.stringify(tree, (name, value) =>
    name === 'start' || name === 'end' || (name === 'type' && value === 'string') ? undefined : value,
  );

type Written = string | readonly Written[] | { readonly [name: string]: Written };

/** Writes a document with random white space, escapes and order of elements. */
function printed(version: string, statements: readonly StatementTree[], random: Random): string {
  const written = statements.map((statement) => statementOf(statement, random));
  const document = { Version: version, Statement: written };
  const backwards = { Statement: written, Version: version };
  return jsonOf(random.chance(0.5) ? document : backwards, random);
}

function statementOf(tree: StatementTree, random: Random): Written {
  const elements: [string, Written | undefined][] = [
    ['Sid', tree.sid?.value],
    ['Effect', tree.effect?.value],
    ['Principal', tree.principal && principalOf(tree.principal)],
    ['NotPrincipal', tree.notPrincipal && principalOf(tree.notPrincipal)],
    ['Action', textsOf(tree.action)],
    ['NotAction', textsOf(tree.notAction)],
    ['Resource', textsOf(tree.resource)],
    ['NotResource', textsOf(tree.notResource)],
    ['Condition', tree.conditions && conditionOf(tree.conditions)],
  ];
  const present = elements.filter((element): element is [string, Written] => element[1] !== undefined);
  return Object.fromEntries(random.chance(0.5) ? present : present.toReversed());
}

const textsOf = (list: TextList | undefined): string[] | undefined => list?.values.map(({ value }) => value);

function principalOf({ text, entries }: PrincipalTree): Written {
  if (text !== undefined) return text;
  const byType = Map.groupBy(entries, ({ type }) => type);
  return Object.fromEntries([...byType].map(([type, all]) => [type, all.map(({ value }) => value.value)]));
}

function conditionOf(conditions: NonNullable<StatementTree['conditions']>): Written {
  const byOperator = Map.groupBy(
    conditions,
    ({ operator: { qualifier, base, ifExists } }) =>
      `${qualifier === undefined ? '' : `${qualifier}:`}${base}${ifExists ? 'IfExists' : ''}`,
  );
  return Object.fromEntries(
    [...byOperator].map(([name, all]) => [
      name,
      Object.fromEntries(all.map(({ key, values }) => [key, values.map(({ value }) => value)])),
    ]),
  );
}

function jsonOf(value: Written, random: Random): string {
  const space = () => random.pick(['', '', ' ', '\n', '\r\n', '\t', '  ']);
  if (typeof value === 'string') return textAsJson(value, random);
  const [open, close, parts] = Array.isArray(value)
    ? ['[', ']', (value as readonly Written[]).map((item) => jsonOf(item, random))]
    : [
        '{',
        '}',
        Object.entries(value).map(
          ([name, item]) => `${textAsJson(name, random)}${space()}:${space()}${jsonOf(item, random)}`,
        ),
      ];
  return `${space()}${open}${space()}${parts.join(`${space()},${space()}`)}${space()}${close}${space()}`;
}

function textAsJson(text: string, random: Random): string {
  const units = text.split('').map((unit) => {
    if (unit === '"' || unit === '\\' || unit < ' ' || random.chance(0.05))
      return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    return unit;
  });
  return `"${units.join('')}"`;
}
