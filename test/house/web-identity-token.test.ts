import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { httpServer } from '../../src/http/server.ts';
import { portOf } from '../tools/ports.ts';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, credentialsOf, type House, openHouse, policy } from './harness.ts';

const ISSUER_A = `https://iam.example.test/oidc/uuid-${ACCOUNT_A}`;
const ISSUER_B = `https://iam.example.test/oidc/uuid-${ACCOUNT_B}`;
const CLAIMS = 'https://sts.amazonaws.com/';
const ASKED = { 'Audience.member.1': 'https://api.example.test', SigningAlgorithm: 'ES384' };

describe('GetWebIdentityToken', () => {
  let house: House;
  let user: Credentials;
  let port: number;
  let close: () => void;

  beforeEach(async () => {
    house = await openHouse();
    user = await house.user(house.rootA, 'ann');
    await house.allowUser(house.rootA, 'ann', { Action: 'sts:*', Resource: '*' });
    const server = httpServer({
      answer: house.answer,
      health: { ready: () => true },
      routes: house.routes,
      bodyLimitBytes: 1000,
      forwarding: undefined,
      tls: undefined,
    });
    port = await portOf(server);
    close = () => {
      server.closeAllConnections();
      server.close();
    };
  });
  afterEach(() => close());

  const enable = (root: Credentials) => house.must(root, 'EnableOutboundWebIdentityFederation');
  const ask = (who: Credentials, more: object = {}) =>
    house.call(who, 'GetWebIdentityToken', { ...ASKED, ...more } as never);
  const token = async (who: Credentials, more: object = {}) => {
    const answer = await ask(who, more);
    if (answer.status !== 200) throw new Error(`${answer.code}: ${answer.message}`);
    return answer.text('WebIdentityToken')!;
  };
  const claims = async (who: Credentials, more: object = {}) => decodeJwt(await token(who, more));
  const own = (payload: JWTPayload) => payload[CLAIMS] as Record<string, unknown>;
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const at = (account: string, document: string) => `/oidc/uuid-${account}/.well-known/${document}`;
  const kids = async (account: string) =>
    ((await (await get(at(account, 'jwks.json'))).json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
  const verify = (text: string, account: string, options: object = {}) =>
    jwtVerify(text, createRemoteJWKSet(new URL(`http://127.0.0.1:${port}${at(account, 'jwks.json')}`)), {
      audience: 'https://api.example.test',
      currentDate: new Date(house.clock.now()),
      ...options,
    });

  test('a token is verified with the documents that the account publishes', async () => {
    const enabled = await enable(house.rootA);
    expect(enabled.text('IssuerIdentifier')).toBe(ISSUER_A);
    for (const [SigningAlgorithm, kid] of [
      ['RS256', 'RSA_0'],
      ['ES384', 'EC384_0'],
    ] as const) {
      const text = await token(user, { SigningAlgorithm });
      expect(decodeProtectedHeader(text)).toEqual({ kid, typ: 'JWT', alg: SigningAlgorithm });
      const { payload } = await verify(text, ACCOUNT_A, { issuer: ISSUER_A, algorithms: [SigningAlgorithm] });
      expect(payload).toEqual({
        aud: 'https://api.example.test',
        sub: `arn:aws:iam::${ACCOUNT_A}:user/ann`,
        [CLAIMS]: {
          aws_account: ACCOUNT_A,
          source_region: 'us-east-1',
          principal_id: `arn:aws:iam::${ACCOUNT_A}:user/ann`,
        },
        iss: ISSUER_A,
        exp: house.clock.now() / 1000 + 300,
        iat: house.clock.now() / 1000,
        jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    }
  });

  test('what is published: exactly two documents, for those who issue', async () => {
    const before = await get(at(ACCOUNT_A, 'jwks.json'));
    await enable(house.rootA);
    const discovery = await get(at(ACCOUNT_A, 'openid-configuration'));
    expect(await discovery.json()).toEqual({
      issuer: ISSUER_A,
      jwks_uri: `${ISSUER_A}/.well-known/jwks.json`,
      claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'jti', CLAIMS],
      response_types_supported: ['id_token'],
      id_token_signing_alg_values_supported: ['RS256', 'ES384'],
      subject_types_supported: ['public'],
    });
    const jwks = await get(at(ACCOUNT_A, 'jwks.json'));
    for (const { headers } of [discovery, jwks]) {
      expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([
        'application/json',
        'public, max-age=300',
      ]);
    }
    // No member of a private key.
    expect(await jwks.json()).toEqual({
      keys: [
        {
          kty: 'EC',
          crv: 'P-384',
          x: expect.any(String),
          y: expect.any(String),
          kid: 'EC384_0',
          use: 'sig',
          alg: 'ES384',
        },
        { kty: 'RSA', n: expect.any(String), e: 'AQAB', kid: 'RSA_0', use: 'sig' },
      ],
    });
    const unknown = await get('/oidc/00000000-0000-4000-8000-000000000000/.well-known/jwks.json');
    const never = await get(at(ACCOUNT_B, 'jwks.json'));
    const seen = await Promise.all(
      [before, unknown, never].map(async (answer) => [answer.status, await answer.text()]),
    );
    expect(seen).toEqual(Array(3).fill([404, 'not found\n']));
    for (const path of [
      `${at(ACCOUNT_A, 'jwks.json')}?x=1`,
      at(ACCOUNT_A, 'jwks.json/'),
      `/oidc/uuid-${ACCOUNT_A}`,
      `/x${at(ACCOUNT_A, 'jwks.json')}`,
      `/oidc/uuid-${ACCOUNT_A}/x/.well-known/jwks.json`,
    ])
      expect([path, (await (await get(path)).text()).includes('UnknownOperationException')]).toEqual([path, true]);
    const posted = await fetch(`http://127.0.0.1:${port}${at(ACCOUNT_A, 'jwks.json')}`, { method: 'POST' });
    expect([posted.status, await posted.text()]).toEqual([404, '<UnknownOperationException/>\n']);
  });

  test('who asks what: sessions speak for their role, with its tags and theirs', async () => {
    await enable(house.rootA);
    const roleArn = await house.role(
      house.rootA,
      'app',
      { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:root` } },
      {
        Path: '/ops/',
        'Tags.member.1.Key': 'Team',
        'Tags.member.1.Value': 'red',
        'Tags.member.2.Key': '__proto__',
        'Tags.member.2.Value': 'x',
      },
    );
    await house.allowRole(house.rootA, 'app', { Action: 'sts:*', Resource: '*' });
    const session = await house.assumed(user, roleArn, {
      SourceIdentity: 'ann',
      'Tags.member.1.Key': 'team',
      'Tags.member.1.Value': 'blue',
    });
    const payload = await claims(session, {
      'Audience.member.2': 'b',
      DurationSeconds: 3600,
      'Tags.member.1.Key': 'Job',
      'Tags.member.1.Value': '7',
    });
    expect([payload.sub, payload.aud, payload.exp! - payload.iat!]).toEqual([
      roleArn,
      ['https://api.example.test', 'b'],
      3600,
    ]);
    expect(JSON.parse(JSON.stringify(own(payload)))).toEqual(
      JSON.parse(
        `{"aws_account":"${ACCOUNT_A}","original_session_exp":"2026-11-21T11:00:00Z","source_identity":"ann",
          "source_region":"us-east-1","principal_id":"${roleArn}","principal_tags":{"team":"blue","__proto__":"x"},
          "request_tags":{"Job":"7"}}`,
      ),
    );

    const root = await claims(house.rootA);
    expect(root.sub).toBe(`arn:aws:iam::${ACCOUNT_A}:root`);
    expect(own(root)).not.toHaveProperty('original_session_exp');
  });

  test('the organization of the account is in it', async () => {
    await enable(house.rootA);
    await house.store.change((tx) =>
      tx.put.organization({
        ...{ id: 'o-example123', managementAccount: ACCOUNT_B, rootId: 'r-root', policies: [], attached: {} },
        units: [{ id: 'ou-1', name: 'Unit', parent: 'r-root' }],
        places: { [ACCOUNT_A]: 'ou-1' },
        ...{ delegatedAdministrators: [], features: [] },
      }),
    );
    expect(own(await claims(user))).toMatchObject({ org_id: 'o-example123', ou_path: ['o-example123/r-root/ou-1/'] });
  });

  test('it does not outlive the session that asks for it', async () => {
    await enable(house.rootA);
    const roleArn = await house.role(house.rootA, 'app', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:root` } });
    await house.allowRole(house.rootA, 'app', { Action: 'sts:*', Resource: '*' });
    const session = await house.assumed(user, roleArn, { DurationSeconds: 900 });
    expect((await ask(session, { DurationSeconds: 900 })).status).toBe(200);
    const longer = await ask(session, { DurationSeconds: 901 });
    expect([longer.status, longer.code]).toEqual([403, 'SessionDurationEscalationException']);
    house.clock.advance(700_000);
    expect((await ask(session)).code).toBe('SessionDurationEscalationException');
    expect((await ask(session, { DurationSeconds: 200 })).status).toBe(200);
  });

  test('which credentials may: neither sessions of GetSessionToken nor federated ones', async () => {
    await enable(house.rootA);
    for (const [action, more] of [
      ['GetSessionToken', {}],
      ['GetFederationToken', { Name: 'bob', Policy: policy({ Action: '*', Resource: '*' }) }],
    ] as const) {
      const refused = await ask(credentialsOf(await house.must(user, action, more)));
      expect([refused.status, refused.code]).toEqual([403, 'AccessDenied']);
      expect(refused.message).toContain('is not authorized to perform: sts:GetWebIdentityToken');
    }
  });

  test('an account that was enabled before there were keys is given them with its first token', async () => {
    await enable(house.rootA);
    await house.store.change(async (tx) => {
      for (const { kid } of await tx.issuerKeys.of(ACCOUNT_A)) await tx.remove.issuerKey(ACCOUNT_A, kid);
    });
    const texts = await Promise.all([token(user), token(user), token(user)]);
    for (const text of texts) await verify(text, ACCOUNT_A);
    expect(await kids(ACCOUNT_A)).toEqual(['EC384_0', 'RSA_0']);
  });

  test('permission comes first; then whether the account allows it at all', async () => {
    const off = await ask(user);
    expect([off.status, off.code, off.message]).toEqual([
      403,
      'OutboundWebIdentityFederationDisabledException',
      `Outbound web identity federation is disabled for account ${ACCOUNT_A}`,
    ]);
    await house.allowUser(house.rootA, 'ann', { Action: 'iam:*', Resource: '*' });
    expect((await ask(user)).code).toBe('AccessDenied');

    await house.allowUser(house.rootA, 'ann', { Action: 'sts:*', Resource: '*' });
    await enable(house.rootA);
    const alive = await token(user);
    await house.must(house.rootA, 'DisableOutboundWebIdentityFederation');
    expect((await ask(user)).code).toBe('OutboundWebIdentityFederationDisabledException');
    // What was given lives on: whoever verifies it does not ask us about it.
    expect((await verify(alive, ACCOUNT_A)).payload.iss).toBe(ISSUER_A);
    await enable(house.rootA);
    expect(await kids(ACCOUNT_A)).toEqual(['EC384_0', 'RSA_0']);
  });

  test.each([
    [
      'the audience, each',
      { 'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': ['https://api.example.test'] } },
      {},
      200,
    ],
    [
      'an audience more',
      { 'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': ['https://api.example.test'] } },
      { 'Audience.member.2': 'x' },
      403,
    ],
    ['the algorithm', { StringEquals: { 'sts:SigningAlgorithm': 'ES384' } }, {}, 200],
    ['another algorithm', { StringEquals: { 'sts:SigningAlgorithm': 'ES384' } }, { SigningAlgorithm: 'RS256' }, 403],
    ['the duration that is not said', { NumericLessThanEquals: { 'sts:DurationSeconds': '300' } }, {}, 200],
    ['a longer one', { NumericLessThanEquals: { 'sts:DurationSeconds': '300' } }, { DurationSeconds: 301 }, 403],
  ])('a policy may look at: %s', async (_what, Condition, more, status) => {
    await enable(house.rootA);
    await house.allowUser(house.rootA, 'ann', { Action: 'sts:GetWebIdentityToken', Resource: '*', Condition });
    expect((await ask(user, more)).status).toBe(status);
  });

  test('tags need sts:TagGetWebIdentityToken, whose policy may look at them', async () => {
    await enable(house.rootA);
    const tag = { 'Tags.member.1.Key': 'Job', 'Tags.member.1.Value': '7' };
    await house.allowUser(house.rootA, 'ann', { Action: 'sts:GetWebIdentityToken', Resource: '*' });
    expect((await ask(user, tag)).message).toContain('is not authorized to perform: sts:TagGetWebIdentityToken');
    const Condition = {
      StringEquals: { 'aws:RequestTag/job': '7' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': 'Job' },
    };
    await house.must(house.rootA, 'PutUserPolicy', {
      UserName: 'ann',
      PolicyName: 'tags',
      PolicyDocument: policy({ Action: 'sts:TagGetWebIdentityToken', Resource: '*', Condition }),
    });
    expect((await ask(user, tag)).status).toBe(200);
    expect((await ask(user, { ...tag, 'Tags.member.1.Value': '8' })).status).toBe(403);
    expect((await ask(user, { ...tag, 'Tags.member.2.Key': 'job', 'Tags.member.2.Value': '7' })).code).toBe(
      'InvalidParameterValue',
    );
  });

  test.each([
    [{ SigningAlgorithm: 'HS256' }, 'ValidationError'],
    [{ SigningAlgorithm: 'none' }, 'ValidationError'],
    [{ DurationSeconds: 59 }, 'ValidationError'],
    [{ DurationSeconds: 3601 }, 'ValidationError'],
    [{ 'Audience.member.1': '' }, 'ValidationError'],
    [{ 'Audience.member.1': undefined }, 'ValidationError'],
    [Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`Audience.member.${i + 1}`, 'a'])), 'ValidationError'],
    [
      Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`Audience.member.${i + 1}`, '\u{1d4d0}'.repeat(900)])),
      'JWTPayloadSizeExceededException',
    ],
  ])('refused: %j', async (more, code) => {
    await enable(house.rootA);
    const answer = await ask(user, more);
    expect([answer.status, answer.code]).toEqual([400, code]);
  });

  test('a token of one account is never one of another', async () => {
    await enable(house.rootA);
    await enable(house.rootB);
    const [ofA, ofB] = [await token(user), await token(house.rootB)];
    expect((await verify(ofB, ACCOUNT_B, { issuer: ISSUER_B })).payload.sub).toBe(`arn:aws:iam::${ACCOUNT_B}:root`);
    await expect(verify(ofA, ACCOUNT_B)).rejects.toThrow('signature verification failed');
    await expect(verify(ofB, ACCOUNT_A)).rejects.toThrow('signature verification failed');
    await expect(verify(ofA, ACCOUNT_A, { issuer: ISSUER_B })).rejects.toThrow('"iss"');
  });

  test('keys rotate without a token that cannot be verified', async () => {
    await enable(house.rootA);
    const old = await token(user, { DurationSeconds: 3600 });
    expect(await house.tools.issuers.rotate(ACCOUNT_A, { atOnce: false, store: house.store })).toEqual({
      account: ACCOUNT_A,
      kids: ['RSA_1', 'EC384_1'],
      signsFrom: house.clock.now() / 1000 + 300,
    });
    // Published at once, and signing only when no verifier can hold a document without it.
    expect(await kids(ACCOUNT_A)).toEqual(['EC384_0', 'RSA_0', 'EC384_1', 'RSA_1']);
    house.clock.advance(299_000);
    const last = await token(user, { DurationSeconds: 3600 });
    expect(decodeProtectedHeader(last).kid).toBe('EC384_0');
    house.clock.advance(1000);
    const next = await token(user, { DurationSeconds: 3600 });
    expect(decodeProtectedHeader(next).kid).toBe('EC384_1');
    for (const each of [old, last, next]) await verify(each, ACCOUNT_A);

    house.clock.advance(3_598_000);
    await verify(last, ACCOUNT_A);
    house.clock.advance(602_000);
    expect(await kids(ACCOUNT_A)).toEqual(['EC384_1', 'RSA_1']);
    await house.tools.issuers.rotate(ACCOUNT_A, { atOnce: false, store: house.store });
    expect((await house.store.issuerKeys.of(ACCOUNT_A)).map(({ kid }) => kid)).toEqual([
      ...['EC384_1', 'RSA_1'],
      ...['EC384_2', 'RSA_2'],
    ]);
  });

  test('a key that leaked is withdrawn at once, and its number never given again', async () => {
    await enable(house.rootA);
    const old = await token(user);
    await house.tools.issuers.rotate(ACCOUNT_A, { atOnce: true, store: house.store });
    expect(await kids(ACCOUNT_A)).toEqual(['EC384_1', 'RSA_1']);
    await expect(verify(old, ACCOUNT_A)).rejects.toThrow('no applicable key');
    await verify(await token(user), ACCOUNT_A);
    await house.tools.issuers.rotate(ACCOUNT_A, { atOnce: true, store: house.store });
    expect(await kids(ACCOUNT_A)).toEqual(['EC384_2', 'RSA_2']);
  });

  test('once warm, a token is given without a statement to the database', async () => {
    await enable(house.rootA);
    await token(user);
    house.statements.length = 0;
    await token(user);
    expect(house.statements).toEqual([]);
  });
});
