import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../../src/authorizer/question.ts';
import {
  ask,
  asks,
  hashOf,
  openWithService,
  presigned,
  question,
  type Replied,
  received,
  type Sent,
  send,
} from '../authorize/asking.ts';
import { ACCOUNT_A, type Credentials, form, type House, policy } from '../house/harness.ts';

/** What can be tried at the door where services ask: by who sends requests, by services, by who is neither. */
let house: House;
let store: Credentials;
let ann: Credentials;
beforeAll(async () => {
  ({ house, store, ann } = await openWithService());
});

type Request = Question['request'];
const outcome = ({ status, body }: Replied) =>
  status === 200
    ? body.authenticated
      ? body.decision
      : `unproven: ${body.error?.code}`
    : `${status} ${body.error?.code}`;
const differs = 'unproven: SignatureDoesNotMatch';
const withHeader = (request: Request, name: string, value: string): Request => ({
  ...request,
  headers: request.headers.map(([each, before]) => [each, each === name ? value : before]),
});

describe('who sends requests', () => {
  const other = 'f'.repeat(64);
  it.each<[string, (request: Request) => Request]>([
    ['the method', (request) => ({ ...request, method: 'DELETE' })],
    ['the path', (request) => ({ ...request, target: '/photos/other.jpg' })],
    ['a query that is added', (request) => ({ ...request, target: `${request.target}?acl` })],
    ['a signed header', (request) => withHeader(request, 'host', 'other.example.test')],
    ['the payload hash', (request) => ({ ...request, payloadHash: other })],
    ['a body that is left out', (request) => ({ ...request, payloadHash: 'UNSIGNED-PAYLOAD' })],
    [
      'an x-amz- header that is added',
      (request) => ({ ...request, headers: [...request.headers, ['x-amz-acl', 'public']] }),
    ],
    ['a second Host', (request) => ({ ...request, headers: [...request.headers, ['Host', 'other.example.test']] })],
    ['a second Host before it', (request) => ({ ...request, headers: [['host', 'x.test'], ...request.headers] })],
    ['a second Authorization', (request) => ({ ...request, headers: [...request.headers, request.headers.at(-1)!] })],
    [
      'another payload hash in a header',
      (request) => ({ ...request, headers: [...request.headers, ['x-amz-content-sha256', other]] }),
    ],
    ['dots in the path', (request) => ({ ...request, target: '/x/../photos/cat.jpg' })],
    ['a slash more', (request) => ({ ...request, target: '//photos/cat.jpg' })],
    ['other escapes', (request) => ({ ...request, target: '/photos/cat%2Ejpg' })],
  ])('cannot change %s', async (_what, change) => {
    const request = received(house, ann);
    expect(outcome(await asks(house, store, question(request)))).toBe('allow');
    expect(outcome(await asks(house, store, question(change(request))))).toBe(differs);
  });

  it.each([
    ['a target in absolute form', 'http://objects.example.test/photos/cat.jpg', 'InvalidURI'],
    ['a fragment', '/photos/cat.jpg#x', 'InvalidURI'],
    ['a space', '/photos/cat jpg', 'InvalidURI'],
    ['a line feed', '/photos/cat.jpg\n', 'InvalidURI'],
    ['bytes beyond ASCII', '/photos/k\u00e4tzchen', 'InvalidURI'],
    ['half an escape in the query', '/photos/cat.jpg?a=%2', 'MalformedQueryString'],
  ])('cannot bring %s', async (_what, target, code) => {
    const request = { ...received(house, ann), target };
    expect(outcome(await asks(house, store, question(request)))).toBe(`unproven: ${code}`);
  });

  it('cannot use what was signed for another service, or in another region', async () => {
    for (const service of ['s3', 'sts', 'iam', 'rolecall', 'objectsx', 'Objects']) {
      expect([service, outcome(await asks(house, store, question(received(house, ann, { service }))))]).toEqual([
        service,
        differs,
      ]);
    }
    const elsewhere = question(received(house, ann, { region: 'eu-west-1' }), { regions: ['us-east-1'] });
    expect(outcome(await asks(house, store, elsewhere))).toBe(differs);
    expect(outcome(await asks(house, store, { ...elsewhere, regions: ['us-east-1', 'eu-west-1'] }))).toBe('allow');
  });

  it('cannot come a quarter of an hour later, nor earlier', async () => {
    const request = received(house, ann);
    const at = async (ms: number) => {
      house.clock.advance(ms);
      const answered = outcome(await asks(house, store, question(request)));
      house.clock.advance(-ms);
      return answered;
    };
    expect([await at(899_000), await at(901_000), await at(-901_000)]).toEqual(['allow', differs, differs]);
  });

  it('cannot stretch a presigned request', async () => {
    const link = presigned(house, ann, { expires: '60' });
    expect(outcome(await asks(house, store, question(link)))).toBe('allow');
    const stretched = { ...link, target: link.target.replace('X-Amz-Expires=60', 'X-Amz-Expires=600') };
    expect(outcome(await asks(house, store, question(stretched)))).toBe(differs);
    for (const expires of ['604801', '0', '-1', '1e3'])
      expect(outcome(await asks(house, store, question(presigned(house, ann, { expires }))))).toBe(
        'unproven: IncompleteSignature',
      );
    house.clock.advance(61_000);
    expect(outcome(await asks(house, store, question(link)))).toBe(differs);
    house.clock.advance(-61_000);
    // Without an end of its own it is good for the window.
    const endless = presigned(house, ann, {});
    house.clock.advance(901_000);
    expect(outcome(await asks(house, store, question(endless)))).toBe(differs);
    house.clock.advance(-901_000);
  });

  it('cannot put credentials into both header and query', async () => {
    const { headers } = received(house, ann);
    const both = { ...presigned(house, ann, { expires: '60' }), headers };
    expect(outcome(await asks(house, store, question(both)))).toBe(differs);
  });

  it.each(['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'streaming-x'])(
    'cannot sign the body in pieces: %s',
    async (value) => {
      const request = received(house, ann, { method: 'PUT', headers: { 'x-amz-content-sha256': value } });
      expect(outcome(await asks(house, store, question(request)))).toBe('unproven: NotImplemented');
    },
  );

  it('cannot go on with a key or session that is no more', async () => {
    const gus = await house.user(house.rootA, 'gus');
    await house.allowUser(house.rootA, 'gus', { Action: '*', Resource: '*' });
    const role = await house.role(house.rootA, 'gone', { Principal: { AWS: ACCOUNT_A } });
    await house.allowRole(house.rootA, 'gone', { Action: 'objects:*', Resource: '*' });
    const session = await house.assumed(gus, role);
    const now = async (by: Credentials) => outcome(await asks(house, store, question(received(house, by))));
    expect([await now(gus), await now(session)]).toEqual(['allow', 'allow']);

    // Revoked as AWS's console does it: the next question feels it.
    await house.must(house.rootA, 'PutRolePolicy', {
      RoleName: 'gone',
      PolicyName: 'AWSRevokeOlderSessions',
      PolicyDocument: policy({
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { DateLessThan: { 'aws:TokenIssueTime': '2026-11-21T12:00:00Z' } },
      }),
    });
    expect(await now(session)).toBe('deny');
    await house.must(house.rootA, 'DeleteRolePolicy', { RoleName: 'gone', PolicyName: 'AWSRevokeOlderSessions' });
    await house.must(house.rootA, 'DeleteRolePolicy', { RoleName: 'gone', PolicyName: 'allowed' });
    await house.must(house.rootA, 'DeleteRole', { RoleName: 'gone' });
    expect(await now(session)).toBe('unproven: InvalidClientTokenId');

    await house.must(house.rootA, 'UpdateAccessKey', {
      UserName: 'gus',
      AccessKeyId: gus.accessKeyId,
      Status: 'Inactive',
    });
    expect(await now(gus)).toBe('unproven: InvalidClientTokenId');
  });

  it('cannot use a session after its end, nor with another token', async () => {
    const role = await house.role(house.rootA, 'ending', { Principal: { AWS: ACCOUNT_A } });
    await house.allowRole(house.rootA, 'ending', { Action: 'objects:*', Resource: '*' });
    await house.allowUser(house.rootA, 'ann', { Action: ['sts:*', 'objects:GetObject'], Resource: '*' });
    const [one, two] = [await house.assumed(ann, role), await house.assumed(ann, role)];
    const now = async (by: Credentials) => outcome(await asks(house, store, question(received(house, by))));
    expect(await now(one)).toBe('allow');
    expect(await now({ ...one, sessionToken: two.sessionToken! })).toBe('unproven: InvalidClientTokenId');
    house.clock.advance(3_601_000);
    expect(await now(one)).toBe('unproven: ExpiredToken');
  });
});

describe('services', () => {
  it.each([
    ['is not permitted', 'objects', {}],
    [
      'is permitted for another name',
      'objects',
      { Action: 'rolecall:Authorize', Resource: `arn:aws:rolecall::${ACCOUNT_A}:service/queue` },
    ],
    ['is permitted for a longer name', 'objects', ask('objects2')],
    ['is permitted something else', 'objects', { Action: 'rolecall:ExplainDecision', Resource: '*' }],
  ])('one that %s learns nothing', async (what, _service, statement) => {
    const name = what.replaceAll(' ', '-');
    const low = await house.user(house.rootA, name);
    if ('Action' in statement) await house.allowUser(house.rootA, name, statement);
    const { status, body } = await asks(house, low, question(received(house, ann)));
    expect([status, body]).toEqual([
      403,
      {
        error: {
          code: 'AccessDenied',
          message:
            `User: arn:aws:iam::${ACCOUNT_A}:user/${name} is not authorized to perform: rolecall:Authorize on resource: ` +
            `arn:aws:rolecall::${ACCOUNT_A}:service/objects because no identity-based policy allows the rolecall:Authorize action`,
        },
        requestId: expect.any(String),
      },
    ]);
  });

  it.each(['sts', 'iam', 'rolecall', 'STS', 'sts ', '', 'a'.repeat(64), '*', 'constructor/x'])(
    'cannot ask for the name `%s`',
    async (service) => {
      const request = received(house, ann, { service });
      expect(outcome(await asks(house, house.rootA, question(request, { service })))).toBe('400 ValidationError');
    },
  );

  it.each([
    'sts:AssumeRole',
    'iam:CreateUser',
    'rolecall:Authorize',
    'IAM:CreateUser',
    'objects:*',
    'objects',
    '*',
    'objects:Get Object',
  ])('cannot ask for the action `%s`', async (action) => {
    expect(outcome(await asks(house, store, question(received(house, ann), { action })))).toBe('400 ValidationError');
  });

  it.each([
    'aws:MultiFactorAuthPresent',
    'aws:multifactorauthage',
    'aws:PrincipalTag/team',
    'AWS:PrincipalArn',
    'aws:userid',
    'aws:username',
    'aws:SourceIdentity',
    'aws:SourceIp',
    'aws:SecureTransport',
    'aws:CurrentTime',
    'aws:TokenIssueTime',
    'aws:RequestedRegion',
    'aws:ResourceAccount',
    'aws:ResourceOrgID',
    'aws:PrincipalIsAWSService',
    'aws:ViaAWSService',
    'aws:CalledVia',
    'aws:SourceArn',
    'aws:ResourceTag/',
    'aws:anything',
    'sts:ExternalId',
    'iam:ResourceTag/x',
    'rolecall:Action',
    'saml:aud',
    'accounts.google.com:aud',
    'queue:depth',
    'lambda:SourceFunctionArn',
  ])('cannot say %s', async (key) => {
    const { status, body } = await asks(house, store, question(received(house, ann), { context: { [key]: 'x' } }));
    expect([status, body.error?.code, body.error?.message]).toEqual([
      400,
      'ValidationError',
      expect.stringContaining(key.toLowerCase()),
    ]);
  });

  it('cannot say a key twice, in two cases, nor one value as many', async () => {
    const status = async (context: Record<string, string | string[]>) =>
      outcome(await asks(house, store, question(received(house, ann), { context })));
    expect(await status({ 'objects:a': 'x', 'Objects:A': 'y' })).toBe('400 ValidationError');
    expect(await status({ 'aws:SourceVpc': ['a', 'b'] })).toBe('400 ValidationError');
  });

  it('has its calls counted, and those of nobody else', async () => {
    const few = await openWithService({ throttle: 8 });
    few.house.clock.advance(2000);
    const told: string[] = [];
    for (let i = 0; i < 10; i++)
      told.push(outcome(await asks(few.house, few.store, question(received(few.house, few.ann)))));
    expect(told).toEqual([...Array(8).fill('allow'), '400 Throttling', '400 Throttling']);
    expect((await few.house.call(few.ann, 'GetCallerIdentity')).status).toBe(200);
  });
});

describe('who is neither', () => {
  it('is refused as everywhere, before the question is looked at', async () => {
    const body = Buffer.from('{');
    const nothing = { method: 'POST', target: '/authorize', rawHeaders: ['Host', 'x'], body };
    expect(outcome(await send(house, nothing))).toBe('403 MissingAuthenticationToken');
    const forged = { ...store, secretAccessKey: 'x'.repeat(40) };
    expect(outcome(await asks(house, forged, '{'))).toBe('403 SignatureDoesNotMatch');
    for (const service of ['sts', 'iam', 'objects'])
      expect(outcome(await asks(house, store, '{', { service }))).toBe('403 SignatureDoesNotMatch');
  });

  it('cannot turn a request of STS into a question, nor a question into a request of STS', async () => {
    const asked = form('GetCallerIdentity', {}, 'sts');
    expect(outcome(await asks(house, store, asked, { service: 'sts' }))).toBe('403 SignatureDoesNotMatch');
    // The question of one service is not the request of another: what forwards it is told so.
    const signed = received(house, store, { service: 'rolecall', method: 'POST', target: '/authorize', body: '{}' });
    expect(outcome(await asks(house, store, question(signed)))).toBe(differs);
  });

  it.each<[string, Sent | { target: string } | { twice: string }, string]>([
    ['GET', { method: 'GET' }, '405'],
    [
      'another content type',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      '400 SerializationException',
    ],
    ['a query', { target: '/authorize?x=1' }, '400 ValidationError'],
    ['a second Authorization', { twice: 'authorization' }, '400 ValidationError'],
    ['a second Host', { twice: 'host' }, '400 ValidationError'],
  ])('is refused with %s', async (_what, change, expected) => {
    const body = Buffer.from(JSON.stringify(question(received(house, ann))));
    if ('target' in change || 'twice' in change) {
      const rawHeaders = 'twice' in change ? [change.twice!, 'a', change.twice!, 'b'] : ['Host', 'x'];
      const target = ('target' in change && change.target) || '/authorize';
      return expect(outcome(await send(house, { method: 'POST', target, rawHeaders, body }))).toBe(expected);
    }
    const answered = await asks(house, store, body, change);
    return expect(answered.text === '' ? String(answered.status) : outcome(answered)).toBe(expected);
  });
});

describe('the question itself', () => {
  const good = () => question(received(house, ann));
  const text = (more: string) => JSON.stringify(good()).replace(/\}$/, `${more}}`);

  it.each<[string, () => string | Buffer, string, RegExp]>([
    ['no JSON', () => '{"request":', 'SerializationException', /^This is not JSON at character/],
    ['nothing', () => '', 'SerializationException', /not JSON/],
    ['no UTF-8', () => Buffer.from('{"\u00ff":1}', 'latin1'), 'SerializationException', /not UTF-8/],
    ['a name twice', () => text(',"action":"objects:PutObject"'), 'SerializationException', /twice/],
    ['a name twice, by escapes', () => text(',"act\\u0069on":"objects:PutObject"'), 'SerializationException', /twice/],
    ['deep JSON', () => `${'['.repeat(5000)}${']'.repeat(5000)}`, 'SerializationException', /too deeply/],
    ['__proto__', () => text(',"__proto__":{"explain":true}'), 'SerializationException', /`__proto__` is no name/],
    ['__proto__ in the context', () => text(',"context":{"__proto__":"x"}'), 'SerializationException', /`__proto__`/],
    ['constructor', () => text(',"constructor":{}'), 'ValidationError', /`constructor`: no such member/],
    ['an unknown member', () => text(',"actionn":"x"'), 'ValidationError', /`actionn`: no such member/],
    [
      'an unknown member inside',
      () => JSON.stringify({ ...good(), request: { ...good().request, body: 'x' } }),
      'ValidationError',
      /`request.body`: no such member/,
    ],
    [
      'a key of the context that is none',
      () => text(',"context":{"toString":"x"}'),
      'ValidationError',
      /`context.toString`: is no condition key/,
    ],
    ['a list', () => '[]', 'ValidationError', /`the question`/],
    [
      'a header of three parts',
      () => JSON.stringify({ ...good(), request: { ...good().request, headers: [['a', 'b', 'c']] } }),
      'ValidationError',
      /`request.headers.0`/,
    ],
    [
      'a header with a line feed',
      () => JSON.stringify({ ...good(), request: { ...good().request, headers: [['a', 'b\nc']] } }),
      'ValidationError',
      /is no header value/,
    ],
    [
      'a character that is no byte',
      () => JSON.stringify({ ...good(), request: { ...good().request, headers: [['a', '\u0141']] } }),
      'ValidationError',
      /is no header value/,
    ],
    [
      '101 headers',
      () => JSON.stringify({ ...good(), request: { ...good().request, headers: Array(101).fill(['a', 'b']) } }),
      'ValidationError',
      /`request.headers`/,
    ],
    [
      '61 keys',
      () =>
        JSON.stringify({
          ...good(),
          context: Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`objects:k${i}`, 'x'])),
        }),
      'ValidationError',
      /more than 60/,
    ],
    [
      'many keys that are none, which are counted before they are looked at',
      () => text(`,"context":{${Array.from({ length: 15_000 }, (_, i) => `"k${i}":0`).join()}}`),
      'ValidationError',
      /^`context`: has more than 60 keys$/,
    ],
    [
      'a payload in pieces',
      () =>
        JSON.stringify({
          ...good(),
          request: { ...good().request, payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' },
        }),
      'ValidationError',
      /STREAMING/,
    ],
    [
      'a policy that is none',
      () => text(',"resourcePolicy":{"Version":"2012-10-17"}'),
      'MalformedPolicyDocument',
      /^resourcePolicy: /,
    ],
    ['a long policy', () => text(`,"resourcePolicy":{"Id":"${'x'.repeat(20_480)}"}`), 'ValidationError', /20480/],
    [
      'a resource that is none',
      () => JSON.stringify({ ...good(), resource: 'photos/cat.jpg' }),
      'ValidationError',
      /`resource`: is no ARN/,
    ],
    [
      'an address that is none',
      () => JSON.stringify({ ...good(), request: { ...good().request, remoteAddress: 'localhost' } }),
      'ValidationError',
      /`request.remoteAddress`/,
    ],
  ])('is refused with %s', async (_what, body, code, message) => {
    const answered = await asks(house, store, body());
    expect([answered.status, answered.body.error]).toEqual([400, { code, message: expect.stringMatching(message) }]);
  });

  it('may not be long', async () => {
    const answered = await asks(house, store, text(`,"x":"${'x'.repeat(300_000)}"`));
    expect(outcome(answered)).toBe('413 RequestEntityTooLarge');
  });

  it('never makes the house stumble, whatever it is', { timeout: 120_000 }, async () => {
    const statuses = new Map<number, number>();
    const tried = async (body: string) => {
      const { status, body: said } = await asks(house, store, body);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect([200, 400, 403]).toContain(status);
      // Nothing is allowed by what was not signed by ann.
      if (status === 200 && said.decision === 'allow')
        expect(said.authenticated && said.principal.accessKeyId).toBe(ann.accessKeyId);
    };
    const names = [
      'request',
      'service',
      'action',
      'resource',
      'context',
      'explain',
      'toString',
      'regions',
      'resourcePolicy',
    ];
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.string(),
      fc.constantFrom('*', 'arn:aws:objects:::x', hashOf(''), 'objects'),
    );
    const altered = fc.record({ name: fc.constantFrom(...names), inner: fc.boolean(), value: anything });
    await fc.assert(
      fc.asyncProperty(altered, async ({ name, inner, value }) => {
        const whole = good() as unknown as Record<string, unknown>;
        const changed = inner
          ? {
              ...whole,
              request: {
                ...(whole.request as object),
                [['method', 'target', 'headers', 'payloadHash'][name.length % 4]!]: value,
              },
            }
          : { ...whole, [name]: value };
        await tried(JSON.stringify(changed));
      }),
      { numRuns: 600 },
    );
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string(), fc.json()), tried), { numRuns: 400 });
    console.log(`answers to made-up questions: ${JSON.stringify([...statuses])}`);
  });
});
