import { describe, expect, test } from 'vitest';
import { askedAction, compileActions } from './action.ts';

describe('Action', () => {
  test.each([
    [['iam:CreateUser'], 'iam:CreateUser', true],
    [['IAM:createuser'], 'iam:CreateUser', true],
    [['iam:CreateUser'], 'IAM:CREATEUSER', true],
    [['*'], 'iam:CreateUser', true],
    [['*:*'], 'iam:CreateUser', true],
    [['iam:*'], 'iam:CreateUser', true],
    [['iam:*User'], 'iam:CreateUser', true],
    [['iam:Create????'], 'iam:CreateUser', true],
    [['iam:Create???'], 'iam:CreateUser', false],
    [['ia*:Create*'], 'iam:CreateUser', true],
    [['i?m:*'], 'iam:CreateUser', true],
    [['sts:*', 'iam:Get*'], 'iam:GetUser', true],
    [['iam:Create'], 'iam:CreateUser', false],
    [['iam:CreateUserX'], 'iam:CreateUser', false],
    [['sts:*'], 'iam:CreateUser', false],
    [['iamx:*'], 'iam:CreateUser', false],
    [[], 'iam:CreateUser', false],
    // Entries that name nothing.
    [['iam: CreateUser'], 'iam:CreateUser', false],
    [['iam:Create User*'], 'iam:CreateUser', false],
    [['iam:*,sts:*'], 'iam:CreateUser', false],
    [['iam:a b'], 'iam:a b', false],
    [['iam:a,b*'], 'iam:a,b', false],
    [['iam:'], 'iam:CreateUser', false],
    [[':*'], 'iam:CreateUser', false],
    [['iam'], 'iam:CreateUser', false],
    [['**'], 'iam:CreateUser', false],
    [['iam:*:*'], 'iam:CreateUser', false],
    [[''], 'iam:CreateUser', false],
    // The Kelvin sign and long s fold to k and s by Unicode's rules, not by ours.
    [['iam:CreateAccess\u212Aey'], 'iam:CreateAccessKey', false],
    [['iam:CreateAccessKey'], 'iam:CreateAccess\u212Aey', false],
    [['\u017fts:AssumeRole'], 'sts:AssumeRole', false],
    // No variables here.
    [['iam:${aws:username}'], 'iam:CreateUser', false],
  ])('%j on %s: %s', (entries, action, expected) => {
    expect(compileActions(entries, false)(askedAction(action))).toBe(expected);
    expect(compileActions(entries, true)(askedAction(action))).toBe(!expected);
  });
});

test('an action is lower-cased once and stays the same answer', () => {
  expect(askedAction('sts:AssumeRole')).toBe(askedAction('sts:AssumeRole'));
  expect(askedAction('sts:AssumeRole')).toEqual({ text: 'sts:assumerole', service: 'sts', operation: 'assumerole' });
});

test('neither many actions nor long ones are kept without bound', () => {
  const long = `sts:${'x'.repeat(1_000)}`;
  expect(askedAction(long)).not.toBe(askedAction(long));
  const early = askedAction('sts:Early');
  for (let i = 0; i < 3_000; i++) askedAction(`sts:Filler${i}`);
  expect(askedAction('sts:Early')).not.toBe(early);
  expect(askedAction('sts:Early')).toEqual(early);
});
