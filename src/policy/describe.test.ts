import { expect, describe as suite, test } from 'vitest';
import { describe, headline } from './describe.ts';
import type { Explanation, FailedPart, LayerExplanation, StatementExplanation } from './explanation.ts';
import { user } from './testing.ts';
import type { Decision, LayerName } from './types.ts';

const TEXT = '{"Statement": {}}';
const at = { offset: 14, line: 1, column: 15 };

const statement = (more: Partial<StatementExplanation> = {}): StatementExplanation => ({
  source: undefined,
  sid: undefined,
  start: 14,
  end: 16,
  document: 0,
  effect: 'Allow',
  from: at,
  to: { offset: 16, line: 1, column: 17 },
  outcome: 'applies',
  decisive: false,
  failures: [],
  missingKeys: [],
  ...more,
});

const layer = (more: Partial<LayerExplanation> = {}): LayerExplanation => ({
  layer: 'identity',
  outcome: 'allows',
  refused: false,
  present: true,
  statements: [],
  ...more,
});

const because = {
  allowed: { allowed: true, because: 'allowed', layer: undefined, statements: [statement()] },
  rootsOwn: { allowed: true, because: 'allowed', layer: undefined, statements: [] },
  silence: { allowed: false, because: 'implicit-deny', layer: 'identity', statements: [] },
  deny: { allowed: false, because: 'explicit-deny', layer: 'identity', statements: [statement()] },
} as const satisfies Record<string, Decision>;

const explained = (
  decision: Decision,
  layers: readonly LayerExplanation[],
  more: Partial<Explanation> = {},
): Explanation => ({
  request: { action: 's3:GetObject', resource: 'arn:aws:s3:::b/x', principal: user },
  decision,
  crossAccount: false,
  layers,
  missingKeys: [],
  documents: [{ text: TEXT }],
  ...more,
});

const ASKED = '`s3:GetObject` on `arn:aws:s3:::b/x`';

suite('headline', () => {
  const silentIn = (name: LayerName, present: boolean) =>
    headline(explained({ ...because.silence, layer: name }, [layer({ layer: name, refused: true, present })]));

  test.each([
    ['identity', 'an identity-based policy'],
    ['resource', 'a resource-based policy'],
    ['trust', 'a role trust policy'],
    ['boundary', 'a permissions boundary'],
    ['session', 'a session policy'],
    ['scp', 'a service control policy'],
    ['rcp', 'a resource control policy'],
    ['endpoint', 'a VPC endpoint policy'],
  ] as const)('%s is %s', (name, article) => {
    const denied = { ...because.deny, layer: name };
    expect(headline(explained(denied, []))).toBe(`denied: ${ASKED}: a statement in ${article} denies it`);
    expect(headline(explained({ ...denied, failed: true }, []))).toBe(
      `denied: ${ASKED}: a statement in ${article}, or a statement that could not be evaluated, denies it`,
    );
    expect(silentIn(name, true)).toBe(`denied: ${ASKED}: no statement in ${article} allows it`);
    expect(silentIn(name, false)).toBe(`denied: ${ASKED}: there is no ${article.replace(/^an? /, '')}`);
  });

  test('a layer that is absent, and does not refuse, is not named', () => {
    const layers = [layer({ refused: true }), layer({ layer: 'session', present: false })];
    expect(headline(explained(because.silence, layers))).toBe(
      `denied: ${ASKED}: no statement in an identity-based policy allows it`,
    );
  });

  test("what is allowed is allowed by statements, or is the root user's own", () => {
    expect(headline(explained(because.allowed, []))).toBe(`allowed: ${ASKED}`);
    expect(headline(explained(because.rootsOwn, []))).toBe(`allowed: ${ASKED}: the account is the root user's own`);
  });

  test.each([
    ['a\nb', 'a\\u000ab'],
    ['\u001b[31m', '\\u001b[31m'],
    ['\u202eabc', '\\u202eabc'],
    ['\u2028', '\\u2028'],
    ['x'.repeat(240), 'x'.repeat(240)],
    ['x'.repeat(241), `${'x'.repeat(240)}...`],
  ])('%j is shown as %j', (action, shown) => {
    const request = { action, resource: 'r', principal: user };
    expect(headline(explained(because.allowed, [], { request }))).toBe(`allowed: \`${shown}\` on \`r\``);
  });
});

