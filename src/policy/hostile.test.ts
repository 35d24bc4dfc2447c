import { describe, expect, test } from 'vitest';
import { decide, readPolicy } from './index.ts';
import { ACCOUNT, bindings, contextOf, documentOf, policy, role, single, user, verdict } from './testing.ts';
import type { Context, ContextValue, Decision, Layers } from './types.ts';

/** The rows of security.md 2.H, as far as the engine answers for them. */
const SYNTAX = 'Syntax errors in policy.';
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };

function ask(
  layers: Partial<Layers>,
  context: Context = new Map(),
  action = 'iam:CreateAccessKey',
  resource = '*',
): Decision {
  return decide({ identity: [], resourceAccount: ACCOUNT, ...layers }, { action, resource, principal: user, context });
}

describe('H01: names written twice', () => {
  const statement = '"Effect":"Deny","Action":"*","Resource":"*"';

  test.each([
    `{"Version":"2012-10-17","Statement":{${statement},"Effect":"Allow"}}`,
    `{"Version":"2012-10-17","Statement":{${statement},"Eff\\u0065ct":"Allow"}}`,
    `{"Version":"2012-10-17","Statement":{${statement}},"Statement":[]}`,
    `{"Version":"2012-10-17","Statement":{${statement},"Condition":{"Bool":{"a":"true","a":"false"}}}}`,
    `{"Version":"2012-10-17","Statement":{${statement},"Condition":{"Bool":{"a":"true","A":"false"}}}}`,
    `{"Version":"2012-10-17","Statement":{${statement},"Condition":{"Bool":{"a":"true"},"Bool":{}}}}`,
    `{"Version":"2012-10-17","Statement":{${statement},"effect":"Allow"}}`,
  ])('%s', (text) => {
    expect(verdict(text, 'identity')).toBe(SYNTAX);
    expect(verdict(text, 'session')).toBe(SYNTAX);
  });

  test('among principals', () => {
    const text = `{"Statement":{"Effect":"Allow","Principal":{"AWS":"${ACCOUNT}","A\\u0057S":"*"},"Action":"sts:AssumeRole"}}`;
    expect(verdict(text, 'trust')).toBe(SYNTAX);
  });
});

describe('H02: names that JavaScript knows', () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'prototype',
    '__defineGetter__',
    'then',
  ];

  test.each(names)('%s as an element is unknown', (name) => {
    const text = `{"Version":"2012-10-17","${name}":{},"Statement":${JSON.stringify(EVERYTHING)}}`;
    expect(verdict(text, 'identity')).toBe(SYNTAX);
    expect(
      verdict(documentOf(EVERYTHING).replace('"Effect"', `"${name}":{"Effect":"Allow"},"Effect"`), 'identity'),
    ).toBe(SYNTAX);
    expect(verdict(documentOf({ ...EVERYTHING, Condition: JSON.parse(`{"${name}":{"a":"b"}}`) }), 'identity')).toBe(
      SYNTAX,
    );
  });

  test.each(names)('%s as a condition key is a key', (name) => {
    const guarded = policy('identity', { ...EVERYTHING, Condition: JSON.parse(`{"StringEquals":{"${name}":"v"}}`) });
    expect(ask({ identity: [guarded] }).allowed).toBe(false);
    expect(ask({ identity: [guarded] }, new Map([[name.toLowerCase(), single('v')]])).allowed).toBe(true);
  });

  test.each(names)('%s as a variable has no value', (name) => {
    const guarded = policy('identity', { ...EVERYTHING, Resource: `arn:aws:s3:::\${${name}}` });
    expect(ask({ identity: [guarded] }, new Map(), 's3:GetObject', 'arn:aws:s3:::x').allowed).toBe(false);
  });
});

describe('H03: letters that fold together', () => {
  const confusable = [
    'iam:CreateAccess\u212Aey',
    'iam:CreateAcce\u017f\u017fKey',
    '\u0130am:CreateAccessKey',
    'iam:CreateAccessKey\u200b',
    'ｉam:CreateAccessKey',
  ];

  test.each(confusable)('%s', (action) => {
    const named = readPolicy(documentOf({ ...EVERYTHING, Action: action }), 'identity');
    if (named.ok)
      expect(ask({ identity: [policy('identity', { ...EVERYTHING, Action: action })] }).allowed).toBe(false);
    const allowed = policy('identity', { ...EVERYTHING, Action: 'iam:CreateAccessKey' });
    expect(ask({ identity: [allowed] }, new Map(), action).allowed).toBe(false);
  });
});

