// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables of policies look like that
import { describe, expect, it } from 'vitest';
import type { Context, ContextValue, Decision, PolicyKind } from '../../src/policy/index.ts';
import { compile, decide, readPolicy } from '../../src/policy/index.ts';
import { matches, patternOf } from '../../src/policy/pattern.ts';
import { policy } from '../house/harness.ts';

/** Attacks on policy documents, by the numbers of reference/security.md 2.H: on the engine itself, no server. */

const KINDS: readonly PolicyKind[] = ['identity', 'session', 'trust'];
const account = '111122223333';
const caller = { type: 'user', account, arn: `arn:aws:iam::${account}:user/a`, entityId: 'AIDAEXAMPLE' } as const;

const isRead = (text: string, kind: PolicyKind = 'identity'): boolean => readPolicy(text, kind).ok;
const problemOf = (text: string, kind: PolicyKind = 'identity'): string => {
  const read = readPolicy(text, kind);
  return read.ok ? 'accepted' : read.problem.message;
};

/** Decides by one document. A session policy is read leniently, as STS reads it: what cannot match is let in. */
function ask(
  document: string,
  asked: { action?: string; resource?: string; context?: Context },
  kind: PolicyKind = 'identity',
): Decision {
  const read = readPolicy(document, kind);
  if (!read.ok) throw new Error(read.problem.message);
  const { action = 'iam:GetRole', resource = '*', context = new Map() } = asked;
  const layers = { identity: [compile(read.policy, { source: 'p' })], resourceAccount: account };
  return decide(layers, { action, resource, principal: caller, context });
}
const allows = (...asked: Parameters<typeof ask>): boolean => ask(...asked).allowed;

const contextOf = (values: Readonly<Record<string, string>>): Context =>
  new Map(Object.entries(values).map(([key, value]): [string, ContextValue] => [key, { kind: 'single', value }]));

