import { ROLE, type Statement } from './corpus.ts';
import type { Scenario } from './scenarios.ts';

/**
 * A scenario in Cedar's language, each statement one policy. A layer that limits is one `forbid`, unless what it allows
 * holds. Cedar has no wildcard for one character: `?` becomes `*`, and the count of disagreements shows that no request
 * tells them apart.
 */
export function cedarText({ identity, session, boundary, resource }: Scenario): string {
  const limits = [session, boundary].filter((text) => text !== undefined).map((text) => limit(statementsOf(text)));
  const grants = [...identity, ...(resource === undefined ? [] : [resource])].flatMap(statementsOf).map(policy);
  return [...limits, ...grants].join('\n');
}

const statementsOf = (text: string): readonly Statement[] => JSON.parse(text).Statement;

function policy(statement: Statement): string {
  const word = statement.Effect === 'Allow' ? 'permit' : 'forbid';
  const principal = typeof statement.Principal === 'object' ? `principal == Role::${quoted(ROLE)}` : 'principal';
  return `${word} (${principal}, action, resource) when { ${test(statement)} };`;
}

function limit(statements: readonly Statement[]): string {
  const allows = statements
    .filter((statement) => statement.Effect === 'Allow')
    .map((statement) => `(${test(statement)})`);
  const denies = statements.filter((statement) => statement.Effect === 'Deny').map(policy);
  return [`forbid (principal, action, resource) unless { ${allows.join(' || ')} };`, ...denies].join('\n');
}

function test({ Action, Resource, Condition = {} }: Statement): string {
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) =>
      condition(operator, key, typeof values === 'string' ? [values] : values),
    ),
  );
  return (
    [
      anyOf(Action.map((text) => like('context.action', text))),
      anyOf(Resource.map((text) => like('context.resource', text))),
      ...conditions,
    ]
      .filter((part) => part !== 'true')
      .join(' && ') || 'true'
  );
}

const anyOf = (parts: readonly string[]): string => (parts.includes('true') ? 'true' : `(${parts.join(' || ')})`);

function like(what: string, pattern: string): string {
  if (pattern === '*') return 'true';
  if (!/[*?]/.test(pattern)) return `${what} == ${quoted(pattern)}`;
  return `${what} like ${quoted(pattern.replaceAll('?', '*'))}`;
}

function condition(operator: string, key: string, values: readonly string[]): string {
  const value = `context[${quoted(key)}]`;
  return `(context has ${quoted(key)} && ${anyOf(values.map((each) => tests[operator]!(value, each)))})`;
}

const tests: Readonly<Record<string, (value: string, operand: string) => string>> = {
  StringEquals: (value, operand) => `${value} == ${quoted(operand)}`,
  StringLike: like,
  IpAddress: (value, operand) => `${value}.isInRange(ip(${quoted(operand)}))`,
  Bool: (value, operand) => `${value} == ${operand}`,
  DateLessThan: (value, operand) => `${value} < datetime(${quoted(operand)})`,
  NumericLessThan: (value, operand) => `${value} < ${operand}`,
};

const quoted = (text: string): string => JSON.stringify(text);
