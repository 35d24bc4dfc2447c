import { asciiLower } from '../base/ascii.ts';

/**
 * Which services a set of identity policies lets its holder use at all: what the service-last-accessed reports and
 * ListPoliciesGrantingServiceAccess go by. It is permissions-policy logic only, as AWS says of its reports: an Allow of
 * any action of the service grants it, unless a Deny without a condition takes the whole service away on `*`.
 */
export function grantedServices(texts: readonly string[], services: Iterable<string>): readonly string[] {
  const statements = texts.flatMap(statementsOf);
  const allows = statements.filter(({ Effect }) => Effect === 'Allow');
  const denies = statements.filter((one) => one.Effect === 'Deny' && isEverywhere(one));
  return [...services].filter(
    (service) =>
      allows.some((statement) => touches(statement, service)) &&
      !denies.some((statement) => covers(statement, service)),
  );
}

/** The elements that count here of a statement that was valid when it was saved. */
interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: object;
}

function statementsOf(text: string): readonly Statement[] {
  const { Statement } = JSON.parse(text) as { Statement: Statement | readonly Statement[] };
  return Array.isArray(Statement) ? Statement : [Statement as Statement];
}

const isEverywhere = ({ Resource, Condition }: Statement): boolean =>
  listOf(Resource).includes('*') && Object.keys(Condition ?? {}).length === 0;

/** Whether some action of the service is among those of the statement. */
function touches({ Action, NotAction }: Statement, service: string): boolean {
  if (NotAction !== undefined) return !listOf(NotAction).some((entry) => isWhole(entry, service));
  return listOf(Action).some((entry) => namesService(entry, service));
}

/** Whether every action of the service is. */
function covers({ Action, NotAction }: Statement, service: string): boolean {
  if (NotAction !== undefined) return !listOf(NotAction).some((entry) => namesService(entry, service));
  return listOf(Action).some((entry) => isWhole(entry, service));
}

const isWhole = (entry: string, service: string): boolean =>
  entry === '*' || (namesService(entry, service) && /^[^:]*:\*+$/.test(entry));

/** Stored policies name a service whole or by `*` alone; nothing else passes their validation (policy.md 8.2). */
function namesService(entry: string, service: string): boolean {
  const colon = entry.indexOf(':');
  const named = colon < 0 ? entry : entry.slice(0, colon);
  return named === '*' || asciiLower(named) === service;
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;
