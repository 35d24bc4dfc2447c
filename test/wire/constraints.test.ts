import { describe, expect, test } from 'vitest';
import type { OperationFacts } from '../../src/model/facts.ts';
import * as iam from '../../src/model/generated/iam.ts';
import * as sts from '../../src/model/generated/sts.ts';
import { validationMessage } from '../../src/model/validate.ts';
import { decodeInput } from '../../src/query/decode.ts';
import { characterClass } from './character-class.ts';
import { constraintCases } from './constraints.ts';

/** The validator against the generated cases of every limit. Over the wire the same cases run elsewhere. */
function differences(facts: OperationFacts): { cases: number; wrong: unknown[] } {
  const wrong: unknown[] = [];
  const cases = constraintCases(facts);
  for (const { label, path, parameters, expectation } of cases) {
    const decoded = decodeInput(parameters, facts.input);
    const found =
      'fault' in decoded ? decoded.fault.message : (validationMessage(decoded.input, facts.input) ?? 'accepted');
    const wanted = expectation === 'accepted' ? expectation : expectation.refused;
    if (found !== wanted) wrong.push({ label, path, found: found.slice(0, 300), wanted: wanted.slice(0, 300) });
  }
  return { cases: cases.length, wrong };
}

describe.each([
  ['sts', sts.operations, 1000],
  ['iam', iam.operations, 10_000],
] as const)('limits of %s', (name, operations, atLeast) => {
  test('hold on both sides for every member of every operation', () => {
    let cases = 0;
    for (const facts of operations.values()) {
      const found = differences(facts);
      expect(found.wrong.slice(0, 5), facts.name).toEqual([]);
      cases += found.cases;
    }
    console.log(`constraint cases of ${name}: ${cases}`);
    expect(cases).toBeGreaterThan(atLeast);
  });
});

/** Written out by hand from the reference, so that generator and validator cannot be wrong together. */
test.each([
  [
    'durationSeconds',
    'above the most',
    "Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
  ],
  [
    'durationSeconds',
    'below the least',
    "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
  ],
  [
    'roleSessionName',
    'U+003A outside, next to the class',
    "Value 'a:' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
  ],
  [
    'roleSessionName',
    'missing',
    "Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null",
  ],
  [
    'externalId',
    'one character too short',
    "Value 'a' at 'externalId' failed to satisfy constraint: Member must have length greater than or equal to 2",
  ],
  [
    'tags',
    'one element too many',
    "Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
  ],
  [
    'tags.1.member.key',
    'missing',
    "Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null",
  ],
  [
    'tokenCode',
    'U+003A outside, next to the class',
    "Value '11111:' at 'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\d]*",
  ],
  ['tags.1.member.value', 'longest, of pairs of surrogates', 'accepted'],
])('AssumeRole %s, %s', (path, label, text) => {
  const found = constraintCases(sts.AssumeRole).find((one) => one.path === path && one.label === label);
  const wanted = text === 'accepted' ? text : { refused: `1 validation error detected: ${text}` };
  expect(found?.expectation).toEqual(wanted);
});

/** What each class allows in ASCII, typed out: the reading of patterns is held against these and not against RegExp. */
test.each([
  [String.raw`[\w+=,.@-]*`, '+,-.0123456789=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'],
  [String.raw`[\w+=,.@:\/-]*`, '+,-./0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'],
  [String.raw`[\w+=,.@\:-]*`, '+,-.0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'],
  [String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*`, ' +-./0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'],
  [String.raw`[\d]*`, '0123456789'],
  ['[A-Z0-9]+', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
])('the class %s', (pattern, allowed) => {
  const points = Array.from({ length: 128 }, (_, point) => point);
  expect(String.fromCodePoint(...points.filter(characterClass(pattern)!.allows))).toBe(allowed);
});
