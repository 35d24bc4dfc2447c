import { describe, expect, it } from 'vitest';
import { GetCredentialReport, GetRole } from '../../model/generated/iam.ts';
import { writeJson } from '../output/json.ts';
import { isoTime, present } from './present.ts';

const asPrinted = (output: object, shape = GetRole.output!) => JSON.parse(JSON.stringify(present(output, shape)));
const role = (more: object) => ({ Role: { RoleName: 'x', ...more } });

describe('present', () => {
  it('puts members in the order of the model', () => {
    const printed = asPrinted({ Role: { Arn: 'a', RoleName: 'x', Path: '/' } });
    expect(Object.keys(printed.Role)).toEqual(['Path', 'RoleName', 'Arn']);
  });

  it.each([
    ['%7B%22a%22%3A%5B1%5D%7D', { a: [1] }],
    ['{"a": "%E2%82%AC"}', { a: '€' }],
    ['"text"', 'text'],
    ['no document', 'no document'],
    ['%7B%22broken', '%7B%22broken'],
    ['100%', '100%'],
    ['', ''],
  ])('reads the document %s', (text, document) => {
    expect(asPrinted(role({ AssumeRolePolicyDocument: text })).Role.AssumeRolePolicyDocument).toEqual(document);
  });

  it('keeps numbers of a document as Python spells them', () => {
    const text = '[1.0, 1e5, 0.00001, 12345678901234567890, 7, 1.5]';
    const { Role } = present(role({ AssumeRolePolicyDocument: text }), GetRole.output!) as Record<
      string,
      Record<string, unknown>
    >;
    expect(writeJson(Role!.AssumeRolePolicyDocument).replace(/\s/g, '')).toBe(
      '[1.0,100000.0,1e-05,12345678901234567890,7,1.5]',
    );
  });

  it('finds no member that the service did not answer', () => {
    expect((present({}, GetRole.output!) as Record<string, unknown>).constructor).toBeUndefined();
  });

  it('prints bytes as base64', () => {
    expect(asPrinted({ Content: Buffer.from('a,b') }, GetCredentialReport.output!)).toEqual({ Content: 'YSxi' });
  });

  it.each([
    ['2025-05-18T20:45:40Z', '2025-05-18T20:45:40+00:00'],
    ['2025-05-18T20:45:40.120Z', '2025-05-18T20:45:40.120000+00:00'],
    ['2025-05-18T20:45:40.000Z', '2025-05-18T20:45:40+00:00'],
    ['2025-05-18T20:45:40+0200', '2025-05-18T20:45:40+02:00'],
    ['N/A', 'N/A'],
  ])('the time %s', (text, printed) => expect(isoTime(text)).toBe(printed));
});
