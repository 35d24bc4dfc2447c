import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, rolecall } from './process.ts';

const ACCOUNT = '111122223333';
const ANN = `arn:aws:iam::${ACCOUNT}:user/ann`;
const DEV = `arn:aws:iam::${ACCOUNT}:role/dev`;
const allow = (more: object = {}) => ({ Effect: 'Allow', Action: 's3:*', Resource: '*', ...more });
const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const request = (more: object = {}) => ({
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
  principal: ANN,
  ...more,
});

/** Runs a command in a folder with these files; objects are written as JSON. */
function run(
  command: 'simulate' | 'explain',
  args: readonly string[],
  files: Readonly<Record<string, object | string>>,
) {
  const cwd = folder();
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return rolecall([command, ...args], { cwd });
}

const SIMPLE = ['--policy', 'p.json', '--request', 'r.json'];

describe('rolecall simulate', () => {
  it('allowed: exit 0, with the statement underlined', async () => {
    const found = await run('simulate', SIMPLE, { 'p.json': document(allow({ Sid: 'Read' })), 'r.json': request() });
    expect(found).toEqual({
      code: 0,
      stderr: '',
      stdout: `allowed: \`s3:GetObject\` on \`arn:aws:s3:::b/k\`

identity-based policy \`p.json\`, statement \`Read\` at line 4, column 5, allows it
4 |     {
  |     ^
5 |       "Effect": "Allow",
  |       ^^^^^^^^^^^^^^^^^^
6 |       "Action": "s3:*",
  |       ^^^^^^^^^^^^^^^^^
7 |       "Resource": "*",
  |       ^^^^^^^^^^^^^^^^
8 |       "Sid": "Read"
  |       ^^^^^^^^^^^^^
9 |     }
  |     ^
`,
    });
  });

  it('denied: exit 3, with the reason', async () => {
    const silent = await run('simulate', SIMPLE, {
      'p.json': document(allow({ Action: 'ec2:*' })),
      'r.json': request(),
    });
    expect(silent).toEqual({
      code: 3,
      stderr: '',
      stdout: 'denied: `s3:GetObject` on `arn:aws:s3:::b/k`: no statement in an identity-based policy allows it\n',
    });
    const explicit = await run('simulate', [...SIMPLE, '--boundary', 'b.json'], {
      'p.json': document(allow()),
      'b.json': document(allow({ Effect: 'Deny' })),
      'r.json': request(),
    });
    expect(explicit.code).toBe(3);
    expect(explicit.stdout).toMatch(
      /^denied: .*: a statement in a permissions boundary denies it\n\npermissions boundary `b.json`, the statement at line 4, column 5, denies it\n/,
    );
  });

  it('as JSON the whole explanation, which `explain --decision` reads', async () => {
    const files = { 'p.json': document(allow()), 'r.json': request() };
    const { stdout, code } = await run('simulate', [...SIMPLE, '--output', 'json'], files);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      decision: { allowed: true, because: 'allowed' },
      layers: [
        { layer: 'identity', outcome: 'allows', statements: [{ source: 'p.json', from: { line: 4, column: 5 } }] },
      ],
    });
    const told = await run('explain', ['--decision', 'd.json'], { 'd.json': stdout });
    expect(told).toEqual(await run('explain', SIMPLE, files));
    expect(told.code).toBe(0);
    expect(told.stdout).toContain('what each layer says:\n  identity-based policy  allows  1 of 1 statement applies\n');
  });

  describe('all layers take part', () => {
    const open = document(allow({ Action: '*' }));
    it.each([
      ['several policies', ['--policy', 'none.json', 'open.json'], {}, 0],
      ['no policy', [], {}, 3],
      ['session policy', ['--policy', 'open.json', '--session-policy', 'none.json'], { principal: DEV }, 3],
      ['resource policy', ['--resource-policy', 'ann.json'], {}, 0],
      ['resource policy for somebody else', ['--resource-policy', 'ann.json'], { principal: `${ANN}e` }, 3],
      ['resource of another account', ['--policy', 'open.json'], { resourceAccount: '444455556666' }, 3],
      ['trust policy', ['--trust-policy', 'trust.json'], { action: 'sts:AssumeRole', resource: DEV }, 0],
      [
        'trust policy, key missing',
        ['--trust-policy', 'external.json'],
        { action: 'sts:AssumeRole', resource: DEV },
        3,
      ],
      [
        'trust policy, key there',
        ['--trust-policy', 'external.json'],
        { action: 'sts:AssumeRole', resource: DEV, context: { 'STS:externalid': 7 } },
        0,
      ],
      [
        'a policy without trust',
        ['--policy', 'open.json', '--trust-policy', 'external.json'],
        { action: 'sts:AssumeRole', resource: DEV },
        3,
      ],
      ['keys that follow from the principal', ['--policy', 'name.json'], {}, 0],
      ['a key of many values', ['--policy', 'tags.json'], { context: { 'aws:TagKeys': ['a'] } }, 3],
      ['a key of one value', ['--policy', 'tags.json'], { context: { 'aws:TagKeys': 'a' } }, 0],
      ['root', [], { principal: `arn:aws:iam::${ACCOUNT}:root` }, 0],
      ['anonymous', ['--resource-policy', 'everyone.json'], { principal: 'anonymous' }, 0],
      ['a service', ['--resource-policy', 'service.json'], { principal: 'ec2.amazonaws.com' }, 0],
      [
        'a session',
        ['--resource-policy', 'session.json'],
        { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/dev/s` },
        0,
      ],
    ] as const)('%s', async (_name, args, more, code) => {
      const assume = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ANN } };
      const named = (Principal: unknown) => document(allow({ Principal }));
      const equals = (key: string, value: string) => ({ Condition: { StringEquals: { [key]: value } } });
      const { code: found, stderr } = await run(
        'simulate',
        [...args, ...(args.length === 0 ? ['--policy', 'none.json'] : []), '--request', 'r.json'],
        {
          'open.json': open,
          'none.json': document(allow({ Action: 'ec2:*' })),
          'ann.json': named({ AWS: ANN }),
          'everyone.json': named('*'),
          'service.json': named({ Service: 'ec2.amazonaws.com' }),
          'session.json': named({ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/dev/s` }),
          'trust.json': document(assume),
          'external.json': document({ ...assume, ...equals('sts:ExternalId', '7') }),
          'name.json': document(allow(equals('aws:username', 'ann'))),
          'tags.json': document(allow(equals('aws:TagKeys', 'a'))),
          'r.json': request(more),
        },
      );
      expect({ found, stderr }).toEqual({ found: code, stderr: '' });
    });
  });

  it.each([
    [
      'a policy that is none',
      { 'p.json': '{\n  "Version": "2012-10-17",\n  "Statement": [{"Effect": "permit"}]\n}' },
      'p.json:3:28: Syntax errors in policy.',
    ],
    [
      'a name twice',
      { 'p.json': '{"Version": "2012-10-17", "Version": "2012-10-17"}' },
      'p.json:1:27: Syntax errors in policy.',
    ],
    ['no such file', { 'r.json': request() }, 'cannot read `p.json`: ENOENT, no such file'],
    ['a request that is no JSON', { 'r.json': '{"action": }' }, 'r.json:1:12: no JSON'],
    [
      'a request with a name twice',
      { 'r.json': '{"action": "a:B",\n"action": "a:C"}' },
      'r.json:2:1: a name is written twice',
    ],
    ['a request without action', { 'r.json': '\n {}' }, 'r.json:2:2: `action` is needed'],
    ['an action that is no text', { 'r.json': '{"action": 1}' }, 'r.json:1:12: `action` is a text'],
    [
      'a member that nobody knows',
      { 'r.json': '{"action": "a:B", "ressource": "*"}' },
      'r.json:1:19: no such member: `ressource`',
    ],
    [
      'a principal that is nobody',
      { 'r.json': '{"action": "a:B", "principal": "me"}' },
      'r.json:1:32: nobody that a request can come from: `me`',
    ],
    [
      'a context that is no object',
      { 'r.json': '{"action": "a:B", "context": []}' },
      'r.json:1:30: an object is expected',
    ],
    [
      'a context key twice',
      { 'r.json': '{"action": "a:B", "context": {"a:k": 1, "A:K": 2}}' },
      'r.json:1:41: the key `A:K` is given twice: letters of another case are no difference',
    ],
    [
      'a value that is none',
      { 'r.json': '{"action": "a:B", "context": {"a:k": null}}' },
      'r.json:1:38: a text, a number, a boolean or a list of them is expected',
    ],
  ])('refuses %s: exit 1', async (_name, files, sentence) => {
    const valid = { 'p.json': document(allow()), 'r.json': request() };
    const given = _name === 'no such file' ? files : { ...valid, ...files };
    expect(await run('simulate', SIMPLE, given as Record<string, object | string>)).toEqual({
      code: 1,
      stdout: '',
      stderr: `rolecall: ${sentence}\n`,
    });
  });

  it('a policy of the resource needs somebody to name', async () => {
    const found = await run('simulate', ['--resource-policy', 'p.json', '--request', 'r.json'], {
      'p.json': document(allow({ Principal: '*' })),
      'r.json': { action: 's3:GetObject', resource: '*' },
    });
    expect(found).toMatchObject({
      code: 1,
      stderr: 'rolecall: r.json:1:1: a policy of the resource needs a `principal`\n',
    });
  });

  it.each([
    [['--policy', 'p.json']],
    [[...SIMPLE, '--output', 'xml']],
    [[...SIMPLE, '--polcy', 'p.json']],
    [[...SIMPLE, '--resource-policy', 'p.json', '--trust-policy', 'p.json']],
  ])('%j is wrong usage: exit 2', async (args) => {
    const found = await run('simulate', args, { 'p.json': document(allow()), 'r.json': request() });
    expect(found).toMatchObject({ code: 2, stdout: '' });
    expect(found.stderr).not.toBe('');
  });
});