suite('the statements that decided', () => {
  const UNDERLINED = '1 | {"Statement": {}}\n  |               ^^';
  const told = (one: Partial<StatementExplanation>, more: Partial<LayerExplanation> = {}, source?: string) =>
    describe(
      explained(because.allowed, [layer({ statements: [statement({ decisive: true, ...one })], ...more })], {
        documents: [{ text: TEXT, source }],
      }),
      'brief',
    );

  test.each([
    [{}, {}, undefined, 'identity-based policy, the statement at line 1, column 15, allows it'],
    [{ sid: '' }, {}, undefined, 'identity-based policy, the statement at line 1, column 15, allows it'],
    [{ sid: 'Mine' }, {}, undefined, 'identity-based policy, statement `Mine` at line 1, column 15, allows it'],
    [{}, {}, 'readers', 'identity-based policy `readers`, the statement at line 1, column 15, allows it'],
    [
      {},
      { layer: 'scp', level: 2 },
      undefined,
      'service control policy level 2, the statement at line 1, column 15, allows it',
    ],
    [{ effect: 'Deny' }, {}, undefined, 'identity-based policy, the statement at line 1, column 15, denies it'],
    [
      { outcome: 'failed' },
      {},
      undefined,
      'identity-based policy, the statement at line 1, column 15, could not be evaluated',
    ],
    [
      { outcome: 'failed', effect: 'Deny' },
      {},
      undefined,
      'identity-based policy, the statement at line 1, column 15, could not be evaluated',
    ],
  ] as const)('%j in %j of %j', (one, more, source, title) => {
    expect(told(one, more, source)).toBe(`allowed: ${ASKED}\n\n${title}\n${UNDERLINED}\n`);
  });

  test('eight are told, and the others counted', () => {
    const paragraphs = (count: number) =>
      describe(
        explained(because.allowed, [layer({ statements: Array(count).fill(statement({ decisive: true })) })]),
        'brief',
      ).split('\n\n');
    expect(paragraphs(8)).toHaveLength(9);
    expect(paragraphs(8).at(-1)).toContain('allows it');
    expect(paragraphs(9)).toHaveLength(10);
    expect(paragraphs(9).at(-1)).toBe('and 1 more like it\n');
  });

  test('those that did not decide are not told of', () => {
    expect(describe(explained(because.allowed, [layer({ statements: [statement()] })]), 'brief')).toBe(
      `allowed: ${ASKED}\n`,
    );
  });
});

