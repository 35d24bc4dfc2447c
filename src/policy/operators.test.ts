import { describe, expect, test } from 'vitest';
import { operators, readOperatorName } from './operators.ts';
import { contextOf } from './testing.ts';

const context = contextOf({ 'aws:username': 'bob', 'my:arn': 'not-an-arn', 'my:limit': '5' });

/** Does the operator, without qualifier, hold between a request's value and these operands? */
function holds(operator: string, value: string, operands: string[], effect: 'Allow' | 'Deny' = 'Allow'): boolean {
  return operators.get(operator)!.compile(operands, { substitution: true, effect })(value, context);
}

type Row = readonly [operator: string, value: string, operands: string[], expected: boolean];

function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows)('%s: %j against %j is %s', (operator, value, operands, expected) => {
      expect(holds(operator, value, operands)).toBe(expected);
    });
  });
}

test('there are 27 operators, Null included', () => {
  expect(operators.size + 1).toBe(27);
});

describe('names', () => {
  test.each([
    ['StringEquals', { base: 'StringEquals', qualifier: undefined, ifExists: false }],
    ['BoolIfExists', { base: 'Bool', qualifier: undefined, ifExists: true }],
    ['ForAllValues:StringLike', { base: 'StringLike', qualifier: 'ForAllValues', ifExists: false }],
    ['ForAnyValue:ArnNotLikeIfExists', { base: 'ArnNotLike', qualifier: 'ForAnyValue', ifExists: true }],
    ['ForAllValues:Null', { base: 'Null', qualifier: 'ForAllValues', ifExists: false }],
    ['NullIfExists', undefined],
    ['ForAnyValue:NullIfExists', undefined],
    ['stringEquals', undefined],
    ['StringEqualsifExists', undefined],
    ['ForSomeValues:StringEquals', undefined],
    ['forAllValues:StringEquals', undefined],
    ['StringEqualsIfExistsIfExists', undefined],
    ['BoolNotEquals', undefined],
    ['BinaryNotEquals', undefined],
    ['toString', undefined],
    ['__proto__', undefined],
    ['IfExists', undefined],
    ['', undefined],
    ['StringEquals ', undefined],
  ])('%j', (name, expected) => {
    expect(readOperatorName(name)).toEqual(expected);
  });
});

table('strings', [
  ['StringEquals', 'a', ['a'], true],
  ['StringEquals', 'a', ['A'], false],
  ['StringEquals', 'a', ['b', 'a'], true],
  ['StringEquals', 'abc', ['a*'], false],
  ['StringEquals', 'a*', ['a*'], true],
  ['StringEquals', ' a', ['a'], false],
  ['StringEquals', 'é', ['e\u0301'], false],
  ['StringEquals', '', [''], true],
  ['StringEquals', 'a', [], false],
  ['StringEquals', 'bob', ['${aws:username}'], true],
  ['StringEquals', '${aws:username}', ['${aws:username}'], false],
  ['StringEquals', '*', ['${*}'], true],
  ['StringEquals', 'x', ['${my:none}'], false],
  ['StringNotEquals', 'a', ['b', 'c'], true],
  ['StringNotEquals', 'a', ['b', 'a'], false],
  ['StringNotEquals', 'a', [], true],
  ['StringNotEquals', 'x', ['${my:none}'], true],
  ['StringEqualsIgnoreCase', 'ABC', ['abc'], true],
  ['StringEqualsIgnoreCase', 'É', ['é'], true],
  ['StringEqualsIgnoreCase', '\u017f', ['s'], false],
  ['StringEqualsIgnoreCase', 'ΟΔΟΣ', ['οδος'], true],
  ['StringEqualsIgnoreCase', 'ΟΔΟΣ', ['οδοσ'], false],
  ['StringNotEqualsIgnoreCase', 'ABC', ['abc'], false],
  ['StringNotEqualsIgnoreCase', 'ABC', ['abd'], true],
  ['StringLike', 'abc', ['a*'], true],
  ['StringLike', 'abc', ['A*'], false],
  ['StringLike', 'a\nc', ['a?c'], true],
  ['StringLike', 'a*c', ['a${*}c'], true],
  ['StringLike', 'abc', ['a${*}c'], false],
  ['StringLike', 'bob/x', ['${aws:username}/*'], true],
  ['StringLike', 'x', ['${my:none}*'], false],
  ['StringNotLike', 'abc', ['a*'], false],
  ['StringNotLike', 'abc', ['b*', 'd*'], true],
]);