describe('attack/H01 one element written twice', () => {
  const principal = { identity: '', session: '', trust: ',"Principal":"*"' } as Record<PolicyKind, string>;
  const rest = (kind: PolicyKind) =>
    `"Action":"sts:AssumeRole"${principal[kind]}${kind === 'trust' ? '' : ',"Resource":"*"'}`;
  it.each([
    ['Effect', '"Effect":"Deny","Effect":"Allow"'],
    ['Effect, once with an escape', '"Effect":"Deny","Eff\\u0065ct":"Allow"'],
    ['Effect, once in another case', '"Effect":"Allow","effect":"Deny"'],
    ['Condition', '"Effect":"Allow","Condition":{"Bool":{"a:b":"true"}},"Condition":{}'],
    ['an operator', '"Effect":"Allow","Condition":{"Bool":{"a:b":"true"},"Bool":{"a:b":"false"}}'],
    ['a condition key', '"Effect":"Allow","Condition":{"Bool":{"a:b":"true","a:b":"false"}}'],
    ['a condition key in another case', '"Effect":"Allow","Condition":{"Bool":{"a:b":"true","A:B":"false"}}'],
    ['a condition key with an escape', '"Effect":"Allow","Condition":{"Bool":{"a:b":"true","\\u0061:b":"false"}}'],
  ])('%s', (_what, elements) => {
    for (const kind of KINDS) {
      const text = `{"Version":"2012-10-17","Statement":[{${elements},${rest(kind)}}]}`;
      expect([kind, isRead(text, kind)]).toEqual([kind, false]);
    }
  });
  it.each([
    ['Version', '"Version":"2012-10-17","Version":"2012-10-17","Statement":[STATEMENT]'],
    ['Statement', '"Version":"2012-10-17","Statement":[STATEMENT],"Statement":[STATEMENT]'],
    ['Statement, once with an escape', '"Version":"2012-10-17","Statement":[STATEMENT],"St\\u0061tement":[STATEMENT]'],
  ])('%s', (_what, members) => {
    for (const kind of KINDS) {
      const text = `{${members.replaceAll('STATEMENT', `{"Effect":"Allow",${rest(kind)}}`)}}`;
      expect([kind, isRead(text, kind)]).toEqual([kind, false]);
    }
  });
  it('the same without the repetition is read', () => {
    for (const kind of KINDS)
      expect(isRead(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow",${rest(kind)}}]}`, kind)).toBe(true);
  });
});

describe('attack/H03 letters that only look like letters', () => {
  /** Everything outside ASCII that some folding or normalisation of Unicode turns into one ASCII letter or digit. */
  const confusables: [string, string][] = [];
  for (let point = 0x80; point < 0x1_f200; point++) {
    if (point >= 0xd800 && point < 0xe000) continue;
    const character = String.fromCodePoint(point);
    for (const folded of [character.toLowerCase(), character.toUpperCase(), character.normalize('NFKC')]) {
      if (/^[A-Za-z0-9]$/.test(folded)) {
        confusables.push([character, folded]);
        break;
      }
    }
  }

  it(`name no action: ${confusables.length} of them`, () => {
    expect(confusables.length).toBeGreaterThan(200);
    expect(confusables.map(([character]) => character)).toEqual(expect.arrayContaining(['\u212a', '\u017f', 'ａ']));
    const matched: string[] = [];
    for (const [character, letter] of confusables) {
      const document = policy({ Action: `iam:CreateAccess${character}ey`, Resource: '*' });
      const action = `iam:CreateAccess${letter}ey`;
      if (isRead(document) && allows(document, { action })) matched.push(character);
      if (allows(policy({ Action: action, Resource: '*' }), { action: `iam:CreateAccess${character}ey` }))
        matched.push(character);
    }
    expect(matched).toEqual([]);
  });

  it('name no condition key and no resource', () => {
    const matched = confusables.filter(([character, letter]) => {
      const byKey = policy({ Action: '*', Resource: '*', Condition: { StringEquals: { [`aws:p${character}`]: 'v' } } });
      const byResource = policy({ Action: '*', Resource: `arn:aws:iam::${account}:role/${character}` });
      return (
        allows(byKey, { context: contextOf({ [`aws:p${letter.toLowerCase()}`]: 'v' }) }) ||
        (isRead(byResource) && allows(byResource, { resource: `arn:aws:iam::${account}:role/${letter}` }))
      );
    });
    expect(matched).toEqual([]);
  });
});

describe('attack/H04 wildcards that take for ever, or too much', () => {
  it('agree with the textbook matcher on 100,000 random pairs', () => {
    const random = generator(4);
    const wrong: [string, string][] = [];
    for (let i = 0; i < 100_000; i++) {
      const pattern = word(random, 'ab*?\n😀', 8);
      const text = word(random, 'ab\n😀', 8);
      if (matches(patternOf(pattern), text) !== slowMatches(pattern, text)) wrong.push([pattern, text]);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['a.c', 'abc', false],
    ['a*c', 'a\n\nc', true],
    ['a?c', 'a\nc', true],
    ['a?c', 'a😀c', false],
    ['a??c', 'a😀c', true],
    ['[a-z]+', 'b', false],
    ['(a|b)', 'a', false],
    ['a\\*', 'a\\x', true],
    ['', '', true],
    ['*', '', true],
    ['?', '', false],
  ])('%j on %j: %s', (pattern, text, expected) => expect(matches(patternOf(pattern), text)).toBe(expected));

  it('grow with pattern times text at the worst, and not faster', () => {
    const worst = (size: number) => {
      const pattern = patternOf(`${'a*'.repeat(size)}b`);
      const text = 'a'.repeat(size * 6);
      const started = process.hrtime.bigint();
      for (let i = 0; i < 4; i++) expect(matches(pattern, text)).toBe(false);
      return Number(process.hrtime.bigint() - started);
    };
    worst(500);
    const ratios = Array.from({ length: 5 }, () => worst(1000) / worst(250)).sort((a, b) => a - b);
    // Four times the size: 16 times the product. Backtracking would not come back at all.
    expect(ratios[2]).toBeLessThan(64);
  });
});

describe('attack/H05 names that begin like the right one', () => {
  const role = (path: string) => `arn:aws:iam::${account}:role/${path}`;
  it.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a', 'a/', false],
    ['a', 'A', false],
    ['a', 'x/a', false],
    ['x/a', 'a', false],
    ['x/a', 'x/a', true],
    ['x/a', 'x//a', false],
    ['x/*', 'x/a', true],
    ['x/*', 'xy/a', false],
    ['x/*', 'x', false],
    ['a', 'a\n', false],
    ['a', ' a', false],
  ])('role/%s does not speak of role/%j beyond what it says: %s', (named, asked, expected) => {
    expect(allows(policy({ Action: '*', Resource: role(named) }), { resource: role(asked) })).toBe(expected);
    const context = contextOf({ 'aws:principalarn': role(asked) });
    for (const operator of ['ArnEquals', 'ArnLike', 'StringLike']) {
      const document = policy({
        Action: '*',
        Resource: '*',
        Condition: { [operator]: { 'aws:PrincipalArn': role(named) } },
      });
      expect([operator, allows(document, { context })]).toEqual([operator, expected]);
    }
  });
  it.each(['iam:GetRole', 'iam:GetRolePolicy', 'iam:Get', 'iamx:GetRole', 'iam:XGetRole', 'iam:GetRole:x'])(
    'the action iam:GetRole and %s',
    (action) =>
      expect(allows(policy({ Action: 'iam:GetRole', Resource: '*' }), { action })).toBe(action === 'iam:GetRole'),
  );
});

describe('attack/H06 wildcards smuggled in through a variable', () => {
  const bucket = (name: string) => `arn:aws:s3:::${name}`;
  const own = policy({ Action: '*', Resource: bucket('home-${aws:username}') });
  const tagged = policy({
    Action: '*',
    Resource: '*',
    Condition: { StringLike: { 'aws:RequestTag/owner': '${aws:PrincipalTag/owner}' } },
  });
  it.each(['*', '?????', 'b*', '${aws:userid}', '${*}', '*}', '**'])('the value %s stands for itself', (value) => {
    const context = contextOf({
      'aws:username': value,
      'aws:userid': 'bob',
      'aws:principaltag/owner': value,
      'aws:requesttag/owner': 'alice',
    });
    expect(allows(own, { resource: bucket('home-alice'), context })).toBe(false);
    expect(allows(own, { resource: bucket('home-bob'), context })).toBe(false);
    expect(allows(own, { resource: bucket(`home-${value}`), context })).toBe(true);
    expect(allows(tagged, { context })).toBe(false);
    // Behind a wildcard of the author's own, too.
    const below = policy({ Action: '*', Resource: bucket('*/home-${aws:username}') });
    expect(allows(below, { resource: bucket('x/home-alice'), context })).toBe(false);
    expect(allows(below, { resource: bucket(`x/home-${value}`), context })).toBe(true);
  });
  it('a variable without a value opens nothing', () => {
    expect(allows(own, { resource: bucket('home-') })).toBe(false);
    expect(allows(own, { resource: bucket('home-${aws:username}') })).toBe(false);
  });
  it.each(['${*}', '${?}', '${$}'])('%s is that character and no wildcard', (written) => {
    const document = policy({ Action: '*', Resource: bucket(`a${written}c`) });
    expect(allows(document, { resource: bucket('abc') })).toBe(false);
    expect(allows(document, { resource: bucket(`a${written[2]}c`) })).toBe(true);
  });
});

describe('attack/H07 numbers and dates that are none', () => {
  const condition = (operator: string, operand: string) =>
    policy({ Action: '*', Resource: '*', Condition: { [operator]: { 'aws:x': operand } } });
  const holds = (operator: string, operand: string, value: string) =>
    allows(condition(operator, operand), { context: contextOf({ 'aws:x': value }) }, 'session');

  it.each([
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-01-01T24:00:00Z',
    '2026-12-31T23:59:60Z',
    'NaN',
    '',
    'soon',
  ])('the date %j is before nothing, after nothing and equal to nothing', (date) => {
    for (const operator of [
      'DateEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ]) {
      expect([operator, holds(operator, '2026-01-01', date)]).toEqual([operator, false]);
      expect([operator, holds(operator, date, '2026-01-01')]).toEqual([operator, false]);
    }
    expect(holds('DateNotEquals', '2026-01-01', date)).toBe(true);
  });
  it.each(['', ' ', 'NaN', 'Infinity', '-Infinity', '0x10', '1a', '1_000', '１', '1,0', 'null', 'true', '--1'])(
    'the number %j is below nothing, above nothing and equal to nothing',
    (number) => {
      const comparisons = [
        'NumericEquals',
        'NumericLessThan',
        'NumericLessThanEquals',
        'NumericGreaterThan',
        'NumericGreaterThanEquals',
      ];
      for (const operator of comparisons) {
        expect([operator, holds(operator, '0', number)]).toEqual([operator, false]);
        expect([operator, holds(operator, number, '0')]).toEqual([operator, false]);
        expect([operator, holds(operator, number, number)]).toEqual([operator, false]);
      }
      expect(holds('NumericNotEquals', '0', number)).toBe(true);
    },
  );
  it('an unreadable date is not saved in a policy that IAM keeps', () =>
    expect(problemOf(condition('DateLessThan', 'sdfdsf'))).toBe('The policy failed legacy parsing'));
});

describe('attack/H08 documents without end', () => {
  const statement = '{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}';
  it.each([
    ['100,000 arrays inside one another', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['33 arrays inside one another', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['100,000 objects inside one another', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['100,000 statements', `{"Version":"2012-10-17","Statement":[${Array(100_000).fill(statement).join()}]}`],
    ['a string of 6,000,000 characters', policy({ Action: 'x'.repeat(6_000_000), Resource: '*' })],
    ['an unclosed string of 100,000 escapes', `{"Version":"${'\\u0061'.repeat(20_000)}`],
  ])('%s', (_what, text) => expect(KINDS.filter((kind) => isRead(text, kind))).toEqual([]));

  it('names that collide in a hash table cost no more than others', () => {
    const document = (name: (i: number) => string) => {
      const keys = Array.from({ length: 4_000 }, (_, i) => `"${name(i)}":"v"`);
      return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetRole","Resource":"*","Condition":{"StringEquals":{${keys.join()}}}}]}`;
    };
    const time = (text: string) => {
      const started = process.hrtime.bigint();
      expect(isRead(text, 'session')).toBe(true);
      return Number(process.hrtime.bigint() - started);
    };
    // V8 hashes a name that is an integer below 2^24 to that integer: multiples of 4,096 share their low bits.
    const [numbers, words] = [document((i) => String(i * 4096)), document((i) => `k${i * 4096}`)];
    for (let i = 0; i < 3; i++) time(words);
    const ratios = Array.from({ length: 7 }, () => time(numbers) / time(words)).sort((a, b) => a - b);
    expect(ratios[3]).toBeLessThan(8);
  });
});

describe('attack/H09 a word that nobody knows', () => {
  const parts = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  const full = (kind: PolicyKind, more: object = {}) => ({
    ...parts,
    ...(kind === 'trust' ? { Principal: '*' } : { Resource: '*' }),
    ...more,
  });
  const document = (statement: object, more: object = {}) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [statement], ...more });

  it.each(KINDS)('in a policy of the kind %s', (kind) => {
    expect(isRead(document(full(kind)), kind)).toBe(true);
    const strange = [
      document(full(kind, { Conditon: { Bool: { 'aws:x': 'true' } } })),
      document(full(kind, { condition: {} })),
      document(full(kind, { Resources: '*' })),
      document(full(kind, { __proto__x: 1 })),
      `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","__proto__":{}}]}`,
      document(full(kind, { Condition: { StringEqual: { 'aws:x': 'y' } } })),
      document(full(kind, { Condition: { stringequals: { 'aws:x': 'y' } } })),
      document(full(kind, { Condition: { 'ForSomeValues:StringEquals': { 'aws:x': 'y' } } })),
      document(full(kind, { Condition: { NullIfExists: { 'aws:x': 'true' } } })),
      document(full(kind, { Condition: { toString: { 'aws:x': 'y' } } })),
      document(full(kind, { Effect: 'Permit' })),
      document(full(kind), { Versoin: '2012-10-17' }),
      document(full(kind), { Version: '2013-10-17' }),
      document(full(kind), { Version: 20121017 }),
      document(full(kind), { constructor: {} }),
    ];
    expect(strange.filter((text) => isRead(text, kind))).toEqual([]);
  });
});

describe('attack/H10 lists with nothing in them', () => {
  it.each<[string, object, string]>([
    ['no Action', { Resource: '*' }, 'Policy statement must contain actions.'],
    ['an empty Action', { Action: [], Resource: '*' }, 'Policy statement must contain actions.'],
    ['an empty NotAction', { NotAction: [], Resource: '*' }, 'Policy statement must contain actions.'],
    ['no Resource', { Action: 'iam:GetRole' }, 'Policy statement must contain resources.'],
    ['an empty Resource', { Action: 'iam:GetRole', Resource: [] }, 'Policy statement must contain resources.'],
    ['an empty NotResource', { Action: 'iam:GetRole', NotResource: [] }, 'Policy statement must contain resources.'],
    [
      'the action ""',
      { Action: '', Resource: '*' },
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    ['the resource ""', { Action: 'iam:GetRole', Resource: '' }, 'Resource  must be in ARN format or "*".'],
  ])('%s is not saved', (_what, statement, text) => expect(problemOf(policy(statement))).toBe(text));

  it('no Statement at all allows nothing', () => {
    for (const text of [
      '{"Version":"2012-10-17"}',
      '{"Version":"2012-10-17","Statement":[]}',
      '{}',
      '[]',
      'null',
      '""',
      '',
    ])
      expect([text, isRead(text)]).toEqual([text, false]);
  });

  it('a condition with no values holds for nobody who has the key', () => {
    const context = contextOf({ 'aws:x': 'v' });
    for (const operator of ['StringEquals', 'StringLike', 'ForAnyValue:StringEquals', 'ForAllValues:StringEquals']) {
      const document = policy({ Action: '*', Resource: '*', Condition: { [operator]: { 'aws:x': [] } } });
      expect([operator, allows(document, { context })]).toEqual([operator, false]);
    }
  });

  it('NotAction allows the rest, as it says, and a Deny still wins', () => {
    const rest = { NotAction: 'iam:*', Resource: '*' };
    expect(allows(policy(rest), { action: 'iam:GetRole' })).toBe(false);
    expect(allows(policy(rest), { action: 's3:GetObject' })).toBe(true);
    const denied = policy(rest, { Effect: 'Deny', Action: 's3:*', Resource: '*' });
    expect(allows(denied, { action: 's3:GetObject' })).toBe(false);
  });
});

describe('attack/H11 an exception while a statement is judged', () => {
  it('denies, whichever look-up it is that throws', () => {
    const document = policy(
      { Action: '*', Resource: '*' },
      { Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:a': '1' }, NumericLessThan: { 'aws:b': '5' } } },
      { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:c': 'true' } } },
      { Action: '*', Resource: 'arn:aws:s3:::${aws:d}', Condition: { IpAddress: { 'aws:e': '10.0.0.0/8' } } },
    );
    const values = contextOf({ 'aws:a': '1', 'aws:b': '3', 'aws:c': 'false', 'aws:d': 'x', 'aws:e': '10.1.1.1' });
    const whenThrowing = (at: number) => {
      let looks = 0;
      class Breaking extends Map<string, ContextValue> {
        override get(key: string) {
          if (++looks === at) throw new Error('injected');
          return values.get(key);
        }
      }
      return { decision: ask(document, { resource: 'arn:aws:s3:::x', context: new Breaking() }), looks };
    };
    const { decision, looks } = whenThrowing(0);
    expect([decision.allowed, looks]).toEqual([true, 5]);
    for (let at = 1; at <= looks; at++) {
      const { decision: broken } = whenThrowing(at);
      expect([at, broken.allowed, broken.because, broken.failed]).toEqual([at, false, 'explicit-deny', true]);
    }
  });
});

/** The textbook matcher, cell by cell: `row[j]` says whether the pattern so far matches the first j code units. */
function slowMatches(pattern: string, text: string): boolean {
  let row = Array.from({ length: text.length + 1 }, (_, j) => j === 0);
  for (const token of pattern.split('')) {
    const next: boolean[] = [];
    for (let j = 0; j <= text.length; j++) {
      if (token === '*') next.push(row[j]! || (j > 0 && next[j - 1]!));
      else next.push(j > 0 && row[j - 1]! && (token === '?' || token === text[j - 1]));
    }
    row = next;
  }
  return row[text.length]!;
}

function word(random: () => number, alphabet: string, most: number): string {
  const letters = [...alphabet];
  const length = Math.floor(random() * (most + 1));
  return Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
}

/** Marsaglia's xorshift: the same words in every run. */
function generator(seed: number): () => number {
  let state = seed * 0x9e37_79b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}
