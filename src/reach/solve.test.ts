import { describe, expect, it } from 'vitest';
import { ACCOUNT, OTHER, policy, user } from '../policy/testing.ts';
import type { Context, ContextValue, Layers } from '../policy/types.ts';
import { completeForUs, domainOf, openToUs } from './keys.ts';
import type { Puzzle } from './puzzle.ts';
import { ANY } from './session.ts';
import { solve } from './solve.ts';
import { isAllowed } from './witness.ts';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`;
const ALICE = user.entityArn!;
const someone = { kind: 'user', account: ACCOUNT, id: 'AIDAALICE', arn: ALICE } as const;
type Statement = Readonly<Record<string, unknown>>;

const trusts = (more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { AWS: ALICE },
  ...more,
});
const may = (more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Resource: '*',
  ...more,
});
const when = (operator: string, key: string, ...values: readonly string[]) => ({ [operator]: { [key]: values } });
const on = (...conditions: readonly Statement[]): Statement => ({ Condition: Object.assign({}, ...conditions) });

interface Case {
  readonly trust: readonly Statement[];
  readonly identity?: readonly Statement[];
  readonly boundary?: readonly Statement[];
  readonly scp?: readonly Statement[];
  readonly account?: string;
  readonly known?: Readonly<Record<string, string>>;
}

function puzzle({ trust, identity = [], boundary, scp, account = ACCOUNT, known = {} }: Case): Puzzle {
  const layers: Layers = {
    identity: identity.length === 0 ? [] : [policy('identity', identity)],
    boundary: boundary && [policy('boundary', boundary)],
    scp: scp && [[policy('scp', scp)]],
    resource: { policy: policy('trust', trust, { bindings: new Map([[ALICE, 'AIDAALICE']]) }), kind: 'trust' },
    resourceAccount: account,
  };
  const principal = { ...user, type: 'user' } as const;
  const ask = { layers, principal, resource: ROLE };
  const context = new Map(
    Object.entries({ 'aws:username': 'alice', ...known }).map(([key, value]): [string, ContextValue] => [
      key,
      { kind: 'single', value },
    ]),
  );
  const has = (wanted: string) => (asked: Context) => [...asked.keys()].some((key) => key.startsWith(wanted));
  return {
    ask: { ...ask, action: 'sts:AssumeRole' },
    also: [
      { ...ask, action: 'sts:SetSourceIdentity', where: has('sts:sourceidentity') },
      { ...ask, action: 'sts:TagSession', where: has('aws:requesttag/') },
    ],
    known: context,
    required: new Map(),
    isOpen: openToUs(someone, false),
    domain: (key) => domainOf(key, ANY),
    complete: (chosen) => completeForUs(chosen, context, ANY),
  };
}

/** The answer in short: `never`, `certain`, or the keys of each way, those after `!` being what must not hold. */
function short(asked: Case): string {
  const made = puzzle(asked);
  const answer = solve(made);
  if (answer.kind !== 'possible') return answer.kind;
  for (const { witness } of answer.ways) {
    if (witness === undefined) continue;
    // Whatever is said to be enough is enough to the engine.
    expect(isAllowed(made, new Map([...made.known, ...witness]))).toBe(true);
  }
  const keys = (conditions: readonly { readonly key: string }[]) =>
    conditions.map(({ key }) => key.split(':')[1] ?? key).join('+');
  return answer.ways
    .map(
      ({ needs, unless, witness }) =>
        `${keys(needs)}${unless.map((list) => `!${keys(list)}`).join('')}${witness === undefined ? '?' : ''}`,
    )
    .join(' | ');
}

const EXTERNAL = when('StringEquals', 'sts:ExternalId', 'x1');
const MFA = when('Bool', 'aws:MultiFactorAuthPresent', 'true');
const OFFICE = when('IpAddress', 'aws:SourceIp', '192.0.2.0/24');

describe('what is certain, what is possible, and on which conditions', () => {
  it.each<[string, Case, string]>([
    ['named, no condition', { trust: [trusts()] }, 'certain'],
    ['not named', { trust: [trusts({ Principal: { AWS: `${ALICE}s` } })] }, 'never'],
    ['an external ID', { trust: [trusts(on(EXTERNAL))] }, 'ExternalId'],
    ['two conditions', { trust: [trusts(on(EXTERNAL, OFFICE))] }, 'ExternalId+SourceIp'],
    ['two ways', { trust: [trusts(on(EXTERNAL)), trusts(on(MFA))] }, 'ExternalId | MultiFactorAuthPresent'],
    ['one way without conditions beside one with', { trust: [trusts(on(EXTERNAL)), trusts()] }, 'certain'],
    ['a known key that fits', { trust: [trusts(on(when('StringEquals', 'aws:username', 'alice')))] }, 'certain'],
    [
      'a known key that does not',
      { trust: [trusts(on(when('StringLike', 'aws:username', 'bob'), EXTERNAL))] },
      'never',
    ],
    [
      'a key that our requests never have',
      { trust: [trusts(on(when('StringEquals', 'aws:SourceVpc', 'vpc-1')))] },
      'never',
    ],
    ['a Deny on a condition', { trust: [trusts(), trusts({ Effect: 'Deny', ...on(OFFICE) })] }, '!SourceIp'],
    ['a Deny without', { trust: [trusts(), trusts({ Effect: 'Deny' })] }, 'never'],
    [
      'a Deny that the need falls under',
      { trust: [trusts(on(EXTERNAL)), trusts({ Effect: 'Deny', ...on(EXTERNAL) })] },
      'never',
    ],
    [
      'needs that contradict each other',
      {
        trust: [
          trusts(on(EXTERNAL)),
          trusts({ Effect: 'Deny', ...on(when('StringNotEquals', 'sts:ExternalId', 'x2')) }),
        ],
      },
      'never',
    ],
    [
      'the same condition on both sides',
      { trust: [trusts(on(EXTERNAL))], identity: [may(on(EXTERNAL))], account: OTHER },
      'ExternalId',
    ],
    [
      'across accounts both sides',
      { trust: [trusts(on(EXTERNAL))], identity: [may(on(OFFICE))], account: OTHER },
      'ExternalId+SourceIp',
    ],
    ['across accounts, none of her own', { trust: [trusts(on(EXTERNAL))], account: OTHER }, 'never'],
    [
      'the account is named: her own policy decides',
      { trust: [trusts({ Principal: { AWS: ACCOUNT } })], identity: [may(on(MFA))] },
      'MultiFactorAuthPresent',
    ],
    [
      'a boundary with a condition',
      { trust: [trusts({ Principal: { AWS: ACCOUNT } })], identity: [may()], boundary: [may(on(OFFICE))] },
      'SourceIp',
    ],
    [
      'a control policy that denies without TLS',
      { trust: [trusts()], scp: [may(), may({ Effect: 'Deny', ...on(when('Bool', 'aws:SecureTransport', 'false')) })] },
      '!SecureTransport',
    ],
    [
      'a source identity has to be allowed too',
      { trust: [trusts(on(when('StringEquals', 'sts:SourceIdentity', 'ann')))] },
      'never',
    ],
    [
      'and is',
      {
        trust: [
          trusts({
            Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
            ...on(when('StringEquals', 'sts:SourceIdentity', 'ann')),
          }),
        ],
      },
      'SourceIdentity',
    ],
    [
      'a tag, allowed by another statement on another condition',
      {
        trust: [
          trusts(on(when('StringEquals', 'aws:RequestTag/a', 'b'))),
          trusts({ Action: 'sts:TagSession', ...on(OFFICE) }),
        ],
      },
      'RequestTag/a+SourceIp',
    ],
    [
      'a variable in a value',
      { trust: [trusts(on(when('StringEquals', 'sts:RoleSessionName', '${aws:username}')))] },
      'RoleSessionName',
    ],
    [
      'a variable in a resource',
      {
        trust: [trusts({ Principal: { AWS: ACCOUNT } })],
        identity: [may({ Resource: 'arn:aws:iam::*:role/${sts:ExternalId}' })],
      },
      'resource',
    ],
    [
      'a name that none can bear',
      { trust: [trusts(on(when('StringEquals', 'sts:RoleSessionName', 'no name!')))] },
      'never',
    ],
    [
      'two patterns at once',
      {
        trust: [trusts({ Principal: { AWS: ACCOUNT }, ...on(when('StringLike', 'sts:RoleSessionName', 'job-*')) })],
        identity: [may(on(when('StringLike', 'sts:RoleSessionName', '*-night')))],
      },
      'RoleSessionName+RoleSessionName',
    ],
    ['IfExists', { trust: [trusts(on(when('StringEqualsIfExists', 'sts:ExternalId', 'x1')))] }, 'ExternalId'],
    ['no external ID', { trust: [trusts(on(when('Null', 'sts:ExternalId', 'true')))] }, 'ExternalId'],
    [
      'the age of MFA',
      { trust: [trusts(on(when('NumericLessThan', 'aws:MultiFactorAuthAge', '3600')))] },
      'MultiFactorAuthAge',
    ],
    [
      'tag keys',
      {
        trust: [
          trusts({
            Action: ['sts:AssumeRole', 'sts:TagSession'],
            ...on(when('ForAnyValue:StringEquals', 'aws:TagKeys', 'team')),
          }),
        ],
      },
      'TagKeys',
    ],
  ])('%s', (_name, asked, answer) => expect(short(asked)).toBe(answer));

  it('tells a few ways and that there are more', () => {
    const answer = solve(
      puzzle({
        trust: Array.from({ length: 12 }, (_each, i) => trusts(on(when('StringEquals', 'sts:ExternalId', `x${i}`)))),
      }),
    );
    expect(answer).toMatchObject({ kind: 'possible', more: true });
    expect(answer.kind === 'possible' && answer.ways.length).toBe(4);
  });

  it('the values of a way have their known variables filled in', () => {
    const answer = solve(puzzle({ trust: [trusts(on(when('StringEquals', 'sts:ExternalId', 'of-${aws:username}')))] }));
    expect(answer.kind === 'possible' && answer.ways[0]!.needs[0]!.values).toEqual(['of-alice']);
  });

  it('spends a bounded effort, whatever the policies are', () => {
    const many = (n: number) => Array.from({ length: 20 }, (_each, i) => `x${n}-${i}*?*${i}`);
    const keys = [
      'sts:ExternalId',
      'sts:RoleSessionName',
      'aws:UserAgent',
      'aws:Referer',
      'aws:RequestTag/a',
      'aws:RequestTag/b',
    ];
    const statements = Array.from({ length: 24 }, (_each, i) =>
      trusts({
        Effect: i % 2 === 0 ? 'Allow' : 'Deny',
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: { StringLike: Object.fromEntries(keys.map((key) => [key, i % 2 === 0 ? many(i) : ['x*']])) },
      }),
    );
    const made = puzzle({ trust: statements });
    let looks = 0;
    const complete: Puzzle['complete'] = (chosen) => {
      looks++;
      return made.complete(chosen);
    };
    expect(solve({ ...made, complete })).toMatchObject({ kind: 'possible', more: true });
    expect(looks).toBeGreaterThan(100);
    expect(looks).toBeLessThanOrEqual(6_000);
  });
});
