import { compareDecimals } from '../base/integers.ts';
import { matchesArn } from './arn-pattern.ts';
import { address, arn, bytes, date, type Family, glob, inNetwork, lowered, number, string, truth } from './families.ts';
import { matches } from './pattern.ts';
import type { Context, Mode } from './types.ts';
import { hasVariables, readTemplate } from './variables.ts';

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
  readonly mode?: Mode | undefined;
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
  return operatorNames.get(name);
}

/** All names that there are: looking one up is faster than taking it apart. */
const operatorNames: ReadonlyMap<string, OperatorName> = new Map(
  [...operators.keys(), 'Null'].flatMap((base) =>
    ([undefined, 'ForAllValues', 'ForAnyValue'] as const).flatMap((qualifier): [string, OperatorName][] => {
      const name = qualifier === undefined ? base : `${qualifier}:${base}`;
      // Whether a key exists is what Null asks; asking it "if the key exists" says nothing (4.4).
      const forms = base === 'Null' ? [false] : [false, true];
      return forms.map((ifExists) => [`${name}${ifExists ? 'IfExists' : ''}`, { base, qualifier, ifExists }]);
    }),
  ),
);

function is<V, O>(family: () => Family<V, O>, match: (value: V, operand: O) => boolean): Operator {
  return row(family(), match, false);
}

function not<V, O>(family: () => Family<V, O>, match: (value: V, operand: O) => boolean): Operator {
  return row(family(), match, true);
}

function row<V, O>(family: Family<V, O>, match: (value: V, operand: O) => boolean, negated: boolean): Operator {
  const compile: Operator['compile'] = (texts, { substitution, effect, mode }) => {
    const simulated = mode === 'simulate' ? family.simulated : undefined;
    const operands = texts.map((text) => (simulated?.operand ?? family.operand)(text, substitution));
    const whenUnreadable = negated && (simulated?.unreadable ?? family.unreadable) === 'differs';
    return (text, context) => {
      const value = family.value(text);
      if (value === undefined) return whenUnreadable;
      for (const operandIn of operands) {
        const operand = operandIn(context);
        if (operand === 'malformed') {
          // A simulator stops here, and what it found so far, which is nothing, is negated like anything else (4.10, 9.4).
          if (simulated !== undefined) return negated;
          // Fails closed: what cannot be read narrows an Allow and widens a Deny, in the negated form too (4.11).
          if (effect === 'Deny') return true;
        } else if (operand !== undefined && match(value, operand as O)) return !negated;
      }
      return negated;
    };
  };
  return { negated, compile, readable: (text) => family.readable(text) || hasVariables(readTemplate(text, true)) };
}
