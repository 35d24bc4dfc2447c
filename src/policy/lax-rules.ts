import {
  actionFinding,
  actionsOf,
  eachStatement,
  type Finding,
  findingAt,
  first,
  isEffect,
  isKnownVersion,
  type Rule,
  resourcesOf,
  uniqueSids,
  unreadableOperand,
} from './rules.ts';
import type { DocumentTree, StatementTree, Text } from './tree.ts';

const SYNTAX = 'Syntax errors in policy.';

/**
 * What STS checks of a session policy (policy.md 1.6): structure and names as strictly as anywhere, literals hardly.
 * A malformed date, number, address or ARN is let through and matches nothing; base64 has to be base64.
 */
export const sessionRules: readonly Rule[] = [
  structure,
  uniqueSids(SYNTAX),
  eachStatement((statement) => complaint(statement.principal ?? statement.notPrincipal)),
  eachStatement((statement) => complaint(resourcesOf(statement).find(isNoResource))),
  eachStatement((statement) => complaint(unreadableOperand(statement, new Set(['BinaryEquals'])))),
];

/** What is checked of policies of other resources, and of resource control policies, which name `*` and only deny. */
export function resourceRules(kind: 'resource' | 'rcp'): readonly Rule[] {
  return [
    structure,
    uniqueSids(SYNTAX),
    eachStatement((statement) => complaint(unreadableOperand(statement))),
    kind === 'rcp' ? deniesEveryone : namesPrincipals,
  ];
}

function structure({ start, version, statements }: DocumentTree): Finding | undefined {
  if (version !== undefined && !isKnownVersion(version)) return findingAt(SYNTAX, version);
  if (statements === undefined || statements.length === 0) return { message: SYNTAX, offset: start };
  return first(statements, (statement) => {
    const { effect } = statement;
    if (effect === undefined || !isEffect(effect)) return findingAt(SYNTAX, effect ?? statement);
    if (actionsOf(statement).length === 0 || resourcesOf(statement).length === 0) return findingAt(SYNTAX, statement);
    return first(actionsOf(statement), (action) => actionFinding(action) && findingAt(SYNTAX, action));
  });
}

/** A text that can name nothing: neither `*`, nor anything like an ARN, nor a variable that could hold one. */
const isNoResource = ({ value }: Text): boolean => value !== '*' && !value.includes(':') && !value.includes('${');

const complaint = (place: { readonly start: number } | undefined): Finding | undefined =>
  place && findingAt(SYNTAX, place);

const namesPrincipals: Rule = eachStatement((statement) => {
  const { effect, principal, notPrincipal } = statement;
  if (notPrincipal !== undefined && effect?.value === 'Allow') {
    return findingAt('Allow with NotPrincipal is not allowed.', notPrincipal);
  }
  const named = principal ?? notPrincipal;
  if (named === undefined) return findingAt('Missing required field Principal', statement);
  if (named.text === '*') return undefined;
  if (named.text !== undefined) return findingAt('Principal must be a JSON object.', named);
  return complaint(named.entries.find(({ type }) => !PRINCIPAL_TYPES.has(type))?.value);
});

const PRINCIPAL_TYPES = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

const deniesEveryone: Rule = eachStatement((statement: StatementTree) => {
  const { effect, principal } = statement;
  return effect?.value === 'Deny' && principal?.text === '*' ? undefined : complaint(principal ?? statement);
});
