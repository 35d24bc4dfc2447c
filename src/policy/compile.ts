import { statementsOf } from './document.ts';
import type { Bindings } from './principals.ts';
import { type CompiledStatement, compileStatement } from './statement.ts';
import type { CompiledPolicy, Policy } from './types.ts';

/** A compiled policy with its statements laid out by the service that they can be about. */
export interface IndexedPolicy extends CompiledPolicy {
  readonly statements: readonly CompiledStatement[];
  readonly byService: ReadonlyMap<string, readonly CompiledStatement[]>;
  /** For services that no statement names: those that speak of any service. */
  readonly ofAnyService: readonly CompiledStatement[];
}

/**
 * Compiles a policy to closures: wildcards split, operands read, statements indexed by service. The result may be kept
 * as long as the document and its bindings stand.
 *
 * `source` names the document in decisions. `bindings` gives the unique ids of the users and roles that a trust policy
 * names; one that is not bound matches nobody (policy.md 2.2).
 */
export function compile(
  policy: Policy,
  options: { source?: string | undefined; bindings?: Bindings | undefined } = {},
): CompiledPolicy {
  const substitution = policy.version === '2012-10-17';
  const { source, bindings } = options;
  return indexed(
    source,
    statementsOf(policy).map((tree) => compileStatement(tree, { kind: policy.kind, substitution, source, bindings })),
  );
}

/** The trust policy of a role that does not exist: it trusts nobody. */
export const nobody: CompiledPolicy = indexed(undefined, []);

/** The statements that can be about a service, in the order of the document. */
export function candidates(policy: CompiledPolicy, service: string): readonly CompiledStatement[] {
  const { byService, ofAnyService } = policy as IndexedPolicy;
  return byService.get(service) ?? ofAnyService;
}

function indexed(source: string | undefined, statements: readonly CompiledStatement[]): IndexedPolicy {
  const services = new Set(statements.flatMap((statement) => [...(statement.services ?? [])]));
  const about = (service: string) => statements.filter((each) => each.services?.has(service) ?? true);
  return {
    source,
    statements,
    byService: new Map([...services].map((service) => [service, about(service)])),
    ofAnyService: statements.filter((statement) => statement.services === undefined),
  };
}