describe('H04: patterns that are expensive elsewhere', () => {
  test('a long resource pattern against a long resource', () => {
    const resource = `arn:aws:s3:::${'a'.repeat(6_000)}`;
    for (const hostile of ['a*'.repeat(1_000), '*a?'.repeat(700), `${'*'.repeat(2_000)}`]) {
      const guarded = policy('identity', { ...EVERYTHING, Resource: `arn:aws:s3:::${hostile}b` });
      expect(ask({ identity: [guarded] }, new Map(), 's3:GetObject', resource).allowed).toBe(false);
    }
  });
});

describe('H05: the whole text, not its beginning', () => {
  test.each(['role/ab', 'role/a/', 'role/A', 'role/', 'role/a\n', 'role/a '])('%s is not role/a', (name) => {
    const guarded = policy('identity', { ...EVERYTHING, Resource: `arn:aws:iam::${ACCOUNT}:role/a` });
    expect(ask({ identity: [guarded] }, new Map(), 'sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:${name}`).allowed).toBe(
      false,
    );
  });
});

describe('H06: values that look like patterns', () => {
  const home = policy('identity', { ...EVERYTHING, Resource: 'arn:aws:s3:::home/${aws:PrincipalTag/home}/*' });
  const tagged = policy('identity', {
    ...EVERYTHING,
    Condition: { StringLike: { 'my:owner': '${aws:PrincipalTag/home}' } },
  });

  test.each(['*', '?', '${*}', '${aws:username}', 'bo?', '*/..'])('the tag %s widens nothing', (tag) => {
    const context = contextOf({ 'aws:principaltag/home': tag, 'aws:username': 'bob', 'my:owner': 'bob' });
    expect(ask({ identity: [home] }, context, 's3:GetObject', 'arn:aws:s3:::home/bob/x').allowed).toBe(false);
    expect(ask({ identity: [tagged] }, context).allowed).toBe(false);
    expect(ask({ identity: [home] }, context, 's3:GetObject', `arn:aws:s3:::home/${tag}/x`).allowed).toBe(true);
  });
});

describe('H07: dates that are none', () => {
  test.each(['2026-02-30', '2026-12-31T23:59:60Z', 'NaN', '', 'tomorrow', '0x10', '2026-13-01'])('%j', (value) => {
    for (const operator of [
      'DateLessThan',
      'DateGreaterThan',
      'DateEquals',
      'DateLessThanEquals',
      'DateGreaterThanEquals',
    ]) {
      const guarded = policy('identity', { ...EVERYTHING, Condition: { [operator]: { 'my:date': '2026-06-01' } } });
      expect(ask({ identity: [guarded] }, contextOf({ 'my:date': value })).allowed, operator).toBe(false);
    }
  });
});

describe('H08: documents without measure', () => {
  const started = (work: () => void) => {
    const from = performance.now();
    work();
    return performance.now() - from;
  };

  test('deep nesting', () => {
    expect(verdict('['.repeat(100_000), 'identity')).toBe(SYNTAX);
    expect(verdict(`{"Version":"2012-10-17","Statement":${'['.repeat(40)}${']'.repeat(40)}}`, 'identity')).toBe(SYNTAX);
  });

  test('more than 131,072 characters', () => {
    expect(verdict(documentOf({ ...EVERYTHING, Sid: 'a'.repeat(131_072) }), 'identity')).toBe(SYNTAX);
  });

  test('keys that look like integers cost what other keys cost', () => {
    const document = (name: (i: number) => string) =>
      documentOf({
        ...EVERYTHING,
        Condition: { Null: Object.fromEntries(Array.from({ length: 7_500 }, (_, i) => [name(i), ''])) },
      });
    // V8 hashes an integer-like text by its value, so in a table of less than 2^16 buckets these would all share one.
    const integers = document((i) => String((16_000 + i) * 2 ** 16));
    const words = document((i) => `k${i.toString().padStart(9, 'x')}`);
    expect(verdict(integers, 'identity')).toBe('accepted');
    const cost = (text: string) =>
      Math.min(...Array.from({ length: 5 }, () => started(() => verdict(text, 'identity'))));
    expect(cost(integers)).toBeLessThan(cost(words) * 4);
  });
});

describe('H09 and H10: what is unknown, empty or missing', () => {
  test.each([
    { ...EVERYTHING, Conditon: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
    { ...EVERYTHING, condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
    { ...EVERYTHING, Condition: { Boolean: { 'aws:MultiFactorAuthPresent': 'true' } } },
    { ...EVERYTHING, Condition: { 'ForAllValue:Bool': { 'aws:MultiFactorAuthPresent': 'true' } } },
    { ...EVERYTHING, Action: [] },
    { ...EVERYTHING, Action: '' },
    { ...EVERYTHING, Resource: [] },
    { ...EVERYTHING, Resource: '' },
    { Effect: 'Allow', Action: '*' },
    { Effect: 'Allow', Resource: '*' },
    { Effect: 'Allow', NotAction: [], Resource: '*' },
    { Effect: 'Allow', Action: '*', NotResource: [] },
  ])('%j', (statement) => {
    for (const kind of ['identity', 'boundary', 'session', 'scp'] as const) {
      expect(verdict(documentOf(statement), kind), kind).not.toBe('accepted');
    }
  });

  test('a resource of nothing but null names nothing', () => {
    expect(verdict(documentOf({ ...EVERYTHING, Resource: [null] }), 'identity')).toBe(
      'Policy statement must contain resources.',
    );
  });
});

describe('H11: an exception while evaluating is a Deny', () => {
  /** A context that throws at the k-th look-up. */
  class Faulty extends Map<string, ContextValue> {
    left: number;
    constructor(entries: Iterable<readonly [string, ContextValue]>, throwAt: number) {
      super();
      this.left = Number.POSITIVE_INFINITY;
      for (const [key, value] of entries) this.set(key, value);
      this.left = throwAt;
    }
    override get(key: string) {
      if (--this.left === 0) throw new Error('injected');
      return super.get(key);
    }
  }

  const keys = ['a', 'b', 'c'].map((key): [string, ContextValue] => [key, single('v')]);
  const statement = { ...EVERYTHING, Condition: { StringEquals: { a: 'v', b: 'v' }, StringLike: { c: '${a}' } } };
  const layersOf = (): Partial<Layers> => ({
    identity: [policy('identity', [statement, EVERYTHING])],
    boundary: [policy('boundary', statement)],
    session: [policy('session', statement)],
  });

  test('at every look-up, in every layer', () => {
    expect(ask(layersOf(), new Map(keys))).toMatchObject({ allowed: true });
    const layers: (string | undefined)[] = [];
    let lookUp = 1;
    for (; ; lookUp++) {
      const context = new Faulty(keys, lookUp);
      const decision = ask(layersOf(), context);
      if (context.left > 0) break;
      expect(decision, `look-up ${lookUp}`).toMatchObject({ allowed: false, because: 'explicit-deny', failed: true });
      expect(decision.statements).toHaveLength(1);
      layers.push(decision.layer);
    }
    expect(lookUp - 1).toBe(12);
    expect(new Set(layers)).toEqual(new Set(['identity', 'boundary', 'session']));
  });

  test('in a trust policy that would grant without it', () => {
    const trust = policy(
      'trust',
      [
        { Effect: 'Allow', Principal: { AWS: role.entityArn }, Action: 'sts:AssumeRole' },
        { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition: { StringEquals: { a: 'x' } } },
      ],
      { bindings },
    );
    const request = { action: 'sts:AssumeRole', resource: `arn:aws:iam::${ACCOUNT}:role/t`, principal: role };
    const layers: Layers = { identity: [], resourceAccount: ACCOUNT, resource: { policy: trust, kind: 'trust' } };
    expect(decide(layers, { ...request, context: new Map(keys) }).allowed).toBe(true);
    expect(decide(layers, { ...request, context: new Faulty(keys, 1) })).toMatchObject({
      allowed: false,
      layer: 'trust',
      failed: true,
    });
  });
});
