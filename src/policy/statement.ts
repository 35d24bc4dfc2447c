import { type ActionTest, type AskedAction, compileActions } from './action.ts';
import type { SplitArn } from './arn-pattern.ts';
import { type ConditionTest, compileCondition } from './condition.ts';
import { type Bindings, compileNotPrincipal, compilePrincipal, type Grant, type PrincipalTest } from './principals.ts';
import { beginningOf, compileResources, type ResourceTest } from './resource.ts';
import { withoutUnasked } from './shared-issuer-rule.ts';
import type { StatementTree, TextList } from './tree.ts';
import type { Context, Mode, PolicyKind, Principal, StatementReference } from './types.ts';

/** A question, prepared once for all statements. */
export interface Asked {
  readonly action: AskedAction;
  readonly resource: SplitArn;
  readonly principal: Principal;
  readonly context: Context;
  readonly hasBoundary: boolean;
}

/**
 * A statement as a test. It answers one thing, *does it apply?*; who wins is `decide`'s. The question is put in two
 * halves, because what it says of the action can be remembered and the rest cannot.
 */
export interface CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly reference: StatementReference;
  readonly action: ActionTest;
  /** For a statement about the action: how it names the caller, or `undefined` where it does not apply. Policies without principals speak to their holder: `direct`. */
  applies(asked: Asked): Grant | undefined;
  /** The tests that `applies` is made of, conditions in the order of the document: what an explanation asks one by one. */
  readonly principal: PrincipalTest;
  readonly resource: ResourceTest;
  readonly conditions: readonly ConditionTest[];
  /** One of these begins the text of each resource that the statement can mean. */
  readonly beginnings: readonly string[];
}

export interface CompileStatementOptions {
  readonly kind: PolicyKind;
  /** Whether the document has policy variables: version 2012-10-17. */
  readonly substitution: boolean;
  readonly source: string | undefined;
  readonly bindings: Bindings | undefined;
  readonly mode: Mode;
}

export function compileStatement(tree: StatementTree, options: CompileStatementOptions): CompiledStatement {
  return new Statement(tree, options);
}

class Statement implements CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly reference: StatementReference;
  readonly action: ActionTest;
  #tree: StatementTree | undefined;
  readonly #options: CompileStatementOptions;
  #compiled: StatementTests | undefined;

  constructor(tree: StatementTree, options: CompileStatementOptions) {
    this.effect = tree.effect?.value === 'Allow' ? 'Allow' : 'Deny';
    this.reference = { source: options.source, sid: tree.sid?.value, start: tree.start, end: tree.end };
    this.action = compileActions(textsOf(tree.action ?? tree.notAction), tree.notAction !== undefined);
    this.#tree = tree;
    this.#options = options;
  }

  /** Compiled with the first request about the action: of a policy that is read for one request, most are about others. */
  get #tests(): StatementTests {
    if (this.#compiled === undefined) {
      this.#compiled = compileTests(this.#tree!, this.effect, this.#options);
      this.#tree = undefined;
    }
    return this.#compiled;
  }

  get principal(): PrincipalTest {
    return this.#tests.principal;
  }

  get resource(): ResourceTest {
    return this.#tests.resource;
  }

  get conditions(): readonly ConditionTest[] {
    return this.#tests.conditions;
  }

  get beginnings(): readonly string[] {
    try {
      return this.#tests.beginnings;
    } catch {
      // What cannot be compiled is about every resource: then it is asked, and its exception counts as a Deny (H11).
      return ANY_BEGINNING;
    }
  }

  applies(asked: Asked): Grant | undefined {
    const { principal, resource, conditions } = this.#tests;
    const grant = principal(asked.principal, asked.hasBoundary);
    if (grant === undefined || !resource(asked.resource, asked.context)) return undefined;
    return holds(conditions, asked.context) ? grant : undefined;
  }
}

type StatementTests = Pick<CompiledStatement, 'principal' | 'resource' | 'conditions' | 'beginnings'>;

const ANY_BEGINNING = [''];

function compileTests(tree: StatementTree, effect: 'Allow' | 'Deny', options: CompileStatementOptions): StatementTests {
  const { kind, substitution, mode } = options;
  return {
    principal: principalTest(tree, effect, options),
    resource: resourceTest(tree, kind, substitution),
    beginnings: tree.resource === undefined ? ANY_BEGINNING : textsOf(tree.resource).map(beginningOf),
    conditions: (tree.conditions ?? []).map((each) => compileCondition(each, { substitution, effect, mode })),
  };
}

const textsOf = (list: TextList | undefined): string[] => list?.values.map((text) => text.value) ?? [];

/** The kinds of policy whose statements name their callers. */
const naming: ReadonlySet<PolicyKind> = new Set<PolicyKind>(['trust', 'resource', 'rcp']);

function principalTest(
  tree: StatementTree,
  effect: 'Allow' | 'Deny',
  { kind, bindings, mode }: CompileStatementOptions,
): PrincipalTest {
  if (!naming.has(kind)) return () => 'direct';
  if (tree.principal !== undefined) {
    const isTrusting = kind === 'trust' && effect === 'Allow';
    const principal = isTrusting ? withoutUnasked(tree.principal, tree) : tree.principal;
    const named = compilePrincipal(principal, { kind, bindings, effect });
    return mode === 'simulate' && kind === 'resource' ? alone(named) : named;
  }
  if (tree.notPrincipal !== undefined) return compileNotPrincipal(tree.notPrincipal, kind, bindings);
  return () => undefined;
}

/** In AWS's simulator the account's root in a resource policy is enough by itself (9.4). */
const alone =
  (named: PrincipalTest): PrincipalTest =>
  (principal, hasBoundary) => {
    const grant = named(principal, hasBoundary);
    return grant === 'account' ? 'direct' : grant;
  };

/** A trust policy stands on its only resource and names none. */
function resourceTest(tree: StatementTree, kind: PolicyKind, substitution: boolean): ResourceTest {
  const list = tree.resource ?? tree.notResource;
  if (list === undefined) return () => kind === 'trust';
  return compileResources(textsOf(list), { negated: tree.notResource !== undefined, substitution, kind });
}

function holds(conditions: readonly ConditionTest[], context: Context): boolean {
  for (const condition of conditions) if (!condition(context)) return false;
  return true;
}
