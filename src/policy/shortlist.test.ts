import { describe, expect, it, test } from 'vitest';
import { SplitArn } from './arn-pattern.ts';
import { compile } from './compile.ts';
import { decide } from './decide.ts';
import { readPolicy, statementsOf } from './document.ts';
import { beginningOf, compileResources } from './resource.ts';
import { hashBeginnings, rulesOut } from './shortlist.ts';
import { ACCOUNT, contextOf, documentOf, user } from './testing.ts';

const context = contextOf({ 'aws:username': 'ali:ce', 'aws:principaltag/team': 'a*' });

/** Whether the hint of an entry lets a resource pass. */
function passes(entry: string, resource: string): boolean {
  const hashes = hashBeginnings(beginningOf(entry));
  return !rulesOut([hashes.length - 1, hashes.at(-1)!, 0], 0, new SplitArn(resource).hashes);
}

describe('a shortlist', () => {
  test.each([
    ['*', 'anything', true],
    ['*', '', true],
    ['arn:aws:s3:::a', 'arn:aws:s3:::a', true],
    ['arn:aws:s3:::a', 'arn:aws:s3:::b', false],
    ['arn:aws:s3:::ab', 'arn:aws:s3:::a', false],
    ['arn:aws:s3:::a*', 'arn:aws:s3:::abc', true],
    ['arn:aws:s3:::a?', 'arn:aws:s3:::b1', false],
    ['arn:aws:s3', 'arn:aws:s3:::a', true],
    ['arn:aws:s3:::${aws:username}', 'arn:aws:s3:::other', true],
    ['arn:aws:s3:::$x', 'arn:aws:s3:::y', true],
    [`arn:aws:s3:::${'x'.repeat(300)}`, `arn:aws:s3:::${'x'.repeat(200)}`, true],
    [`arn:aws:s3:::${'x'.repeat(300)}`, `arn:aws:s3:::${'x'.repeat(100)}`, false],
  ])('%j lets %j pass: %j', (entry, resource, expected) => expect(passes(entry, resource)).toBe(expected));

  it('never rules out what its statement means', () => {
    const heads = [
      'arn',
      'aws',
      's3',
      '*',
      '?',
      'a',
      '',
      '${aws:username}',
      '${aws:PrincipalTag/team}',
      '${*}',
      '$',
      '${',
      'é',
    ];
    const tails = ['arn', 'aws', 's3', 'a', '', 'ali:ce', 'a*', '*', '$', '${', 'é', 'x/y'];
    const random = numbers(7);
    const text = (parts: readonly string[]) =>
      Array.from({ length: 1 + random(8) }, (_, i) =>
        i < 2 && random(4) > 0 ? ['arn', 'aws'][i] : parts[random(parts.length)],
      ).join(':');
    let meant = 0;
    for (let i = 0; i < 200_000; i++) {
      const entry = text(heads);
      const resource = text(tails);
      const options = {
        negated: false,
        substitution: random(4) > 0,
        kind: random(2) > 0 ? 'identity' : 'resource',
      } as const;
      if (!compileResources([entry], options)(new SplitArn(resource), context)) continue;
      meant++;
      if (!passes(entry, resource)) expect.fail(`${entry} means ${resource} and rules it out`);
    }
    expect(meant).toBeGreaterThan(800);
  });
});

describe('a statement that cannot be compiled', () => {
  it('counts as a Deny when it is asked about its action, and for no other', () => {
    const read = readPolicy(
      documentOf({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' }),
      'identity',
    );
    if (!read.ok) throw new Error(read.problem.message);
    const [tree] = statementsOf(read.policy);
    const nobodyKnows = { base: 'Nobody', qualifier: undefined, ifExists: false };
    const conditions = [{ operator: nobodyKnows, key: 'k', start: 0, values: [] }];
    const broken = compile({ ...read.policy, statements: [{ ...tree, conditions }] });
    const ask = (action: string) =>
      decide(
        { identity: [broken], resourceAccount: ACCOUNT },
        { action, resource: 'arn:aws:s3:::b', principal: user, context },
      );
    expect(ask('s3:GetObject')).toMatchObject({ because: 'explicit-deny', layer: 'identity', failed: true });
    expect(ask('s3:GetObject')).toMatchObject({ because: 'explicit-deny', layer: 'identity', failed: true });
    expect(ask('s3:PutObject')).toMatchObject({ because: 'implicit-deny' });
  });
});

/** Small repeatable random numbers. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) % below;
  };
}
