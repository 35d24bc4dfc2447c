import { type ArnPattern, type ArnReading, compileArn, matchesArn, type SplitArn } from './arn-pattern.ts';
import type { Context, PolicyKind } from './types.ts';

export type ResourceTest = (resource: SplitArn, context: Context) => boolean;

/** Compiles Resource or NotResource (policy.md 1.4). An entry that cannot be read, or has a variable without value, names nothing. */
export function compileResources(
  entries: readonly string[],
  { negated, substitution, kind }: { negated: boolean; substitution: boolean; kind: PolicyKind },
): ResourceTest {
  const fixed: ArnPattern[] = [];
  const inContexts: ((context: Context) => ArnReading)[] = [];
  for (const entry of entries) {
    const compiled = compileArn(entry, { substitution, pad: padsShortArns.has(kind) || /[*?]/.test(entry) });
    if (compiled.inContext !== undefined) inContexts.push(compiled.inContext);
    else if (typeof compiled.fixed === 'object') fixed.push(compiled.fixed);
  }
  // An action without a resource type is asked on `*`, which only the entry `*` names.
  const everything = entries.includes('*');
  const listed: ResourceTest = (resource, context) => {
    if (everything) return true;
    for (const pattern of fixed) if (matchesArn(pattern, resource)) return true;
    for (const readingIn of inContexts) {
      const reading = readingIn(context);
      if (typeof reading === 'object' && matchesArn(reading, resource)) return true;
    }
    return false;
  };
  return negated ? (resource, context) => !listed(resource, context) : listed;
}

/** What each resource that an entry can mean begins with: its text before the first wildcard or variable. */
export function beginningOf(entry: string): string {
  const end = entry.search(/[*?$]/);
  return end < 0 ? entry : entry.slice(0, end);
}

/** Where the missing segments of a short ARN count as `*`; elsewhere only if it holds a wildcard (1.4). */
const padsShortArns: ReadonlySet<PolicyKind> = new Set<PolicyKind>(['identity', 'boundary', 'session']);