table('numbers', [
  ['NumericEquals', '1', ['01'], true],
  ['NumericEquals', '+1', ['1.0'], true],
  ['NumericEquals', '1e0', ['1'], true],
  ['NumericEquals', '', ['0'], false],
  ['NumericEquals', '0x10', ['16'], false],
  ['NumericEquals', '1a', ['1'], false],
  ['NumericEquals', 'NaN', ['NaN'], false],
  ['NumericEquals', '9007199254740993', ['9007199254740992'], false],
  ['NumericNotEquals', '1', ['2'], true],
  ['NumericNotEquals', '1', ['1', '2'], false],
  ['NumericNotEquals', 'abc', ['1'], true],
  ['NumericNotEquals', '1', ['abc'], true],
  ['NumericLessThan', '1', ['2'], true],
  ['NumericLessThan', '2', ['2'], false],
  ['NumericLessThan', 'abc', ['2'], false],
  ['NumericLessThan', '1', ['abc'], false],
  ['NumericLessThan', '4', ['${my:limit}'], true],
  ['NumericLessThan', '6', ['${my:limit}'], false],
  ['NumericLessThanEquals', '2', ['2'], true],
  ['NumericLessThanEquals', '3', ['2'], false],
  ['NumericGreaterThan', '3', ['2'], true],
  ['NumericGreaterThan', '2', ['2'], false],
  ['NumericGreaterThan', 'abc', ['2'], false],
  ['NumericGreaterThanEquals', '2', ['2'], true],
  ['NumericGreaterThanEquals', '1', ['2', '1'], true],
]);

table('dates', [
  ['DateEquals', '2030-01-01', ['1893456000'], true],
  ['DateEquals', '2030-01-01T00:00:00Z', ['2030-01-01'], true],
  ['DateEquals', '2026-02-30', ['2026-03-02'], false],
  ['DateNotEquals', '2030-01-01', ['2030-01-02'], true],
  ['DateNotEquals', '2030-01-01', ['1893456000'], false],
  ['DateNotEquals', 'never', ['2030-01-01'], true],
  ['DateLessThan', '2029-12-31T23:59:59.999Z', ['2030-01-01'], true],
  ['DateLessThan', '2030-01-01', ['2030-01-01'], false],
  ['DateLessThan', 'never', ['2030-01-01'], false],
  ['DateLessThan', '2029-01-01', ['never'], false],
  ['DateLessThanEquals', '2030-01-01', ['2030-01-01'], true],
  ['DateLessThanEquals', '2030-01-01T00:00:00.001Z', ['2030-01-01'], false],
  ['DateGreaterThan', '2030-01-02', ['2030-01-01'], true],
  ['DateGreaterThan', '2016-12-31T23:59:60Z', ['2016-01-01'], false],
  ['DateGreaterThanEquals', '2030-01-01', ['2030-01-01'], true],
  ['DateGreaterThanEquals', '2029-12-31', ['2030-01-01'], false],
]);

table('booleans', [
  ['Bool', 'true', ['true'], true],
  ['Bool', 'TRUE', ['true'], true],
  ['Bool', 'false', ['true'], false],
  ['Bool', 'false', ['false'], true],
  ['Bool', 'yes', ['false'], true],
  ['Bool', '', ['false'], true],
  ['Bool', 'true', ['yes'], false],
  ['Bool', 'no', ['yes'], true],
  ['Bool', 'true', ['false', 'true'], true],
  ['Bool', 'true', [], false],
]);

table('binary', [
  ['BinaryEquals', 'QQ==', ['QQ=='], true],
  ['BinaryEquals', 'QR==', ['QQ=='], true],
  ['BinaryEquals', 'QUI=', ['QUJ='], true],
  ['BinaryEquals', 'QUI=', ['QUM='], false],
  ['BinaryEquals', 'QUJD', ['QUJD'], true],
  ['BinaryEquals', '', [''], true],
  ['BinaryEquals', 'QQ', ['QQ=='], false],
  ['BinaryEquals', '!', ['!'], false],
]);

