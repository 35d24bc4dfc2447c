import { arnFits, segmentsOf } from './arn.ts';
import { conditionHolds } from './condition.ts';
import { expand, fits, type Token, wildcards } from './pattern.ts';
import { asciiLower, listOf, type Mode, type Request, type Statement } from './shapes.ts';

export interface Surroundings {
  readonly version: string | undefined;
  readonly mode: Mode;
  /** Short ARNs are filled up with `*` in policies of identities, boundaries and sessions (1.4). */
  readonly fillsShortArns: boolean;
}

/** Whether a statement speaks of the request, its Principal element apart. */
export function applies(statement: Statement, request: Request, around: Surroundings): boolean {
  return (
    actionApplies(statement, request.action) &&
    resourceApplies(statement, request, around) &&
    conditionHolds(statement.Condition, {
      context: request.context,
      version: around.version,
      effect: statement.Effect,
      mode: around.mode,
    })
  );
}

function actionApplies(statement: Statement, action: string): boolean {
  const names = (entries: readonly string[]) => entries.some((entry) => actionFits(entry, action));
  if (statement.Action !== undefined) return names(listOf(statement.Action));
  const entries = listOf(statement.NotAction);
  return entries.length > 0 && !names(entries);
}

function actionFits(entry: string, action: string): boolean {
  if (entry === '*') return true;
  const parts = asciiLower(entry).split(':');
  if (parts.length !== 2 || parts[0] === '' || parts[1] === '') return false;
  if (entry.includes(' ') || entry.includes(',')) return false;
  const [service, operation] = asciiLower(action).split(':');
  return fits(wildcards(parts[0]!), service!) && fits(wildcards(parts[1]!), operation!);
}

function resourceApplies(statement: Statement, request: Request, around: Surroundings): boolean {
  const names = (entries: readonly (string | null)[]) =>
    entries.some((entry) => entry !== null && resourceFits(entry, request, around));
  if (statement.Resource !== undefined) return names(listOf(statement.Resource));
  if (statement.NotResource !== undefined) {
    const entries = listOf(statement.NotResource);
    return entries.length > 0 && !names(entries);
  }
  // A role's trust policy speaks of its role and names no resource.
  return true;
}

function resourceFits(entry: string, request: Request, around: Surroundings): boolean {
  const { tokens, hadVariable } = expand(entry, around.version, request.context);
  if (tokens === undefined) return false;
  if (tokens.length === 1 && tokens[0] === 'any') return true;
  // An action without a resource type is asked on `*`. No ARN names that; a `*` out of a variable is not the wildcard,
  // or a tag called `*` would widen access (security.md H06).
  if (request.resource === '*') return false;
  const segments = segmentsOf(tokens);
  if (segments.length >= 3 && segments.length < 6 && !hadVariable) {
    if (around.fillsShortArns || tokens.some(isWild)) while (segments.length < 6) segments.push(['any']);
  }
  return arnFits(segments, request.resource);
}

function isWild(token: Token): boolean {
  return token === 'any' || token === 'one';
}
