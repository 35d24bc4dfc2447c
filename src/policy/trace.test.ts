import { expect, describe as suite, test } from 'vitest';
import { compile, decide, describe, type Explanation, explanation, readPolicy } from './index.ts';
import { ACCOUNT, bindings, contextOf, federated, OTHER, policy, role, root, user } from './testing.ts';
import type { CompiledPolicy, Context, Layers, PolicyKind, Principal } from './types.ts';

/** A document that begins at line 1, one statement a line from line 2 on. */
function lines(kind: PolicyKind, source: string, ...statements: readonly object[]): CompiledPolicy {
  const text = `{"Version": "2012-10-17", "Statement": [\n${statements.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]}`;
  const read = readPolicy(text, kind);
  if (!read.ok) throw new Error(read.problem.message);
  return compile(read.policy, { source, bindings });
}

const KEY = 'arn:aws:s3:::b/alice/x';
const NO_CONTEXT: Context = new Map();

function explained(
  layers: Partial<Layers>,
  { action = 's3:GetObject', resource = KEY, principal = user as Principal, context = NO_CONTEXT } = {},
): Explanation {
  const whole = { identity: [], resourceAccount: ACCOUNT, ...layers };
  const request = { action, resource, principal, context };
  const found = explanation(whole, request);
  // The second walk never decides otherwise than the first, and it is plain data.
  expect(found.decision).toEqual(decide(whole, request));
  expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(JSON.stringify(found)));
  expect(describe(JSON.parse(JSON.stringify(found)))).toBe(describe(found));
  for (const { statements } of found.layers)
    for (const one of statements) {
      if (one.decisive) expect(one.outcome).not.toBe('does-not-apply');
      expect(one.outcome === 'does-not-apply').toBe(one.failures.length > 0);
    }
  return found;
}

const allow = (more: object = {}) => ({ Effect: 'Allow', Action: 's3:*', Resource: '*', ...more });