suite('the statements that came close', () => {
  const nothing = { negated: false, wanted: [], found: 'here', unresolved: [] };
  const other = (part: 'principal' | 'action' | 'resource', more: object = {}): FailedPart => ({
    ...nothing,
    part,
    ...more,
  });
  const condition = (more: object = {}): FailedPart => ({
    part: 'condition',
    operator: 'StringEquals',
    key: 'aws:k',
    wanted: ['a'],
    found: ['b'],
    needsSetOperator: false,
    unresolved: [],
    at,
    ...more,
  });
  const missed = (failures: readonly FailedPart[], more: Partial<StatementExplanation> = {}) =>
    statement({ outcome: 'does-not-apply', failures, ...more });
  const near = (statements: readonly StatementExplanation[], decision: Decision = because.silence) => {
    const silent = layer({ outcome: 'silent', refused: decision.because === 'implicit-deny', statements });
    return describe(explained(decision, [silent]))
      .split('\n\n')
      .slice(1, -1);
  };
  const TITLE = 'identity-based policy, the statement at line 1, column 15, does not apply:';

  test.each([
    [other('principal'), 'Principal: the statement has nothing, the request is for `here`'],
    [other('action', { wanted: ['s3:*'] }), 'Action: the statement has `s3:*`, the request is for `here`'],
    [
      other('resource', { negated: true, wanted: ['a', 'b'] }),
      'NotResource: the statement has `a`, `b`, the request is for `here`',
    ],
    [
      other('resource', { unresolved: ['aws:k', 'x'] }),
      'Resource: the statement has nothing, the request is for `here`; no value for `${aws:k}`, `${x}`',
    ],
    [
      other('resource', { wanted: [...'abcdef'] }),
      'Resource: the statement has `a`, `b`, `c`, `d`, `e`, `f`, the request is for `here`',
    ],
    [
      other('resource', { wanted: [...'abcdefgh'] }),
      'Resource: the statement has `a`, `b`, `c`, `d`, `e`, `f` and 2 more, the request is for `here`',
    ],
    [condition(), 'Condition StringEquals `aws:k`: wants `a`, found `b`'],
    [condition({ found: 'missing' }), 'Condition StringEquals `aws:k`: wants `a`, the key is missing'],
    [condition({ found: [] }), 'Condition StringEquals `aws:k`: wants `a`, found no value'],
    [condition({ wanted: [] }), 'Condition StringEquals `aws:k`: wants nothing, found `b`'],
    [
      condition({ needsSetOperator: true, unresolved: ['u'] }),
      'Condition StringEquals `aws:k`: wants `a`, found `b`; no value for `${u}`; a key of many values needs ForAllValues or ForAnyValue',
    ],
  ])('%j', (failure, line) => {
    expect(near([missed([failure])])).toEqual([`${TITLE}\n  ${line}`]);
  });

  test('are told closest first', () => {
    const two = missed([condition(), other('resource')], { sid: 'Two' });
    const one = missed([condition()], { sid: 'One' });
    expect(near([two, one]).map((text) => /`(\w+)`/.exec(text)?.[1])).toEqual(['One', 'Two']);
  });

  test.each([
    ['another action and more', missed([other('action'), condition()])],
    ['a Deny', missed([condition()], { effect: 'Deny' })],
  ])('%s does not come close', (_, one) => expect(near([one])).toEqual([]));

  test('are not told where something was denied, nor of layers that did not refuse', () => {
    expect(near([missed([condition()])], because.deny)).toEqual([]);
    const layers = [
      layer({ refused: true, outcome: 'silent' }),
      layer({ layer: 'session', statements: [missed([condition()])] }),
    ];
    expect(describe(explained(because.silence, layers))).not.toContain('does not apply:');
  });
});

suite('what is said at the end', () => {
  const last = (layers: readonly LayerExplanation[], missingKeys: readonly string[] = []) =>
    describe(explained(because.allowed, layers, { missingKeys }))
      .split('\n\n')
      .slice(1);
  const idle = statement({ outcome: 'does-not-apply' });

  test.each([
    [{ statements: [statement()] }, 'allows  1 of 1 statement applies'],
    [{ statements: [statement(), idle] }, 'allows  1 of 2 statements applies'],
    [{ statements: [statement(), statement({ outcome: 'failed' })] }, 'allows  2 of 2 statements apply'],
    [{ statements: [idle], outcome: 'silent' }, 'silent  0 of 1 statement apply'],
    [{ outcome: 'silent', refused: true, present: false }, 'silent, and refuses  there is none'],
    [{ outcome: 'denies' }, 'denies  0 of 0 statements apply'],
    [{ grant: 'direct' }, 'allows  0 of 0 statements apply; it names the caller, or everyone'],
    [{ grant: 'entity' }, 'allows  0 of 0 statements apply; it names the role or user behind the caller'],
    [{ grant: 'account' }, "allows  0 of 0 statements apply; it names no more than the caller's account"],
  ] as const)('%j', (more, row) => {
    expect(last([layer(more)])).toEqual([`what each layer says:\n  identity-based policy  ${row}\n`]);
  });

  test('the layers stand in columns', () => {
    const layers = [layer(), layer({ layer: 'session', outcome: 'silent', refused: true })];
    expect(last(layers)).toEqual([
      [
        'what each layer says:',
        '  identity-based policy  allows               0 of 0 statements apply',
        '  session policy         silent, and refuses  0 of 0 statements apply\n',
      ].join('\n'),
    ]);
  });

  test('without layers there is nothing to say', () => expect(last([])).toEqual([]));

  test('keys that were missing are listed', () => {
    expect(last([], ['aws:a', 'aws:b'])).toEqual([
      'context keys that were looked for and not supplied:\n  `aws:a`, `aws:b`\n',
    ]);
  });

  test('brief says none of it', () => {
    expect(describe(explained(because.allowed, [layer()], { missingKeys: ['aws:a'] }), 'brief')).toBe(
      `allowed: ${ASKED}\n`,
    );
  });
});
