import { compileArn, matchesArn, type SplitArn } from './arn-pattern.ts';
import type { Context, PolicyKind } from './types.ts';

export type ResourceTest = (resource: SplitArn, context: Context) => boolean;

/** Compiles Resource or NotResource (policy.md 1.4). An entry that cannot be read, or has a variable without value, names nothing. */
export function compileResources(
  entries: readonly string[],
  { negated, substitution, kind }: { negated: boolean; substitution: boolean; kind: PolicyKind },
): ResourceTest {
  const tests = entries.map((entry) => compileEntry(entry, substitution, kind));
  const listed: ResourceTest = (resource, context) => {
    for (const test of tests) if (test(resource, context)) return true;
    return false;
  };
  return negated ? (resource, context) => !listed(resource, context) : listed;
}

function compileEntry(entry: string, substitution: boolean, kind: PolicyKind): ResourceTest {
  // An action without a resource type is asked on `*`, which only the entry `*` names.
  if (entry === '*') return () => true;
  const readingIn = compileArn(entry, { substitution, pad: padsShortArns.has(kind) || /[*?]/.test(entry) });
  return (resource, context) => {
    const reading = readingIn(context);
    return typeof reading === 'object' && matchesArn(reading, resource);
  };
}

/** Where the missing segments of a short ARN count as `*`; elsewhere only if it holds a wildcard (1.4). */
const padsShortArns: ReadonlySet<PolicyKind> = new Set<PolicyKind>(['identity', 'boundary', 'session']);
