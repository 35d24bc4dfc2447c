import { type Address, contains, type Network, readNetwork, readPeerAddress } from '../base/addresses.ts';
import { asciiLower } from '../base/ascii.ts';
import { readMoment } from '../base/dates.ts';
import { compareDecimals, type Decimal, readDecimal } from '../base/integers.ts';
import { type ArnPattern, compileArn, matchesArn, SplitArn } from './arn-pattern.ts';
import { readBase64 } from './base64.ts';
import { matches, type Pattern, patternFrom } from './pattern.ts';
import type { Context } from './types.ts';
import { hasVariables, plain, readTemplate, resolve } from './variables.ts';

/**
 * The condition operators, one row each (policy.md 4.5 to 4.12). `Null` looks at presence alone and has no row of
 * values; `condition.ts` answers for it, for missing keys and for the set qualifiers.
 */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', is(string, (value, operand) => value === operand)],
  ['StringNotEquals', not(string, (value, operand) => value === operand)],
  ['StringEqualsIgnoreCase', is(lowered, (value, operand) => value === operand)],
  ['StringNotEqualsIgnoreCase', not(lowered, (value, operand) => value === operand)],
  ['StringLike', is(glob, (value, operand) => matches(operand, value))],
  ['StringNotLike', not(glob, (value, operand) => matches(operand, value))],
  ['NumericEquals', is(number, (value, operand) => compareDecimals(value, operand) === 0)],
  ['NumericNotEquals', not(number, (value, operand) => compareDecimals(value, operand) === 0)],
  ['NumericLessThan', is(number, (value, operand) => compareDecimals(value, operand) < 0)],
  ['NumericLessThanEquals', is(number, (value, operand) => compareDecimals(value, operand) <= 0)],
  ['NumericGreaterThan', is(number, (value, operand) => compareDecimals(value, operand) > 0)],
  ['NumericGreaterThanEquals', is(number, (value, operand) => compareDecimals(value, operand) >= 0)],
  ['DateEquals', is(date, (value, operand) => value === operand)],
  ['DateNotEquals', not(date, (value, operand) => value === operand)],
  ['DateLessThan', is(date, (value, operand) => value < operand)],
  ['DateLessThanEquals', is(date, (value, operand) => value <= operand)],
  ['DateGreaterThan', is(date, (value, operand) => value > operand)],
  ['DateGreaterThanEquals', is(date, (value, operand) => value >= operand)],
  ['Bool', is(truth, (value, operand) => value === operand)],
  ['BinaryEquals', is(bytes, (value, operand) => value === operand)],
  ['IpAddress', is(address, inNetwork)],
  ['NotIpAddress', not(address, inNetwork)],
  ['ArnEquals', is(arn, (value, operand) => matchesArn(operand, value))],
  ['ArnLike', is(arn, (value, operand) => matchesArn(operand, value))],
  ['ArnNotEquals', not(arn, (value, operand) => matchesArn(operand, value))],
  ['ArnNotLike', not(arn, (value, operand) => matchesArn(operand, value))],
]);

export interface Operator {
  readonly negated: boolean;
  /** Compiles the operands to a test of one request value: does it match any of them, or, negated, none? */
  readonly compile: (operands: readonly string[], options: OperandOptions) => ValueTest;
  /** Whether IAM stores this literal. Session policies may hold others, which match nothing (1.6). */
  readonly readable: (operand: string) => boolean;
}

export interface OperandOptions {
  /** Whether the document's version has policy variables. */
  readonly substitution: boolean;
  readonly effect: 'Allow' | 'Deny';
}

export type ValueTest = (value: string, context: Context) => boolean;

/** `ForAnyValue:StringLikeIfExists`, taken apart. */
export interface OperatorName {
  readonly base: string;
  readonly qualifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
}

/** Takes an operator's name apart, or gives `undefined` for one that does not exist. Case counts. */
export function readOperatorName(name: string): OperatorName | undefined {
  const parts = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(name);
  if (parts === null) return undefined;
  const base = parts[2]!;
  const ifExists = parts[3] !== undefined;
  // Whether a key exists is what Null asks; asking it "if the key exists" says nothing (4.4).
  if (base === 'Null' ? ifExists : !operators.has(base)) return undefined;
  return { base, qualifier: parts[1] as OperatorName['qualifier'], ifExists };
}

/** What a family of operators compares: how it reads the request's value and the policy's operand. */
interface Family<Value, Operand> {
  readonly value: (text: string) => Value | undefined;
  /** Read when the policy is compiled, unless a variable stands in it. `undefined` matches nothing. */
  readonly operand: (text: string, substitution: boolean) => (context: Context) => Operand | 'malformed' | undefined;
  /** What a request value that cannot be read does to a negated operator: it differs from everything, or it never matches. */
  readonly unreadable: 'differs' | 'never';
  readonly readable: (text: string) => boolean;
}

function is<V, O>(family: () => Family<V, O>, match: (value: V, operand: O) => boolean): Operator {
  return row(family(), match, false);
}

function not<V, O>(family: () => Family<V, O>, match: (value: V, operand: O) => boolean): Operator {
  return row(family(), match, true);
}

