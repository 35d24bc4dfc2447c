import type { StatementTree } from '../../policy/tree.ts';
import { actionsIn, at, conditionsIn, covers, isAllow, isDeny, resourcesIn } from '../look.ts';
import type { Rule } from '../types.ts';

/** Statements that are compared with each other; a document of more is a machine's. */
const STATEMENTS_MAX = 100;

export const statementRules: readonly Rule[] = [
  {
    id: 'covered-statement',
    level: 'note',
    title: 'A statement that another statement covers',
    why: 'It says nothing that the other does not say.',
    advice: 'Leave it out.',
    *find({ statements }) {
      if (statements.length > STATEMENTS_MAX) return;
      for (const [i, statement] of statements.entries()) {
        const by = statements.findIndex(
          (other, j) =>
            j !== i &&
            other.effect?.value === statement.effect?.value &&
            isCovered(statement, other) &&
            // Of two that are equal the second is too much.
            (j < i || !isCovered(other, statement)),
        );
        if (by >= 0) yield at(head(statement), `${named(statements[by]!, by)} says all that this one does`);
      }
    },
  },
  {
    id: 'denied-anyway',
    level: 'warning',
    title: 'An Allow that a Deny takes back',
    why: 'The Deny has no condition and covers all that is allowed here, so nothing of it is.',
    advice: 'Leave one of the two out.',
    *find({ statements }) {
      if (statements.length > STATEMENTS_MAX) return;
      for (const statement of statements.filter(isAllow)) {
        const by = statements.findIndex(
          (other) => isDeny(other) && conditionsIn(other).length === 0 && isCovered(statement, other),
        );
        if (by >= 0) yield at(head(statement), `${named(statements[by]!, by)} denies all that this one allows`);
      }
    },
  },
];

const head = ({ start }: StatementTree) => ({ start, end: start + 1 });

const named = ({ sid }: StatementTree, i: number): string =>
  sid === undefined || sid.value === '' ? `statement ${i + 1}` : `statement \`${sid.value}\``;

/** Whether whatever request fits the first fits the second too. */
function isCovered(statement: StatementTree, by: StatementTree): boolean {
  if (statement.notAction !== undefined || by.notAction !== undefined) return false;
  if (statement.notResource !== undefined || by.notResource !== undefined) return false;
  if (statement.notPrincipal !== undefined || by.notPrincipal !== undefined) return false;
  const lower = ({ value }: { readonly value: string }) => value.toLowerCase();
  const text = ({ value }: { readonly value: string }) => value;
  return (
    eachIn(actionsIn(statement).map(lower), actionsIn(by).map(lower)) &&
    eachIn(resourcesIn(statement).map(text), resourcesIn(by).map(text)) &&
    arePrincipalsIn(statement, by) &&
    areConditionsIn(by, statement)
  );
}

const eachIn = (narrow: readonly string[], wide: readonly string[]): boolean =>
  narrow.every((entry) => wide.some((other) => covers(other, entry)));

function arePrincipalsIn({ principal: narrow }: StatementTree, { principal: wide }: StatementTree): boolean {
  if (narrow === undefined || wide === undefined) return narrow === wide;
  if (wide.text === '*' || narrow.text !== undefined) return wide.text === narrow.text || wide.text === '*';
  return narrow.entries.every(({ type, value }) =>
    wide.entries.some((other) => other.type === type && other.value.value === value.value),
  );
}

/** Whether the second asks for all that the first asks for. */
function areConditionsIn(few: StatementTree, many: StatementTree): boolean {
  const texts = new Set(conditionsIn(many).map(conditionText));
  return conditionsIn(few).every((condition) => texts.has(conditionText(condition)));
}

const conditionText = ({ operator, key, values }: NonNullable<StatementTree['conditions']>[number]): string =>
  JSON.stringify([operator, key.toLowerCase(), values.map(({ value }) => value)]);