table('addresses', [
  ['IpAddress', '10.1.2.3', ['10.0.0.0/8'], true],
  ['IpAddress', '10.1.2.3', ['10.0.0.5/8'], true],
  ['IpAddress', '10.1.2.3', ['10.1.2.3'], true],
  ['IpAddress', '10.0.0.9', ['010.000.0.0/+24'], true],
  ['IpAddress', '::ffff:10.1.2.3', ['10.0.0.0/8'], true],
  ['IpAddress', '10.1.2.3', ['::ffff:10.0.0.0/104'], false],
  ['IpAddress', '2001:db8::1', ['2001:db8::/32'], true],
  ['IpAddress', '2001:db8::1', ['2001:db8::5/32'], false],
  ['IpAddress', '10.1.2.3', ['::/0'], false],
  ['IpAddress', 'nowhere', ['0.0.0.0/0'], false],
  ['IpAddress', '10.1.2.3', ['nowhere', '10.1.2.3'], true],
  ['NotIpAddress', '10.1.2.3', ['10.0.0.0/8'], false],
  ['NotIpAddress', '11.1.2.3', ['10.0.0.0/8', '12.0.0.0/8'], true],
  ['NotIpAddress', '10.1.2.3', ['2001:db8::/32'], true],
  ['NotIpAddress', '2001:db8::1', ['2001:db8::5/32'], true],
  ['NotIpAddress', 'nowhere', ['10.0.0.0/8'], false],
  ['NotIpAddress', '10.1.2.3', [], true],
]);

const ROLE = 'arn:aws:iam::111122223333:role/ci/builder';
for (const like of ['Like', 'Equals']) {
  table(`ARNs by Arn${like}`, [
    [`Arn${like}`, ROLE, [ROLE], true],
    [`Arn${like}`, ROLE, ['*'], true],
    [`Arn${like}`, ROLE, ['arn:aws:iam::*:role/*'], true],
    [`Arn${like}`, ROLE, ['arn:aws:iam::111122223333:role/*er'], true],
    [`Arn${like}`, ROLE, ['arn:*:*:*:*:*'], true],
    [`Arn${like}`, ROLE, ['arn:aws:iam::11112222333?:role/ci/builder'], true],
    [`Arn${like}`, ROLE, ['arn:aws:iam::111122223333:role/ci/Builder'], false],
    [`Arn${like}`, ROLE, ['arn:aws:iam::111122223333:role/ci'], false],
    [`Arn${like}`, ROLE, ['arn:aws:*:role/ci/builder'], false],
    [`Arn${like}`, 'arn:aws:logs:eu-west-1:1:log-group:a:b', ['arn:aws:logs:*:1:log-group:*'], true],
    [`Arn${like}`, 'arn:aws:logs:eu-west-1:1:log-group:a:b', ['arn:aws:logs:*:log-group:a:b'], false],
    [`Arn${like}`, 'not-an-arn', ['*'], false],
    [`Arn${like}`, 'arn:aws:iam::1', ['*'], false],
    [`Arn${like}`, 'foo:aws:iam::1:x', ['*'], false],
    [`Arn${like}`, ROLE, ['not-an-arn'], false],
    [`Arn${like}`, ROLE, ['${my:none}', ROLE], true],
    [`Arn${like}`, 'arn:aws:iam::1:user/bob', ['arn:aws:iam::1:user/${aws:username}'], true],
  ]);
  const notLike = `ArnNot${like}`;
  table(`ARNs by ${notLike}`, [
    [notLike, ROLE, [ROLE], false],
    [notLike, ROLE, ['arn:aws:iam::*:user/*'], true],
    [notLike, ROLE, ['arn:aws:iam::*:user/*', 'arn:aws:iam::*:role/*'], false],
    [notLike, 'not-an-arn', [ROLE], false],
    [notLike, ROLE, ['not-an-arn'], true],
  ]);
}

describe('an ARN operand that cannot be read fails closed in a Deny', () => {
  test.each([
    ['ArnLike', ROLE, ['not-an-arn'], true],
    ['ArnLike', ROLE, ['foo:aws:iam::1:x'], true],
    ['ArnLike', ROLE, ['${my:arn}'], true],
    ['ArnLike', ROLE, ['${my:none}'], false],
    ['ArnLike', ROLE, [ROLE, 'not-an-arn'], true],
    ['ArnLike', 'not-an-arn', ['not-an-arn'], false],
    ['ArnNotLike', ROLE, ['not-an-arn'], true],
    ['ArnNotLike', ROLE, [ROLE, 'not-an-arn'], false],
    ['ArnNotLike', ROLE, ['not-an-arn', ROLE], true],
  ] satisfies Row[])('%s: %j against %j is %s', (operator, value, operands, expected) => {
    expect(holds(operator, value, operands, 'Deny')).toBe(expected);
  });
});

test('a value with colons in a variable cannot push the segments that the author wrote', () => {
  const test = operators.get('ArnLike')!.compile(['arn:aws:iam:${my:region}:111122223333:*'], {
    substitution: true,
    effect: 'Allow',
  });
  expect(
    test('arn:aws:iam::444455556666:role/x:111122223333:y', contextOf({ 'my:region': ':444455556666:role/x' })),
  ).toBe(false);
});