suite('explanation', () => {
  test('says where the deciding statements stand', () => {
    const found = explained({
      identity: [lines('identity', 'a.json', allow({ Sid: 'All' }), allow({ Sid: 'No', Effect: 'Deny' }))],
    });
    expect(found.layers).toMatchObject([
      {
        layer: 'identity',
        outcome: 'denies',
        refused: true,
        statements: [
          { source: 'a.json', sid: 'All', outcome: 'applies', decisive: false, from: { line: 2, column: 3 } },
          { source: 'a.json', sid: 'No', outcome: 'applies', decisive: true, from: { line: 3, column: 3 } },
        ],
      },
    ]);
    const { from, to } = found.layers[0]!.statements[1]!;
    expect(found.documents[0]!.text.slice(from.offset, to.offset)).toMatch(/^\{"Effect":"Deny".*\}$/);
  });

  const equals = (key: string, ...values: string[]) => ({ Condition: { StringEquals: { [key]: values } } });

  test.each([
    [
      'action',
      allow({ Action: ['s3:Put*', 'ec2:*'] }),
      { part: 'action', wanted: ['s3:Put*', 'ec2:*'], negated: false, found: 's3:GetObject' },
    ],
    [
      'NotAction',
      { Effect: 'Allow', NotAction: 's3:get*', Resource: '*' },
      { part: 'action', wanted: ['s3:get*'], negated: true },
    ],
    [
      'resource',
      allow({ Resource: 'arn:aws:s3:::c' }),
      { part: 'resource', wanted: ['arn:aws:s3:::c'], negated: false, found: KEY, unresolved: [] },
    ],
    [
      'NotResource',
      { Effect: 'Allow', Action: '*', NotResource: '*' },
      { part: 'resource', wanted: ['*'], negated: true },
    ],
    [
      'resource with a variable that has no value',
      allow({ Resource: 'arn:aws:s3:::b/${aws:UserName}/*' }),
      { part: 'resource', unresolved: ['aws:UserName'] },
    ],
    [
      'condition, key missing',
      allow(equals('aws:RequestedRegion', 'eu-west-1')),
      {
        part: 'condition',
        operator: 'StringEquals',
        key: 'aws:RequestedRegion',
        wanted: ['eu-west-1'],
        found: 'missing',
      },
    ],
    [
      'condition, another value',
      allow(equals('AWS:SourceIp', '1', '2')),
      { part: 'condition', key: 'AWS:SourceIp', wanted: ['1', '2'], found: ['10.0.0.1'], needsSetOperator: false },
    ],
    [
      'condition, many values',
      allow(equals('aws:TagKeys', 'a')),
      { part: 'condition', found: ['a', 'b'], needsSetOperator: true },
    ],
    [
      'condition, operator as written',
      allow({ Condition: { 'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': 'c*' } } }),
      { part: 'condition', operator: 'ForAnyValue:StringLikeIfExists', found: ['a', 'b'], needsSetOperator: false },
    ],
    [
      'condition, variable without value',
      allow(equals('aws:SourceIp', '${aws:PrincipalTag/x}')),
      { part: 'condition', wanted: ['${aws:PrincipalTag/x}'], unresolved: ['aws:PrincipalTag/x'] },
    ],
  ])('tells which part failed: %s', (_name, statement, failure) => {
    const context = contextOf({ 'aws:sourceip': '10.0.0.1', 'aws:tagkeys': ['a', 'b'] });
    const [layer] = explained({ identity: [lines('identity', 'a', statement)] }, { context }).layers;
    expect(layer!.statements[0]!.failures).toMatchObject([failure]);
    expect(layer).toMatchObject({ outcome: 'silent', refused: true });
  });

  test('tells all parts that failed, and where a condition stands', () => {
    const statement = { Effect: 'Allow', Action: 'ec2:*', Resource: 'arn:aws:ec2:*', ...equals('aws:username', 'bob') };
    const found = explained({ identity: [lines('identity', 'a', statement)] });
    const { failures } = found.layers[0]!.statements[0]!;
    expect(failures.map(({ part }) => part)).toEqual(['action', 'resource', 'condition']);
    const place = failures[2]!.part === 'condition' ? failures[2]!.at : undefined;
    expect(found.documents[0]!.text.slice(place!.offset)).toMatch(/^"aws:username"/);
    expect(place!.line).toBe(2);
  });

  test('tells whom a resource policy names instead', () => {
    const names = (Principal: object) => ({
      policy: policy('resource', allow({ Principal })),
      kind: 'resource' as const,
    });
    const [guard] = explained({ resource: names({ AWS: [OTHER, role.entityArn!] }) }).layers;
    expect(guard!.statements[0]!.failures).toEqual([
      { part: 'principal', wanted: [OTHER, role.entityArn], negated: false, found: user.arn, unresolved: [] },
    ]);
    expect(explained({ resource: names({ AWS: ACCOUNT }) }).layers[0]).toMatchObject({
      outcome: 'allows',
      grant: 'account',
    });
    expect(explained({ resource: names({ AWS: user.arn }) }).layers[0]).toMatchObject({ grant: 'direct' });
  });

  test('names each layer and level', () => {
    const open = [lines('identity', 'open', allow())];
    const shut = [lines('identity', 'shut', allow({ Action: 'ec2:*' }))];
    const found = explained(
      {
        identity: open,
        boundary: open,
        session: shut,
        scp: [open, shut],
        endpoint: policy('resource', allow({ Principal: '*' })),
      },
      { principal: role },
    );
    expect(found.layers.map(({ layer, level, outcome, refused }) => [layer, level, outcome, refused])).toEqual([
      ['scp', 1, 'allows', false],
      ['scp', 2, 'silent', true],
      ['endpoint', undefined, 'allows', false],
      ['identity', undefined, 'allows', false],
      ['boundary', undefined, 'allows', false],
      ['session', undefined, 'silent', false],
    ]);
  });

  test('names the layer that refuses by being absent', () => {
    const open = [lines('identity', 'open', allow())];
    const across = explained({ identity: open, resourceAccount: OTHER });
    expect(across.layers[0]).toMatchObject({ layer: 'resource', present: false, refused: true });
    expect(describe(across)).toMatch(/^denied: `s3:GetObject` on `.*`: there is no resource-based policy\n/);
    const guest = explained({ identity: open }, { principal: federated });
    expect(guest.layers.at(-1)).toMatchObject({ layer: 'session', present: false, refused: true });
  });

  test('root needs no statement', () => {
    const found = explained({}, { principal: root });
    expect(found.layers).toMatchObject([{ layer: 'identity', outcome: 'allows', statements: [] }]);
    expect(describe(found)).toMatch(/^allowed: .*: the account is the root user's own\n/);
  });

  test('a statement whose evaluation fails counts as a Deny and is told of', () => {
    const hostile = new Map([['aws:username', 'x']]) as unknown as Context;
    Object.defineProperty(hostile, 'get', {
      value: () => {
        throw new Error('broken');
      },
    });
    const found = explained(
      { identity: [lines('identity', 'a', allow(), allow(equals('aws:username', 'bob')), allow({ Action: 'ec2:*' }))] },
      { context: hostile },
    );
    expect(found.layers[0]!.statements.map(({ outcome }) => outcome)).toEqual(['applies', 'failed', 'does-not-apply']);
    expect(describe(found)).toContain('could not be evaluated');
  });

  suite('missing keys', () => {
    test.each([
      ['a condition', allow(equals('aws:RequestedRegion', 'x')), ['aws:RequestedRegion']],
      ['a variable in a condition', allow(equals('aws:here', '${aws:PrincipalTag/Team}')), ['aws:PrincipalTag/Team']],
      ['a variable with a default', allow({ Resource: "arn:aws:s3:::b/${aws:username, 'alice'}/*" }), ['aws:username']],
      ['a variable without one', allow({ Resource: 'arn:aws:s3:::b/${aws:username}/*' }), ['aws:username']],
      [
        'an operator that does not need the key',
        allow({ Condition: { BoolIfExists: { 'aws:mfa': 'true' } } }),
        ['aws:mfa'],
      ],
      ['one key in two spellings', allow({ Condition: { Bool: { 'A:k': 'true' }, Null: { 'a:K': 'true' } } }), ['A:k']],
      ['a key that is there', allow(equals('aws:Here', 'y')), []],
      ['a statement about another action', allow({ Action: 'ec2:*', ...equals('aws:x', 'y') }), []],
      ['a statement about another resource', allow({ Resource: 'arn:aws:s3:::c', ...equals('aws:x', 'y') }), []],
    ])('%s', (_name, statement, missing) => {
      const context = contextOf({ 'aws:here': 'x' });
      expect(explained({ identity: [lines('identity', 'a', statement)] }, { context }).missingKeys).toEqual(missing);
    });

    test('a document of 2008 has no variables', () => {
      const old = policy('resource', allow({ Principal: '*', Resource: 'arn:aws:s3:::b/${aws:username}/*' }), {
        version: '2008-10-17',
      });
      expect(explained({ resource: { policy: old, kind: 'resource' } }).missingKeys).toEqual([]);
    });
  });
});

