import { describe, expect, test } from 'vitest';
import { compile, decide, readPolicy } from './index.ts';
import type { Layers, PolicyRequest } from './types.ts';

/** A tenant writes the patterns and sends the texts: one request must not cost seconds (security.md H04, I08). */
const policyOf = (condition: object) => {
  const read = readPolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: condition }],
    }),
    'identity',
  );
  if (!read.ok) throw new Error(read.problem.message);
  return compile(read.policy);
};

const request = (userAgent: string): PolicyRequest => ({
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
  principal: { type: 'user', account: '111122223333', arn: 'arn:aws:iam::111122223333:user/u', entityId: 'AIDAX' },
  context: new Map([['aws:useragent', { kind: 'single', value: userAgent }]]),
});

const layersOf = (policies: number, condition: object): Layers => ({
  identity: Array.from({ length: policies }, () => policyOf(condition)),
  resourceAccount: '111122223333',
});

describe('the effort of one decision', () => {
  test.each([
    [
      'patterns that fail late, twenty times',
      { StringLike: { 'aws:UserAgent': ['b', 'c'].map((end) => `*${'a'.repeat(2980)}${end}*`) } },
    ],
    [
      'a long value filled in hundreds of times',
      { StringLike: { 'aws:UserAgent': `*${'${aws:UserAgent}'.repeat(350)}` } },
    ],
  ])('%s: given up, and so denied', (_label, condition) => {
    const layers = layersOf(10, condition);
    const decision = decide(layers, request('a'.repeat(14_500)));
    expect(decision).toMatchObject({ allowed: false, because: 'explicit-deny', failed: true });
  });

  test('what an honest policy needs is far below, and the count begins anew with each decision', () => {
    const layers = layersOf(10, { StringLike: { 'aws:UserAgent': '*aws-sdk-*/3.* md/nodejs*' } });
    for (let i = 0; i < 2000; i++) {
      expect(decide(layers, request(`aws-sdk-js/3.1169.0 ua/2.1 os/linux md/nodejs#24 ${i}`)).allowed).toBe(true);
    }
  });

  test('one pattern of 2 KB on a text of 6 KB is within it', () => {
    const layers = layersOf(1, { StringLike: { 'aws:UserAgent': `*${'a'.repeat(2046)}b*` } });
    expect(decide(layers, request('a'.repeat(6144)))).toMatchObject({ because: 'implicit-deny' });
  });
});
