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
  operands,
  (tree) => {
    // Nearly always none. Looked for once, since two of the rules ask for them, and others stand between.
    const unusual = unusualResources(tree);
    return first(laterRules, (rule) => rule(tree, unusual));
  },
];

/** A rule that is told which resources are not plainly good. */
type LaterRule = (tree: DocumentTree, unusual: readonly Text[]) => Finding | undefined;

const laterRules: readonly LaterRule[] = [
  legacyResources,
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
  (_, unusual) => first(unusual, formFinding),
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

function operands({ statements = [] }: DocumentTree): Finding | undefined {
  return first(statements, (statement) => {
    if (!isEffect(statement.effect!)) return findingAt(LEGACY, statement.effect!);
    const operand = unreadableOperand(statement);
    return operand && findingAt(LEGACY, operand);
  });
}

function unusualResources({ statements = [] }: DocumentTree): readonly Text[] {
  const unusual: Text[] = [];
  for (const statement of statements) {
    for (const resource of resourcesOf(statement)) if (!isOrdinary(resource)) unusual.push(resource);
  }
  return unusual;
}

/** Resources that have a form of their own to complain about do so later; after the first such, shapes go unjudged (8.1). */
function legacyResources(_: DocumentTree, unusual: readonly Text[]): Finding | undefined {
  let faulted = false;
  return first(unusual, (resource) => {
    faulted ||= resourceProblem(resource) !== undefined;
    return !faulted && failsLegacyParsing(resource) ? findingAt(LEGACY, resource) : undefined;
  });
}

function formFinding(resource: Text): Finding | undefined {
  const message = resourceProblem(resource);
  return message === undefined ? undefined : findingAt(message, resource);
}
