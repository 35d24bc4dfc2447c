import type { OperationFacts, ServiceFacts } from '../model/facts.ts';
import type { Operation } from '../operation/operation.ts';

/** One AWS service at the endpoint: what AWS publishes about it, and the operations that are built. */
export interface QueryService {
  readonly facts: ServiceFacts;
  /** Every operation that AWS's model knows, by name. */
  readonly known: ReadonlyMap<string, OperationFacts>;
  /** Those that work here. The others answer 501 NotImplemented by name. */
  readonly built: ReadonlyMap<string, Operation>;
}

/** Puts the built operations beside the published ones. Refuses an operation that AWS does not know, or one built twice. */
export function queryService(
  facts: ServiceFacts,
  known: ReadonlyMap<string, OperationFacts>,
  operations: readonly Operation[],
): QueryService {
  const built = new Map<string, Operation>();
  for (const operation of operations) {
    const { name } = operation.facts;
    if (known.get(name) !== operation.facts) throw new Error(`not an operation of ${facts.name}: \`${name}\``);
    if (built.has(name)) throw new Error(`built twice: \`${name}\``);
    built.set(name, operation);
  }
  return { facts, known, built };
}
