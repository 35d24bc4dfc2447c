import { asciiLower } from '../base/ascii.ts';
import { assuming } from './assuming.ts';
import { inspected } from './compile.ts';
import { askedOf } from './decide.ts';
import { beginDecision, endDecision } from './effort.ts';
import { statementsIn } from './reread.ts';
import type { Asked, CompiledStatement } from './statement.ts';
import type { ConditionTree, StatementTree } from './tree.ts';
import type { CompiledPolicy, Context, Layers, PolicyRequest, StatementReference } from './types.ts';
import { hasVariables, plain, readTemplate, resolve } from './variables.ts';

/** Whether a context key, in lower case, may have a value that nobody knows yet. */
export type IsOpen = (key: string) => boolean;

/** A statement that applies or not by the values of open keys alone: all else of it fits the request. */
export interface OpenStatement {
  readonly reference: StatementReference;
  readonly effect: 'Allow' | 'Deny';
  /** What has to hold for it to apply. */
  readonly conditions: readonly OpenCondition[];
}

/** A condition that hangs on open keys, with the test that it is compiled to. */
export interface OpenCondition {
  readonly qualifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  /** `Resource` where it is not a condition but a resource that is named with a variable. */
  readonly operator: string;
  readonly ifExists: boolean;
  /** As written. */
  readonly key: string;
  /** As written, with the variables filled in whose values are known. */
  readonly values: readonly string[];
  /** The open keys that it looks at, in lower case. */
  readonly keys: readonly string[];
  readonly holds: (context: Context) => boolean;
}

/**
 * Decides a request of which not all is known: `decide` answers for any values of the open keys with the statements taken to
 * apply or not that hang on them, as `withTruths` says. These are those statements. The context of the request has no open key.
 *
 * Costs what reading the documents costs, where an open key stands in one.
 */
export function openStatements(layers: Layers, request: PolicyRequest, isOpen: IsOpen): readonly OpenStatement[] {
  const asked = askedOf(layers, request);
  beginDecision();
  try {
    return policiesIn(layers).flatMap((policy) => openIn(policy, asked, isOpen));
  } finally {
    endDecision();
  }
}

/** Takes statements to apply, or not, whatever their conditions say; `undefined` leaves a statement as it is. */
export type Truths = (reference: StatementReference) => boolean | undefined;

/** The same layers with some statements decided beforehand. Whom a statement names, and about which action, stays as it is. */
export function withTruths(layers: Layers, truths: Truths): Layers {
  const one = (policy: CompiledPolicy) => assuming(policy, truths);
  const all = (policies: readonly CompiledPolicy[]) => policies.map(one);
  return {
    identity: all(layers.identity),
    boundary: layers.boundary && all(layers.boundary),
    session: layers.session && all(layers.session),
    resource: layers.resource && { ...layers.resource, policy: one(layers.resource.policy) },
    resourceAccount: layers.resourceAccount,
    scp: layers.scp?.map(all),
    rcp: layers.rcp?.map(all),
    endpoint: layers.endpoint && one(layers.endpoint),
  };
}

/** A context that notes which keys were looked for in vain and are open. */
export class WatchedContext extends Map<string, never> {
  readonly missed = new Set<string>();
  readonly #isOpen: IsOpen;
  readonly #known: Context;

  constructor(known: Context, isOpen: IsOpen) {
    super();
    this.#known = known;
    this.#isOpen = isOpen;
  }

