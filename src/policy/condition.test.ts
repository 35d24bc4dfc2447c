import { describe, expect, test } from 'vitest';
import { compileCondition } from './condition.ts';
import { operators, readOperatorName } from './operators.ts';
import { contextOf } from './testing.ts';
import type { Context } from './types.ts';

function holds(operator: string, operands: string[], context: Context, key = 'my:key'): boolean {
  const values = operands.map((value) => ({ value, start: 0, end: 0 }));
  const name = readOperatorName(operator)!;
  return compileCondition({ operator: name, key, values }, { substitution: true, effect: 'Allow' })(context);
}

/** For each base operator: operands, a value that they match, one that they do not. */
const samples: Readonly<Record<string, { operand: string; same: string; other: string }>> = {
  String: { operand: 'a', same: 'a', other: 'b' },
  Numeric: { operand: '5', same: '5', other: '6' },
  Date: { operand: '2030-01-01', same: '1893456000', other: '2031-01-01' },
  Bool: { operand: 'true', same: 'true', other: 'false' },
  Binary: { operand: 'QQ==', same: 'QQ==', other: 'Qg==' },
  IpAddress: { operand: '10.0.0.0/8', same: '10.0.0.1', other: '11.0.0.1' },
  NotIpAddress: { operand: '10.0.0.0/8', same: '10.0.0.1', other: '11.0.0.1' },
  Arn: { operand: 'arn:aws:iam::1:user/a', same: 'arn:aws:iam::1:user/a', other: 'arn:aws:iam::1:user/b' },
};

/** Relations other than equality, as (value, operand) on `same` and `other`; `other` is the greater. */
const relations: Readonly<Record<string, [same: boolean, other: boolean]>> = {
  LessThan: [false, false],
  LessThanEquals: [true, false],
  GreaterThan: [false, true],
  GreaterThanEquals: [true, true],
};

function expectedOf(base: string): [same: boolean, other: boolean] {
  const relation = Object.keys(relations).find((name) => base.endsWith(name));
  if (relation !== undefined) return relations[relation]!;
  return base.includes('Not') ? [false, true] : [true, false];
}

const negated = new Set([
  'StringNotEquals',
  'StringNotEqualsIgnoreCase',
  'StringNotLike',
  'NumericNotEquals',
  'DateNotEquals',
  'NotIpAddress',
  'ArnNotEquals',
  'ArnNotLike',
]);

describe.each([...operators.keys()])('%s', (base) => {
  const sample = samples[Object.keys(samples).find((family) => base.startsWith(family))!]!;
  const [same, other] = expectedOf(base);
  const operands = [sample.operand];
  const at = (value: string | string[]) => contextOf({ 'my:key': value });
  const missing = contextOf({});
  const all = `ForAllValues:${base}`;
  const any = `ForAnyValue:${base}`;

  test('without qualifier', () => {
    expect(holds(base, operands, missing)).toBe(negated.has(base));
    expect(holds(`${base}IfExists`, operands, missing)).toBe(true);
    for (const name of [base, `${base}IfExists`]) {
      expect(holds(name, operands, at(sample.same))).toBe(same);
      expect(holds(name, operands, at(sample.other))).toBe(other);
      // Multi-valued by type: never, not even with one value, not even negated.
      for (const values of [[], [sample.same], [sample.other], [sample.same, sample.other]]) {
        expect(holds(name, operands, at(values)), `${name} ${values}`).toBe(false);
      }
    }
  });

  test('ForAllValues', () => {
    for (const name of [all, `${all}IfExists`]) {
      expect(holds(name, operands, missing)).toBe(true);
      expect(holds(name, operands, at([]))).toBe(true);
      expect(holds(name, operands, at([sample.same]))).toBe(same);
      expect(holds(name, operands, at([sample.other]))).toBe(other);
      expect(holds(name, operands, at([sample.same, sample.other]))).toBe(same && other);
      expect(holds(name, operands, at(sample.same))).toBe(same);
      expect(holds(name, operands, at(sample.other))).toBe(other);
    }
  });

  test('ForAnyValue', () => {
    expect(holds(any, operands, missing)).toBe(false);
    expect(holds(`${any}IfExists`, operands, missing)).toBe(true);
    for (const name of [any, `${any}IfExists`]) {
      expect(holds(name, operands, at([]))).toBe(false);
      expect(holds(name, operands, at([sample.same]))).toBe(same);
      expect(holds(name, operands, at([sample.other]))).toBe(other);
      expect(holds(name, operands, at([sample.same, sample.other]))).toBe(same || other);
      expect(holds(name, operands, at(sample.same))).toBe(same);
    }
  });

  test('no operands at all', () => {
    const present = at(sample.same);
    expect(holds(base, [], present)).toBe(negated.has(base));
    expect(holds(`${base}IfExists`, [], missing)).toBe(true);
    expect(holds(all, [], missing)).toBe(true);
    expect(holds(all, [], at([]))).toBe(true);
    expect(holds(all, [], at([sample.same]))).toBe(negated.has(base));
    expect(holds(any, [], missing)).toBe(false);
    expect(holds(any, [], at([]))).toBe(false);
  });
});

test('partial overlap tells the quantified test from the negated quantifier', () => {
  const context = contextOf({ 'my:key': ['art', 'hr'] });
  expect(holds('ForAllValues:StringNotEquals', ['prod', 'art'], context)).toBe(false);
  expect(holds('ForAnyValue:StringNotEquals', ['prod', 'art'], context)).toBe(true);
});

describe('Null', () => {
  test.each([
    ['Null', ['true'], {}, true],
    ['Null', ['false'], {}, false],
    ['Null', ['true'], { 'my:key': 'x' }, false],
    ['Null', ['false'], { 'my:key': 'x' }, true],
    ['Null', ['false'], { 'my:key': '' }, true],
    ['Null', ['false'], { 'my:key': [] }, true],
    ['Null', ['true'], { 'my:key': [] }, false],
    ['Null', ['TRUE'], {}, true],
    ['Null', ['yes'], {}, false],
    ['Null', ['yes'], { 'my:key': 'x' }, true],
    ['Null', ['true', 'false'], {}, true],
    ['Null', [], {}, false],
    ['Null', [], { 'my:key': 'x' }, false],
    ['ForAllValues:Null', ['true'], { 'my:key': 'x' }, true],
    ['ForAllValues:Null', ['false'], {}, true],
    ['ForAnyValue:Null', ['true'], {}, false],
    ['ForAnyValue:Null', ['false'], { 'my:key': ['x'] }, false],
  ] as const)('%s %j in %j: %s', (operator, operands, entries, expected) => {
    expect(holds(operator, [...operands], contextOf(entries))).toBe(expected);
  });
});

test.each(['my:key', 'MY:Key', 'My:KEY'])('the key %s is found whatever its case', (key) => {
  expect(holds('StringEquals', ['v'], contextOf({ 'my:key': 'v' }), key)).toBe(true);
});

test('a Kelvin sign in a key is not a k', () => {
  expect(holds('StringEquals', ['v'], contextOf({ 'my:key': 'v' }), 'my:\u212Aey')).toBe(false);
});