function row<V, O>(family: Family<V, O>, match: (value: V, operand: O) => boolean, negated: boolean): Operator {
  const compile: Operator['compile'] = (texts, { substitution, effect }) => {
    const operands = texts.map((text) => family.operand(text, substitution));
    const whenUnreadable = negated && family.unreadable === 'differs';
    return (text, context) => {
      const value = family.value(text);
      if (value === undefined) return whenUnreadable;
      for (const operandIn of operands) {
        const operand = operandIn(context);
        if (operand === 'malformed') {
          // Fails closed: what cannot be read narrows an Allow and widens a Deny, in the negated form too (4.11).
          if (effect === 'Deny') return true;
        } else if (operand !== undefined && match(value, operand as O)) return !negated;
      }
      return negated;
    };
  };
  return { negated, compile, readable: (text) => hasVariables(readTemplate(text, true)) || family.readable(text) };
}

/** An operand that is a text or is read from one, wildcards having no meaning. */
function literal<O>(read: (text: string) => O | undefined): Family<never, O>['operand'] {
  return (text, substitution) => {
    const template = readTemplate(text, substitution);
    if (!hasVariables(template)) {
      const operand = read(plain(resolve(template, NO_CONTEXT)!));
      return () => operand;
    }
    return (context) => {
      const resolved = resolve(template, context);
      return resolved === undefined ? undefined : read(plain(resolved));
    };
  };
}

const NO_CONTEXT: Context = new Map();

function string(): Family<string, string> {
  return { value: (text) => text, operand: literal((text) => text), unreadable: 'never', readable: () => true };
}

/** Lower-cased by Unicode's rules, which is not case folding: long s stays long s (4.5). */
function lowered(): Family<string, string> {
  const lower = (text: string) => text.toLowerCase();
  return { value: lower, operand: literal(lower), unreadable: 'never', readable: () => true };
}

function glob(): Family<string, Pattern> {
  const operand: Family<string, Pattern>['operand'] = (text, substitution) => {
    const template = readTemplate(text, substitution);
    if (!hasVariables(template)) {
      const pattern = patternFrom(resolve(template, NO_CONTEXT)!);
      return () => pattern;
    }
    return (context) => {
      const resolved = resolve(template, context);
      return resolved === undefined ? undefined : patternFrom(resolved);
    };
  };
  return { value: (text) => text, operand, unreadable: 'never', readable: () => true };
}

function number(): Family<Decimal, Decimal> {
  const read = lastRead(readDecimal);
  return {
    value: read,
    operand: literal(readDecimal),
    unreadable: 'differs',
    readable: (text) => readDecimal(text) !== undefined,
  };
}

function date(): Family<number, number> {
  const read = lastRead(readMoment);
  return {
    value: read,
    operand: literal(readMoment),
    unreadable: 'differs',
    readable: (text) => readMoment(text) !== undefined,
  };
}

/** `true` in any case is true; every other word is false, on both sides (4.8). */
function truth(): Family<boolean, boolean> {
  return { value: isTrue, operand: literal(isTrue), unreadable: 'never', readable: () => true };
}

export function isTrue(text: string): boolean {
  return asciiLower(text) === 'true';
}

function bytes(): Family<string, string> {
  return {
    value: readBase64,
    operand: literal(readBase64),
    unreadable: 'never',
    readable: (text) => readBase64(text) !== undefined,
  };
}

function address(): Family<Address, Network> {
  return {
    value: lastRead(readPeerAddress),
    operand: literal(readNetwork),
    unreadable: 'never',
    readable: (text) => {
      const network = readNetwork(text);
      return network !== undefined && !(isIpv6(network) && network.hostBits);
    },
  };
}

/** Host bits are ignored in an IPv4 block; an IPv6 block that has them never matches (4.10). */
function inNetwork(value: Address, network: Network): boolean {
  return !(isIpv6(network) && network.hostBits) && contains(network, value);
}

const isIpv6 = (network: Network): boolean => network.address.length === 4;

function arn(): Family<SplitArn, ArnPattern> {
  const any: ArnPattern = {
    whole: undefined,
    segments: Array.from({ length: 6 }, () => patternFrom([{ text: '*', literal: false }])),
  };
  return {
    value: (text) => {
      const split = new SplitArn(text);
      return split.segments?.[0] === 'arn' ? split : undefined;
    },
    operand: (text, substitution) => {
      if (text === '*') return () => any;
      const { fixed, inContext } = compileArn(text, { substitution, pad: false });
      return inContext ?? (() => fixed);
    },
    unreadable: 'never',
    readable: (text) => text === '*' || compileArn(text, { substitution: true, pad: false }).fixed !== 'malformed',
  };
}

/** Remembers the last text read: one request asks about the same address or moment in many statements. */
function lastRead<T>(read: (text: string) => T | undefined): (text: string) => T | undefined {
  let last: string | undefined;
  let value: T | undefined;
  return (text) => {
    if (text !== last) {
      value = read(text);
      last = text;
    }
    return value;
  };
}
