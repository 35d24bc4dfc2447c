import { asciiLower } from '../base/ascii.ts';
import type { FailedPart, StatementExplanation } from './explanation.ts';
import { distinct, keysIn, variablesIn } from './keys.ts';
import type { OperatorName } from './operators.ts';
import type { Place } from './places.ts';
import type { Asked, CompiledStatement } from './statement.ts';
import type { ConditionTree, PrincipalTree, StatementTree, TextList } from './tree.ts';
import type { PolicyRequest } from './types.ts';

export interface Tracing {
  readonly asked: Asked;
  readonly request: PolicyRequest;
  /** Whether the document has policy variables. */
  readonly substitution: boolean;
  readonly placeOf: (offset: number) => Place;
}

export type Traced = Pick<StatementExplanation, 'outcome' | 'failures' | 'missingKeys'>;

/** Asks each part of a statement by itself, with the tests that the statement is compiled to. */
export function traceStatement(statement: CompiledStatement, tree: StatementTree, tracing: Tracing): Traced {
  try {
    const failures = failuresOf(statement, tree, tracing);
    const outcome = failures.length === 0 ? 'applies' : 'does-not-apply';
    return { outcome, failures, missingKeys: isInReach(failures) ? missingIn(tree, tracing) : [] };
  } catch {
    // As in a decision: about another action it is not asked at all, otherwise it counts as a Deny.
    const about = statement.action(tracing.asked.action);
    return { outcome: about ? 'failed' : 'does-not-apply', failures: [], missingKeys: [] };
  }
}

function failuresOf(statement: CompiledStatement, tree: StatementTree, tracing: Tracing): readonly FailedPart[] {
  const { asked, request } = tracing;
  const failures: FailedPart[] = [];
  if (statement.principal(asked.principal, asked.hasBoundary) === undefined) {
    const { arn, provider = '', type } = asked.principal;
    const found = arn !== '' ? arn : provider !== '' ? provider : type;
    const named = tree.principal ?? tree.notPrincipal;
    failures.push({ part: 'principal', ...listed(namesOf(named), named !== tree.principal), found });
  }
  if (!statement.action(asked.action)) {
    const actions = textsOf(tree.action ?? tree.notAction);
    failures.push({ part: 'action', ...listed(actions, tree.action === undefined), found: request.action });
  }
  if (!statement.resource(asked.resource, asked.context)) {
    const list = tree.resource ?? tree.notResource;
    const unresolved = unresolvedIn(list?.values ?? [], tracing);
    failures.push({
      part: 'resource',
      ...listed(textsOf(list), list !== undefined && list === tree.notResource),
      found: request.resource,
      unresolved,
    });
  }
  statement.conditions.forEach((test, i) => {
    if (!test(asked.context)) failures.push(failedCondition(tree.conditions![i]!, tracing));
  });
  return failures;
}

const listed = (wanted: readonly string[], negated: boolean) => ({ wanted, negated, unresolved: [] });

const textsOf = (list: TextList | undefined): readonly string[] => list?.values.map(({ value }) => value) ?? [];

const namesOf = (tree: PrincipalTree | undefined): readonly string[] =>
  tree === undefined ? [] : tree.text !== undefined ? [tree.text] : tree.entries.map(({ value }) => value.value);

function failedCondition({ operator, key, values, start }: ConditionTree, tracing: Tracing): FailedPart {
  const value = tracing.asked.context.get(asciiLower(key));
  return {
    part: 'condition',
    operator: operatorText(operator),
    key,
    wanted: values.map((each) => each.value),
    found: value === undefined ? 'missing' : value.kind === 'single' ? [value.value] : value.values,
    needsSetOperator: value?.kind === 'multi' && operator.qualifier === undefined && operator.base !== 'Null',
    unresolved: unresolvedIn(values, tracing),
    at: tracing.placeOf(start),
  };
}

const operatorText = ({ qualifier, base, ifExists }: OperatorName): string =>
  `${qualifier === undefined ? '' : `${qualifier}:`}${base}${ifExists ? 'IfExists' : ''}`;

/** Variables that have neither value nor default. A key with many values is none for a variable, default or not (policy.md 1.4). */
function unresolvedIn(values: TextList['values'], { substitution, asked }: Tracing): readonly string[] {
  return variablesIn(values, substitution)
    .filter(({ key, fallback }) => {
      const value = asked.context.get(key);
      return value === undefined ? fallback === undefined : value.kind === 'multi';
    })
    .map(({ name }) => name);
}

/** Whether other context keys could have made the statement apply: nothing but conditions and unresolved variables stands against it. */
const isInReach = (failures: readonly FailedPart[]): boolean =>
  failures.every(({ part, unresolved }) => part === 'condition' || (part === 'resource' && unresolved.length > 0));

function missingIn(tree: StatementTree, { substitution, asked }: Tracing): readonly string[] {
  const missing = keysIn(tree, substitution).filter(({ key }) => !asked.context.has(key));
  return distinct(missing.map(({ name }) => name));
}
