import { beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT_A, type Credentials, form, type House, openHouse, signedPost } from './harness.ts';

const STS = 'https://sts.amazonaws.com/doc/2011-06-15/';
const FAULT = 'http://webservices.amazon.com/AWSFault/2005-15-09';

describe('dispatch (sts.md 1.2)', () => {
  let house: House;
  let user: Credentials;
  beforeAll(async () => {
    house = await openHouse();
    user = await house.user(house.rootA, 'alice');
  });

  const post = (body: string) => house.send(signedPost(user, body, 'sts', house.clock.now()));
  const unsigned = (method: string, target: string, headers: string[] = [], body = '') =>
    house.send({ method, target, rawHeaders: ['Host', 'sts.localhost', ...headers], body: Buffer.from(body) });
  const FORM = ['Content-Type', 'application/x-www-form-urlencoded'];

  it.each([
    ['Action=NoSuchAction&Version=2011-06-15', 'Could not find operation NoSuchAction for version 2011-06-15'],
    ['Action=GetCallerIdentity', 'Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED'],
    ['Action=GetCallerIdentity&Version=', 'Could not find operation GetCallerIdentity for version '],
    ['Action=&Version=2011-06-15', 'Could not find operation  for version 2011-06-15'],
    [
      'Action=GetCallerIdentity&Version=2012-12-12',
      'Could not find operation GetCallerIdentity for version 2012-12-12',
    ],
    [
      'Action=getCallerIdentity&Version=2011-06-15',
      'Could not find operation getCallerIdentity for version 2011-06-15',
    ],
  ])('%s', async (body, message) => {
    const answer = await post(body);
    expect([answer.status, answer.code, answer.message]).toEqual([400, 'InvalidAction', message]);
    expect(answer.body).toContain(`<ErrorResponse xmlns="${FAULT}">`);
  });

  it('tells a wrong Action only to the authenticated', async () => {
    const answer = await unsigned('POST', '/', FORM, 'Action=NoSuchAction&Version=2011-06-15');
    expect([answer.status, answer.code, answer.message]).toEqual([
      403,
      'MissingAuthenticationToken',
      'Request is missing Authentication Token',
    ]);
    expect(answer.body).toContain(`<ErrorResponse xmlns="${STS}">`);
  });

  it.each([
    ['GET', '/?Version=2011-06-15', [], '', 'https://aws.amazon.com/iam?Version=2011-06-15'],
    ['GET', '/', [], '', 'https://aws.amazon.com/iam'],
    ['POST', '/', FORM, 'Version=2011-06-15', 'https://aws.amazon.com/iam'],
    ['POST', '/', FORM, 'action=GetCallerIdentity', 'https://aws.amazon.com/iam'],
    ['POST', '/', [], 'Action=GetCallerIdentity', 'https://aws.amazon.com/iam'],
    ['POST', '/', ['Content-Type', 'application/json'], 'Action=GetCallerIdentity', 'https://aws.amazon.com/iam'],
    ['POST', '/?Action=GetCallerIdentity', FORM, '', 'https://aws.amazon.com/iam'],
  ] as [string, string, string[], string, string][])(
    '%s %s without an Action redirects',
    async (method, target, headers, body, location) => {
      const answer = await unsigned(method, target, headers, body);
      expect([answer.status, answer.body]).toEqual([302, '']);
      expect(answer.headers.slice(0, 2)).toEqual(['Location', location]);
      expect(answer.headers).toContain('x-amzn-RequestId');
    },
  );

  it('answers 404 before any authentication to another path', async () => {
    expect(await unsigned('GET', '/other?Action=GetCallerIdentity')).toMatchObject({
      status: 404,
      body: '<UnknownOperationException/>\n',
    });
    expect(await unsigned('HEAD', '/other')).toMatchObject({ status: 404, body: '' });
  });

  it.each([
    ['PUT', '/'],
    ['DELETE', '/'],
    ['TRACE', '/'],
    ['GET', 'http://other/?Action=X'],
    ['GET', '/#x'],
    ['GET', '/\u00e9'],
    ['GET', '*'],
  ])('%s %s is 400 and empty', async (method, target) =>
    expect(await unsigned(method, target)).toMatchObject({ status: 400, body: '' }),
  );

  it.each([
    ['Action=GetCallerIdentity&X=%', 'Incomplete trailing escape % sequence'],
    ['Action=GetCallerIdentity&X=%4', 'Incomplete trailing escape % sequence'],
    ['Action=GetCallerIdentity&X=%zz', 'Illegal hex character in escape % pattern: %zz'],
  ])('%s is a malformed query string', async (body, message) => {
    expect(await post(body)).toMatchObject({ status: 400, code: 'MalformedQueryString', message });
  });

  it('takes the first of two, everywhere', async () => {
    const answer = await post(
      'Action=GetCallerIdentity&Version=2011-06-15&Action=AssumeRole&Version=2010-05-08&action=Other',
    );
    expect([answer.status, answer.text('Account')]).toEqual([200, ACCOUNT_A]);
    expect(house.events.at(-1)?.action).toBe('GetCallerIdentity');
  });

  it('refuses more parameters than any request of AWS has', async () => {
    const many = Array.from({ length: 1001 }, (_, i) => `p${i}=1`).join('&');
    expect(await post(`Action=GetCallerIdentity&Version=2011-06-15&${many}`)).toMatchObject({
      status: 400,
      code: 'MalformedInput',
    });
  });

  it('wants the service of the version in the credential scope', async () => {
    const answer = await house.send(signedPost(user, form('GetCallerIdentity', {}, 'sts'), 'iam', house.clock.now()));
    expect(answer).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
      message: "Credential should be scoped to correct service: 'sts'. ",
    });
  });

  it('answers with the headers and the XML of AWS', async () => {
    const answer = await post('Action=GetCallerIdentity&Version=2011-06-15');
    const requestId = answer.headers[answer.headers.indexOf('x-amzn-RequestId') + 1];
    expect(answer.body).toBe(
      `<GetCallerIdentityResponse xmlns="${STS}">\n  <GetCallerIdentityResult>\n    <Arn>arn:aws:iam::${ACCOUNT_A}:user/alice</Arn>\n` +
        `    <UserId>${answer.text('UserId')}</UserId>\n    <Account>${ACCOUNT_A}</Account>\n  </GetCallerIdentityResult>\n` +
        `  <ResponseMetadata>\n    <RequestId>${requestId}</RequestId>\n  </ResponseMetadata>\n</GetCallerIdentityResponse>\n`,
    );
    const extended = answer.headers[answer.headers.indexOf('x-amz-sts-extended-request-id') + 1]!;
    expect(Buffer.from(extended, 'base64').toString()).toMatch(/^1:us-east-1:S:[0-9]{13}:R:.{8}$/);
  });
});

