import { inspected, RememberingPolicy } from './compile.ts';
import type { Asked, CompiledStatement } from './statement.ts';
import type { CompiledPolicy, StatementReference } from './types.ts';

/** The same policy with some statements decided beforehand: they apply to whomever they name, or do not, whatever else they say. */
export function assuming(
  policy: CompiledPolicy,
  truths: (reference: StatementReference) => boolean | undefined,
): CompiledPolicy {
  const { source, statements, document } = inspected(policy);
  return new RememberingPolicy(
    source,
    statements.map((statement) => new Assumed(statement, truths)),
    document,
  );
}

class Assumed implements CompiledStatement {
  readonly effect: CompiledStatement['effect'];
  readonly reference: StatementReference;
  readonly action: CompiledStatement['action'];
  readonly #statement: CompiledStatement;
  readonly #truths: (reference: StatementReference) => boolean | undefined;

  constructor(statement: CompiledStatement, truths: (reference: StatementReference) => boolean | undefined) {
    this.effect = statement.effect;
    this.reference = statement.reference;
    this.action = statement.action;
    this.#statement = statement;
    this.#truths = truths;
  }

  get principal(): CompiledStatement['principal'] {
    return this.#statement.principal;
  }

  get resource(): CompiledStatement['resource'] {
    return this.#statement.resource;
  }

  get conditions(): CompiledStatement['conditions'] {
    return this.#statement.conditions;
  }

  get beginnings(): readonly string[] {
    return this.#statement.beginnings;
  }

  applies(asked: Asked): ReturnType<CompiledStatement['applies']> {
    const truth = this.#truths(this.reference);
    if (truth === undefined) return this.#statement.applies(asked);
    return truth ? this.principal(asked.principal, asked.hasBoundary) : undefined;
  }
}
