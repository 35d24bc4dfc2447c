import { asciiLower } from '../base/ascii.ts';
import { statementsOf } from './document.ts';
import { matches, patternOf } from './pattern.ts';
import { problemAt } from './problem.ts';
import { type Finding, findingAt, first } from './rules.ts';
import { sharedIssuers } from './shared-issuers.ts';
import type { ConditionTree, PrincipalTree, StatementTree } from './tree.ts';
import type { Policy, Problem } from './types.ts';

/**
 * Says why a trust policy must not be saved although it reads: it lets the customers of a shared OIDC issuer in without
 * asking which of them comes (policy.md 6.7, last paragraph). Apart from `readPolicy`, since AWS asks when a policy is
 * saved and not of those that are there already.
 */
export function sharedIssuerProblem(policy: Policy): Problem | undefined {
  if (policy.kind !== 'trust') return undefined;
  const finding = first(statementsOf(policy), sharedIssuerFinding);
  return finding && problemAt(policy.text, finding.offset, finding.message);
}

/** A Deny lets nobody in, nor does a statement about sts:TagSession alone. */
function sharedIssuerFinding(statement: StatementTree): Finding | undefined {
  if (statement.effect?.value !== 'Allow' || !letsIn(statement)) return undefined;
  return first(statement.principal?.entries ?? [], ({ type, value }) => {
    const keys = type === 'Federated' ? unaskedKeys(value.value, statement) : undefined;
    return keys && findingAt(message(value.value, keys), value);
  });
}

/**
 * The Principal element of an Allow statement of a trust policy without the shared issuers whose customers it does not tell
 * apart. A policy that was saved before anybody looked, or elsewhere, trusts none of them (security.md D15): AWS has come to
 * refuse such roles inside STS too.
 */
export function withoutUnasked(principal: PrincipalTree, statement: StatementTree): PrincipalTree {
  if (!letsIn(statement)) return principal;
  const isAsked = ({ type, value }: PrincipalTree['entries'][number]) =>
    type !== 'Federated' || unaskedKeys(value.value, statement) === undefined;
  return principal.entries.every(isAsked)
    ? principal
    : { ...principal, entries: principal.entries.filter((entry) => isAsked(entry)) };
}

/** The keys of a shared issuer, one of which the statement would have to look at and does not. */
function unaskedKeys(provider: string, statement: StatementTree): readonly string[] | undefined {
  const keys = sharedIssuers.get(issuerOf(provider));
  if (keys === undefined || (statement.conditions ?? []).some((condition) => identifies(condition, keys))) {
    return undefined;
  }
  return keys;
}

const letsIn = ({ action }: StatementTree): boolean =>
  action === undefined ||
  action.values.some(({ value }) => matches(patternOf(asciiLower(value)), 'sts:assumerolewithwebidentity'));

/** The issuer behind a provider's ARN, or the provider that needs none. Hosts have no case, and a last slash no meaning. */
const issuerOf = (provider: string): string =>
  asciiLower(provider)
    .replace(/^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider\//, '')
    .replace(/\/$/, '');

/** The operators that hold for some texts only, and never for a claim that is missing. */
const IDENTIFYING = new Set(['StringEquals', 'StringEqualsIgnoreCase', 'StringLike']);

function identifies({ operator, key, values }: ConditionTree, keys: readonly string[]): boolean {
  const { base, ifExists, qualifier } = operator;
  if (!IDENTIFYING.has(base) || ifExists || qualifier === 'ForAllValues') return false;
  return keys.includes(asciiLower(key)) && values.length > 0 && !values.some(({ value }) => isOnlyWildcards(value));
}

/** The values of a condition are alternatives, so one that stands for everything undoes the others. */
const isOnlyWildcards = (value: string): boolean => /^[*?]*$/.test(value);

/** AWS's code is on record, its sentence is not: this one is ours. */
const message = (provider: string, keys: readonly string[]): string =>
  `The trust policy of the shared identity provider ${provider} must limit who may assume the role by the condition key ${keys.join(' or ')}`;