describe('a region setting', () => {
  it('restricts; without it any well-formed region is taken', async () => {
    const house = await openHouse({ regions: ['eu-central-1'] });
    const ask = (region: string) =>
      house.send(signedPost(house.rootA, form('GetCallerIdentity', {}, 'sts'), 'sts', house.clock.now(), region));
    expect((await ask('eu-central-1')).status).toBe(200);
    expect(await ask('us-east-1')).toMatchObject({
      status: 403,
      message: 'Credential should be scoped to a valid region. ',
    });
    const open = await openHouse();
    expect(
      (
        await open.send(
          signedPost(open.rootA, form('GetCallerIdentity', {}, 'sts'), 'sts', open.clock.now(), 'moon-far-9'),
        )
      ).status,
    ).toBe(200);
  });
});

describe('failure', () => {
  it('of anything inside is 500 InternalFailure with a request id, and the next request is served', async () => {
    const house = await openHouse();
    const { byName } = house.store.users;
    Object.assign(house.store.users, { byName: () => Promise.reject(new Error('secret detail /etc/passwd')) });
    const answer = await house.call(house.rootA, 'GetUser', { UserName: 'x' });
    expect([answer.status, answer.code]).toEqual([500, 'InternalFailure']);
    expect(answer.body).not.toContain('secret detail');
    expect(answer.text('RequestId')).toMatch(/^[0-9a-f-]{36}$/);
    expect(house.events.at(-1)?.cause).toBeInstanceOf(Error);
    Object.assign(house.store.users, { byName });
    expect((await house.call(house.rootA, 'GetCallerIdentity')).status).toBe(200);
  });
});

describe('the hot path', () => {
  it('once warm, issuing and verifying a session sends no statement to the database', async () => {
    const house = await openHouse();
    const user = await house.user(house.rootA, 'alice');
    const role = await house.role(house.rootA, 'worker', {
      Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/alice` },
    });
    const session = await house.assumed(user, role);
    await house.must(session, 'GetCallerIdentity');
    house.statements.length = 0;
    for (let i = 0; i < 5; i++) {
      const again = await house.assumed(user, role, { RoleSessionName: `fresh-${i}` });
      await house.must(again, 'GetCallerIdentity');
      await house.must(session, 'GetCallerIdentity');
    }
    expect(house.statements).toEqual([]);
  });
});