  override get(key: string): never | undefined {
    const found = this.#known.get(key);
    if (found === undefined && this.#isOpen(key)) this.missed.add(key);
    return found as never | undefined;
  }

  override has(key: string): boolean {
    return this.get(key) !== undefined;
  }
}

function policiesIn({ identity, boundary, session, resource, scp, rcp, endpoint }: Layers): readonly CompiledPolicy[] {
  const levels = [...(scp ?? []), ...(rcp ?? [])].flat();
  const single = [resource?.policy, endpoint].filter((policy) => policy !== undefined);
  return [...new Set([...single, ...identity, ...(boundary ?? []), ...(session ?? []), ...levels])];
}

function openIn(policy: CompiledPolicy, asked: Asked, isOpen: IsOpen): readonly OpenStatement[] {
  const { statements, document } = inspected(policy);
  if (document === undefined) return [];
  const about = statements
    .map((statement, i) => ({ statement, i }))
    .filter(({ statement }) => isAbout(statement, asked));
  if (about.length === 0) return [];
  const { trees, substitution } = statementsIn(document);
  return about.flatMap(
    ({ statement, i }) => openStatement(statement, trees[i]!, { asked, substitution, isOpen }) ?? [],
  );
}

const isAbout = (statement: CompiledStatement, { action }: Asked): boolean => statement.action(action);

interface Looking {
  readonly asked: Asked;
  readonly substitution: boolean;
  readonly isOpen: IsOpen;
}

/** `undefined` for one whose truth is known, and for one that cannot be evaluated: `decide` counts that as a Deny. */
function openStatement(statement: CompiledStatement, tree: StatementTree, looking: Looking): OpenStatement | undefined {
  const { asked } = looking;
  try {
    if (statement.principal(asked.principal, asked.hasBoundary) === undefined) return undefined;
    const conditions: OpenCondition[] = [];
    const named = openResource(statement, tree, looking);
    if (named !== undefined) conditions.push(named);
    else if (!statement.resource(asked.resource, asked.context)) return undefined;
    for (const [i, holds] of statement.conditions.entries()) {
      const open = openCondition(tree.conditions![i]!, holds, looking);
      if (open !== undefined) conditions.push(open);
      else if (!holds(asked.context)) return undefined;
    }
    if (conditions.length === 0) return undefined;
    return { reference: statement.reference, effect: statement.effect, conditions };
  } catch {
    return undefined;
  }
}

/** Resources that hold variables of open keys, as a condition. */
function openResource(statement: CompiledStatement, tree: StatementTree, looking: Looking): OpenCondition | undefined {
  const texts = ((tree.resource ?? tree.notResource)?.values ?? []).map(({ value }) => value);
  const keys = texts.flatMap((text) => openVariables(text, looking));
  if (keys.length === 0) return undefined;
  const { resource } = looking.asked;
  return {
    ...{ qualifier: undefined, operator: tree.resource === undefined ? 'NotResource' : 'Resource', ifExists: false },
    key: 'resource',
    keys: [...new Set(keys)],
    values: texts.map((text) => filledIn(text, looking)),
    holds: (context) => statement.resource(resource, context),
  };
}

function openCondition(
  { operator, key, values }: ConditionTree,
  holds: OpenCondition['holds'],
  looking: Looking,
): OpenCondition | undefined {
  const name = asciiLower(key);
  const { context } = looking.asked;
  const inValues = values.flatMap(({ value }) => openVariables(value, looking));
  const isOpen = !context.has(name) && looking.isOpen(name);
  if (!isOpen && inValues.length === 0) return undefined;
  const { qualifier, base, ifExists } = operator;
  return {
    ...{ qualifier, operator: base, ifExists, key, holds },
    keys: [...new Set([...(isOpen ? [name] : []), ...inValues])],
    values: values.map(({ value }) => filledIn(value, looking)),
  };
}

/** The open keys among the variables of a text. */
function openVariables(text: string, { substitution, asked, isOpen }: Looking): readonly string[] {
  return readTemplate(text, substitution).flatMap((piece) =>
    piece.kind === 'variable' && !asked.context.has(piece.key) && isOpen(piece.key) ? [piece.key] : [],
  );
}

/** The text with its variables filled in; as written where one has no value. */
function filledIn(text: string, { substitution, asked }: Looking): string {
  const template = readTemplate(text, substitution);
  if (!hasVariables(template)) return text;
  const resolved = resolve(template, asked.context);
  return resolved === undefined ? text : plain(resolved);
}
