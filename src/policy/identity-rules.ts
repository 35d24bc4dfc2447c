import { failsLegacyParsing, isOrdinary, resourceProblem } from './resource-format.ts';
import {
  actionFinding,
  actionsOf,
  alphanumericSids,
  eachStatement,
  type Finding,
  findingAt,
  first,
  isEffect,
  isEffectInSomeCase,
  isKnownVersion,
  type Rule,
  resourcesOf,
  uniqueSids,
  unreadableOperand,
} from './rules.ts';
import type { DocumentTree, Text } from './tree.ts';

const SYNTAX = 'Syntax errors in policy.';
const LEGACY = 'The policy failed legacy parsing';

/** What IAM checks of an identity policy or a permissions boundary, in its order (policy.md 8.1, 8.2). */
export const identityRules: readonly Rule[] = [
  syntax,
  version,
  legacyParsing,
  uniqueSids('Statement IDs (SID) in a single policy must be unique.'),
  alphanumericSids(
    'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
  ),
  eachStatement((statement) =>
    actionsOf(statement).length === 0 ? findingAt('Policy statement must contain actions.', statement) : undefined,
  ),
  eachStatement(({ principal, notPrincipal }) => {
    const named = principal ?? notPrincipal;
    return named && findingAt('Policy document should not specify a principal.', named);
  }),
  eachStatement((statement) => first(resourcesOf(statement), formFinding)),
  eachStatement((statement) => first(actionsOf(statement), actionFinding)),
  eachStatement((statement) =>
    resourcesOf(statement).length === 0 ? findingAt('Policy statement must contain resources.', statement) : undefined,
  ),
];

function syntax({ start, version, statements }: DocumentTree): Finding | undefined {
  if (version !== undefined && !isKnownVersion(version)) return findingAt(SYNTAX, version);
  if (statements === undefined || statements.length === 0) return { message: SYNTAX, offset: start };
  return first(statements, (statement) =>
    statement.effect === undefined || !isEffectInSomeCase(statement.effect)
      ? findingAt(SYNTAX, statement.effect ?? statement)
      : undefined,
  );
}

function version({ start, version }: DocumentTree): Finding | undefined {
  if (version?.value === '2012-10-17') return undefined;
  return findingAt('Policy document must be version 2012-10-17 or greater.', version ?? { start });
}

/** Resources that have a form of their own to complain about do so later; after the first such, shapes go unjudged (8.1). */
function legacyParsing({ statements = [] }: DocumentTree): Finding | undefined {
  let resourceFaulted = false;
  return (
    first(statements, (statement) => {
      if (!isEffect(statement.effect!)) return findingAt(LEGACY, statement.effect!);
      const operand = unreadableOperand(statement);
      return operand && findingAt(LEGACY, operand);
    }) ??
    first(statements, (statement) =>
      first(resourcesOf(statement), (resource) => {
        if (isOrdinary(resource)) return undefined;
        resourceFaulted ||= resourceProblem(resource) !== undefined;
        return !resourceFaulted && failsLegacyParsing(resource) ? findingAt(LEGACY, resource) : undefined;
      }),
    )
  );
}

function formFinding(resource: Text): Finding | undefined {
  if (isOrdinary(resource)) return undefined;
  const message = resourceProblem(resource);
  return message === undefined ? undefined : findingAt(message, resource);
}