suite('describe', () => {
  test('reads like this', () => {
    const found = explained({
      identity: [lines('identity', 'admin.json', allow({ Sid: 'All' }))],
      boundary: [lines('boundary', 'edge.json', allow({ Sid: 'NoReads', Effect: 'Deny', Action: 's3:Get*' }))],
    });
    expect(
      describe(found),
    ).toBe(`denied: \`s3:GetObject\` on \`arn:aws:s3:::b/alice/x\`: a statement in a permissions boundary denies it

permissions boundary \`edge.json\`, statement \`NoReads\` at line 2, column 3, denies it
2 |   {"Effect":"Deny","Action":"s3:Get*","Resource":"*","Sid":"NoReads"}
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

what each layer says:
  identity-based policy  allows               1 of 1 statement applies
  permissions boundary   denies, and refuses  1 of 1 statement applies
`);
  });

  test('tells what came close, the closest first', () => {
    const far = allow({
      Resource: 'arn:aws:s3:::c',
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      Sid: 'Far',
    });
    const close = allow({ Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, Sid: 'Close' });
    const other = { Effect: 'Allow', Action: 'ec2:*', Resource: 'arn:aws:ec2:*', Sid: 'Other' };
    const context = contextOf({ 'aws:requestedregion': 'us-east-1' });
    const text = describe(explained({ identity: [lines('identity', 'p', far, close, other)] }, { context }));
    expect(text).toContain(`statement \`Close\` at line 3, column 3, does not apply:
  Condition StringEquals \`aws:RequestedRegion\`: wants \`eu-west-1\`, found \`us-east-1\`
`);
    expect(text.indexOf('`Close`')).toBeLessThan(text.indexOf('`Far`'));
    expect(text).not.toContain('`Other`');
  });

  test('prints nothing that a terminal would obey, and nothing endless', () => {
    const context = contextOf({ 'aws:useragent': `\u001b[2J${'x'.repeat(5000)}` });
    const statements = Array.from({ length: 300 }, () =>
      allow({ Condition: { StringEquals: { 'aws:UserAgent': Array.from({ length: 50 }, (_, i) => `v${i}`) } } }),
    );
    const text = describe(explained({ identity: [lines('identity', 'p', ...statements)] }, { context }));
    expect(text).toContain('found `\\u001b[2Jxxx');
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(text).toContain('and 292 more like it');
    expect(text.length).toBeLessThan(8000);
  });

  test('a long line is cut around the statement', () => {
    const statement = JSON.stringify(allow({ Sid: 'Long' }));
    const text = `{"Version":"2012-10-17","Statement":[${Array.from({ length: 40 }, () => JSON.stringify(allow({ Action: 'ec2:*' }))).join(',')},${statement}]}`;
    const read = readPolicy(text, 'identity');
    const found = explained({ identity: [compile(read.ok ? read.policy : (undefined as never))] });
    const [printed, under] = describe(found)
      .split('\n')
      .filter((line) => / \| /.test(line));
    expect(printed!.slice(under!.indexOf('^'), under!.lastIndexOf('^') + 1)).toBe(statement);
    expect(printed!.length).toBeLessThan(180);
  });
});
