import { asciiLower } from '../base/ascii.ts';
import { matches, patternOf } from './pattern.ts';
import { awsPrincipalForm } from './principals.ts';
import {
  alphanumericSids,
  eachStatement,
  type Finding,
  findingAt,
  first,
  isEffect,
  isKnownVersion,
  type Rule,
  uniqueSids,
  unreadableOperand,
} from './rules.ts';
import type { DocumentTree, PrincipalTree, StatementTree, Text } from './tree.ts';

/** What IAM checks of a role's trust policy, with the sentences that it keeps for them (policy.md 8.3). */
export const trustRules: readonly Rule[] = [
  version,
  statements,
  uniqueSids('The Statement Ids in the policy are not unique'),
  alphanumericSids('Syntax errors in policy.'),
  eachStatement(effect),
  eachStatement(principal),
  eachStatement(action),
  eachStatement(resource),
  eachStatement((statement) => {
    const operand = unreadableOperand(statement);
    return operand && findingAt('The policy failed legacy parsing', operand);
  }),
];

function version({ version }: DocumentTree): Finding | undefined {
  if (version === undefined || isKnownVersion(version)) return undefined;
  return findingAt('The policy must contain a valid version string', version);
}

function statements({ start, statements }: DocumentTree): Finding | undefined {
  if (statements !== undefined && statements.length > 0) return undefined;
  return { message: 'Could not parse the policy: Statement is empty!', offset: start };
}

function effect(statement: StatementTree): Finding | undefined {
  if (statement.effect === undefined) return findingAt('Missing required field Effect', statement);
  if (isEffect(statement.effect)) return undefined;
  return findingAt(`Invalid effect: ${statement.effect.value}`, statement.effect);
}

/** NotPrincipal would trust everyone but a few, people of other accounts included; a trust policy may not hold it. */
function principal(statement: StatementTree): Finding | undefined {
  const { principal, notPrincipal, conditions = [] } = statement;
  if (notPrincipal !== undefined) {
    const isAllow = statement.effect?.value === 'Allow';
    return findingAt(isAllow ? ALLOW_NOT_PRINCIPAL : NOT_PRINCIPAL, notPrincipal);
  }
  if (principal === undefined) return findingAt('Missing required field Principal', statement);
  if (principal.text === '*') return undefined;
  if (principal.text !== undefined) return findingAt('Principal must be a JSON object.', principal);
  if (principal.entries.length === 0) return findingAt('Missing required field Principal cannot be empty!', principal);
  return first(principal.entries, invalidPrincipal) ?? unguardedCognito(principal, conditions.length);
}

const ALLOW_NOT_PRINCIPAL = 'Allow with NotPrincipal is not allowed.';
const NOT_PRINCIPAL = 'AssumeRole policy must not contain NotPrincipal field.';
const COGNITO = 'cognito-identity.amazonaws.com';

function invalidPrincipal({ type, value }: PrincipalTree['entries'][number]): Finding | undefined {
  if (principalTypes.get(type)?.(value.value)) return undefined;
  const shown = type === 'Service' ? 'SERVICE' : type;
  return findingAt(`Invalid principal in policy: "${shown}":"${value.value}"`, value);
}

/** The kinds of principal that a trust policy may name, and the form of each (2.1). */
const principalTypes: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['AWS', (text: string) => awsPrincipalForm(text) !== undefined],
  ['Service', (text: string) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text)],
  ['Federated', isProvider],
]);

const NAMED_PROVIDERS = new Set([COGNITO, 'www.amazon.com', 'graph.facebook.com', 'accounts.google.com']);

function isProvider(text: string): boolean {
  return (
    NAMED_PROVIDERS.has(text) || /^arn:aws[a-z-]*:iam::[0-9]{12}:(?:oidc|saml)-provider\/[\w+=,.:@/%~-]+$/.test(text)
  );
}

function unguardedCognito({ entries }: PrincipalTree, conditions: number): Finding | undefined {
  const cognito = entries.find(({ value }) => value.value === COGNITO);
  if (cognito === undefined || conditions > 0) return undefined;
  return findingAt('A condition block must be present for the Cognito provider', cognito.value);
}

function action(statement: StatementTree): Finding | undefined {
  const actions = statement.action?.values ?? [];
  if (actions.length === 0) return findingAt('Missing required field Action', statement.action ?? statement);
  return first(actions, (action) =>
    isAssumeRoleAction(action)
      ? undefined
      : findingAt('AssumeRole policy may only specify STS AssumeRole actions.', action),
  );
}

/** Actions that are ever asked of a trust policy. A pattern has to name STS and at least one of them. */
const ASSUME_ROLE_ACTIONS = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
];

function isAssumeRoleAction({ value }: Text): boolean {
  const text = asciiLower(value);
  const pattern = patternOf(text);
  return text.startsWith('sts:') && ASSUME_ROLE_ACTIONS.some((known) => matches(pattern, known));
}

/** The role that it stands on is a trust policy's only resource. */
function resource({ resource, notResource }: StatementTree): Finding | undefined {
  if (resource !== undefined) return findingAt('Has prohibited field Resource', resource);
  return notResource && findingAt('Has prohibited field NotResource', notResource);
}
