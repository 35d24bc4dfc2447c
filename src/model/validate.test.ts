import { describe, expect, test } from 'vitest';
import type { StructureShape } from './facts.ts';
import { CreateRole, UpdateAccessKey } from './generated/iam.ts';
import { AssumeRole, AssumeRoleWithSAML, GetSessionToken, GetWebIdentityToken } from './generated/sts.ts';
import { validationMessage } from './validate.ts';

const good = { RoleArn: 'arn:aws:iam::111122223333:role/dev', RoleSessionName: 'alice' };
const one = '1 validation error detected: ';
const constraint = 'failed to satisfy constraint: Member must';
const name = String.raw`[\w+=,.@-]*`;

describe('validationMessage of STS shows values', () => {
  test.each<[object, string | undefined]>([
    [{}, undefined],
    [
      { RoleSessionName: 'Session1:2' },
      `${one}Value 'Session1:2' at 'roleSessionName' ${constraint} satisfy regular expression pattern: ${name}`,
    ],
    [{ RoleArn: undefined }, `${one}Value null at 'roleArn' ${constraint} not be null`],
    [
      { RoleArn: undefined, RoleSessionName: undefined },
      `2 validation errors detected: Value null at 'roleArn' ${constraint} not be null; Value null at 'roleSessionName' ${constraint} not be null`,
    ],
    [
      { RoleSessionName: 'a' },
      `${one}Value 'a' at 'roleSessionName' ${constraint} have length greater than or equal to 2`,
    ],
    [
      { RoleSessionName: 'a'.repeat(65) },
      `${one}Value '${'a'.repeat(65)}' at 'roleSessionName' ${constraint} have length less than or equal to 64`,
    ],
    [
      { RoleSessionName: '!' },
      `2 validation errors detected: Value '!' at 'roleSessionName' ${constraint} satisfy regular expression pattern: ${name}; ` +
        `Value '!' at 'roleSessionName' ${constraint} have length greater than or equal to 2`,
    ],
    [
      { RoleSessionName: 'ab\n' },
      `${one}Value 'ab\n' at 'roleSessionName' ${constraint} satisfy regular expression pattern: ${name}`,
    ],
    [
      { RoleSessionName: 'a\u00e9' },
      `${one}Value 'a\u00e9' at 'roleSessionName' ${constraint} satisfy regular expression pattern: ${name}`,
    ],
    [{ DurationSeconds: 900 }, undefined],
    [{ DurationSeconds: 43200 }, undefined],
    [
      { DurationSeconds: 43201 },
      `${one}Value '43201' at 'durationSeconds' ${constraint} have value less than or equal to 43200`,
    ],
    [
      { DurationSeconds: 899 },
      `${one}Value '899' at 'durationSeconds' ${constraint} have value greater than or equal to 900`,
    ],
    [
      { MinimumSessionTokenSize: 4097 },
      `${one}Value '4097' at 'minimumSessionTokenSize' ${constraint} have value less than or equal to 4096`,
    ],
    [{ Policy: 'x'.repeat(100_000) }, undefined],
    [{ Tags: [{ Key: 'a', Value: '' }] }, undefined],
    [{ Tags: [{ Value: 'x' }] }, `${one}Value null at 'tags.1.member.key' ${constraint} not be null`],
    [
      { TransitiveTagKeys: ['a', ''] },
      `2 validation errors detected: ` +
        `Value '' at 'transitiveTagKeys.2.member' ${constraint} satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+; ` +
        `Value '' at 'transitiveTagKeys.2.member' ${constraint} have length greater than or equal to 1`,
    ],
    [
      { PolicyArns: [{ arn: 'x' }] },
      `${one}Value 'x' at 'policyArns.1.member.arn' ${constraint} have length greater than or equal to 20`,
    ],
    [
      { PolicyArns: new Array(11).fill({}) },
      `${one}Value at 'policyArns' ${constraint} have length less than or equal to 10`,
    ],
    [
      { ProvidedContexts: [] },
      `${one}Value at 'providedContexts' ${constraint} have length greater than or equal to 1`,
    ],
  ])('%j', (changes, expected) => {
    expect(validationMessage({ ...good, ...changes }, AssumeRole.input)).toBe(expected);
  });

  test('but never a sensitive one', () => {
    const input = { RoleArn: good.RoleArn, PrincipalArn: good.RoleArn, SAMLAssertion: 'abc' };
    const message = validationMessage(input, AssumeRoleWithSAML.input);
    expect(message).toBe(`${one}Value at 'sAMLAssertion' ${constraint} have length greater than or equal to 4`);
  });

  test('lists have minimum lengths too', () => {
    const message = validationMessage({ Audience: [], SigningAlgorithm: 'RS256' }, GetWebIdentityToken.input);
    expect(message).toBe(`${one}Value at 'audience' ${constraint} have length greater than or equal to 1`);
    expect(validationMessage({}, GetSessionToken.input)).toBe(undefined);
  });
});

describe('validationMessage of IAM leaves values out', () => {
  test.each<[string, StructureShape, object, string]>([
    [
      'enumeration',
      UpdateAccessKey.input,
      { AccessKeyId: 'A'.repeat(20), Status: 'Gone' },
      `${one}Value at 'status' ${constraint} satisfy enum value set`,
    ],
    [
      'pattern',
      CreateRole.input,
      { RoleName: 'a b', AssumeRolePolicyDocument: '{}' },
      `${one}Value at 'roleName' ${constraint} satisfy regular expression pattern: [\\w+=,.@-]+`,
    ],
    [
      'required',
      CreateRole.input,
      { RoleName: 'a' },
      `${one}Value at 'assumeRolePolicyDocument' ${constraint} not be null`,
    ],
  ])('%s', (_what, shape, input, expected) => {
    expect(validationMessage(input, shape)).toBe(expected);
  });
});

describe('lengths are counted in code points', () => {
  const letter = '\u{1d49c}'; // a letter outside the first plane
  test.each([
    [128, undefined],
    [129, `have length less than or equal to 128`],
  ])('%d letters', (count, problem) => {
    const message = validationMessage({ ...good, Tags: [{ Key: letter.repeat(count), Value: '' }] }, AssumeRole.input);
    expect(message?.split('Member must ')[1]).toBe(problem);
  });

  test('one pair is one character, too short for two', () => {
    const shape: StructureShape = { type: 'structure', members: { A: { type: 'string', min: 2 } }, required: [] };
    expect(validationMessage({ A: letter }, shape)).toContain('greater than or equal to 2');
    expect(validationMessage({ A: letter + letter }, shape)).toBe(undefined);
  });
});

test('an ARN may hold DEL but no supplementary character, as AWS reads its own pattern', () => {
  expect(validationMessage({ ...good, RoleArn: `${good.RoleArn}\u007f` }, AssumeRole.input)).toBe(undefined);
  expect(validationMessage({ ...good, RoleArn: `${good.RoleArn}\u{1f600}` }, AssumeRole.input)).toContain(
    'regular expression',
  );
});

test('a long list of bad elements does not make a long answer', () => {
  const input = { ...good, Tags: new Array(1000).fill({ Key: '!', Value: '!' }) };
  expect(validationMessage(input, AssumeRole.input)).toMatch(/^100 validation errors detected: Value at 'tags' /);
});
