import type { Condition, FoundWay, Keys } from '../reach/index.ts';
import { printable } from './harmless.ts';

/** What has to hold, in a few words: "if `sts:ExternalId` is `123ABC` and from `192.0.2.0/24`, unless ...". */
export function wayText({ needs, unless, example }: FoundWay): string {
  const needed = needs.length === 0 ? '' : conditionsText(needs);
  const not = unless.map((conditions) => `unless ${conditionsText(conditions).replace(/^if /, '')}`);
  const unproven = example === undefined ? ['if at all: no values were found that fulfil it'] : [];
  return [needed, ...not, ...unproven].filter((part) => part !== '').join(', ');
}

function conditionsText(conditions: readonly Condition[]): string {
  return conditions
    .map(conditionText)
    .map((text, i) => (i > 0 && text.startsWith('if ') ? text.slice('if '.length) : text))
    .join(' and ');
}

/** One condition, from "if", "with" or "from" on. */
export function conditionText({ operator, key, values }: Condition): string {
  const { qualifier, base, ifExists } = parts(operator);
  const special =
    qualifier === '' && !ifExists ? (SPECIAL.get(`${base} ${key.toLowerCase()}`) ?? SPECIAL.get(base)) : undefined;
  const said = special?.(values, key);
  if (said !== undefined) return said;
  const every = qualifier === '' ? '' : qualifier === 'ForAllValues:' ? 'every value of ' : 'some value of ';
  const verb = VERBS.get(base) ?? `${base} of`;
  return `if ${every}${code(key)} ${verb} ${listed(values)}${ifExists ? ', or is missing' : ''}`;
}

function parts(operator: string) {
  const [, qualifier = '', rest = ''] = /^(For(?:All|Any)Values?:)?(.*)$/.exec(operator) ?? [];
  return { qualifier, base: rest.replace(/IfExists$/, ''), ifExists: rest.endsWith('IfExists') };
}

const isTrue = (values: readonly string[]): boolean => values.length === 1 && values[0]!.toLowerCase() === 'true';

type Saying = (values: readonly string[], key: string) => string | undefined;

/** Conditions that have words of their own. */
const SPECIAL: ReadonlyMap<string, Saying> = new Map<string, Saying>([
  ['Bool aws:multifactorauthpresent', (values) => (isTrue(values) ? 'with MFA' : undefined)],
  ['Bool aws:securetransport', (values) => (isTrue(values) ? 'over TLS' : undefined)],
  ['IpAddress aws:sourceip', (values) => `from ${listed(values)}`],
  ['NotIpAddress aws:sourceip', (values) => `from elsewhere than ${listed(values)}`],
  ['StringEquals aws:requestedregion', (values) => `in ${listed(values)}`],
  ['Null', (values, key) => (isTrue(values) ? `if there is no ${code(key)}` : `if there is ${code(key)}`)],
]);

const VERBS: ReadonlyMap<string, string> = new Map([
  ['StringEquals', 'is'],
  ['StringNotEquals', 'is not'],
  ['StringEqualsIgnoreCase', 'is, in any case,'],
  ['StringNotEqualsIgnoreCase', 'is not, in any case,'],
  ['StringLike', 'is like'],
  ['StringNotLike', 'is not like'],
  ['NumericEquals', 'is'],
  ['NumericNotEquals', 'is not'],
  ['NumericLessThan', 'is less than'],
  ['NumericLessThanEquals', 'is at most'],
  ['NumericGreaterThan', 'is more than'],
  ['NumericGreaterThanEquals', 'is at least'],
  ['DateEquals', 'is'],
  ['DateNotEquals', 'is not'],
  ['DateLessThan', 'is before'],
  ['DateLessThanEquals', 'is not after'],
  ['DateGreaterThan', 'is after'],
  ['DateGreaterThanEquals', 'is not before'],
  ['Bool', 'is'],
  ['BinaryEquals', 'is'],
  ['IpAddress', 'is in'],
  ['NotIpAddress', 'is not in'],
  ['ArnEquals', 'is like'],
  ['ArnLike', 'is like'],
  ['ArnNotEquals', 'is not like'],
  ['ArnNotLike', 'is not like'],
  ['Resource', 'is named by'],
  ['NotResource', 'is not named by'],
]);

const VALUES_MAX = 6;
const TEXT_MAX = 200;

export function listed(values: readonly string[]): string {
  const shown = values.slice(0, VALUES_MAX).map(code);
  if (values.length > VALUES_MAX) return `${shown.join(', ')} or ${values.length - VALUES_MAX} more`;
  return shown.length < 2 ? (shown[0] ?? 'nothing') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}

/** What somebody else chose, in back ticks, with nothing in it that a terminal would obey. */
export function code(text: string): string {
  const shown = printable(text);
  return `\`${shown.length > TEXT_MAX ? `${shown.slice(0, TEXT_MAX)}...` : shown}\``;
}

/** What a session has to be. */
export function sessionText(session: Keys): string | undefined {
  const parts = session.map(([key, value]) => {
    const text = code([value].flat().join(', '));
    if (key === 'sts:rolesessionname') return `named ${text}`;
    if (key === 'aws:sourceidentity') return `with the source identity ${text}`;
    if (key.startsWith('aws:principaltag/')) return `tagged ${code(key.slice('aws:principaltag/'.length))} = ${text}`;
    return `with ${code(key)} ${text}`;
  });
  return parts.length === 0 ? undefined : `its session ${parts.join(' and ')}`;
}