describe('rolecall explain', () => {
  it('tells what came close, exit 0 although denied', async () => {
    const found = await run('explain', SIMPLE, {
      'p.json': document(allow({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
      'r.json': request(),
    });
    expect(found.code).toBe(0);
    expect(
      found.stdout,
    ).toBe(`denied: \`s3:GetObject\` on \`arn:aws:s3:::b/k\`: no statement in an identity-based policy allows it

identity-based policy \`p.json\`, the statement at line 4, column 5, does not apply:
  Condition Bool \`aws:MultiFactorAuthPresent\`: wants \`true\`, the key is missing

what each layer says:
  identity-based policy  silent, and refuses  0 of 1 statement apply

context keys that were looked for and not supplied:
  \`aws:MultiFactorAuthPresent\`
`);
  });

  it.each(['{}', '[]', 'null', 'no JSON', '{"request":{},"decision":{},"layers":[],"documents":[]}'])(
    'refuses %s as a decision',
    async (text) => {
      expect(await run('explain', ['--decision', 'd.json'], { 'd.json': text })).toEqual({
        code: 1,
        stdout: '',
        stderr: 'rolecall: not a decision that `rolecall simulate --output json` printed: `d.json`\n',
      });
    },
  );

  it('takes a decision or policies, not both', async () => {
    const found = await run('explain', ['--decision', 'd.json', '--policy', 'p.json'], {});
    expect(found).toMatchObject({
      code: 2,
      stderr: 'rolecall: `--decision FILE` stands alone: it holds its policies and its request\n',
    });
  });

  it('needs a request or a decision', async () => {
    expect(await run('explain', ['--policy', 'p.json'], {})).toEqual({
      code: 2,
      stdout: '',
      stderr: 'rolecall: `--request FILE`, `--decision FILE` or `--message TEXT` is needed\n',
    });
  });
});
