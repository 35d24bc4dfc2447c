import { beforeEach, describe, expect, test } from 'vitest';
import type { SignInEvent } from '../../src/operation/sign-in-event.ts';
import { enrol } from '../house/device.ts';
import { ACCOUNT_A, type Credentials, credentialsOf, type House, openHouse, policy } from '../house/harness.ts';
import { loginLink, query, sessionOf, tokenOf, type Visitor, visitor } from './visitor.ts';

const ALL = { Action: '*', Resource: '*' };
const AWS_PAGE = {
  status: 400,
  heading: 'Invalid credentials parameter',
  said: 'The request sent by the client was syntactically incorrect.',
};
const HOUR = 3600;
const NOW = Date.parse('2026-11-21T10:00:00Z') / 1000;

let house: House;
let events: SignInEvent[];
let user: Credentials;
let role: string;
let browser: Visitor;

beforeEach(() => furnish());

async function furnish(console: object = {}): Promise<void> {
  events = [];
  house = await openHouse({ console: { remember: (event) => events.push(event), ...console } });
  user = await house.user(house.rootA, 'ann');
  await house.allowUser(house.rootA, 'ann', ALL);
  role = await house.role(house.rootA, 'app', { Principal: { AWS: ACCOUNT_A } }, { MaxSessionDuration: 2 * HOUR });
  await house.allowRole(house.rootA, 'app', ALL);
  browser = visitor(house);
}

const federated = async (caller: Credentials, more = {}) =>
  credentialsOf(await house.must(caller, 'GetFederationToken', { Name: 'bob', Policy: policy(ALL), ...more }));

/** When the console session ends that these credentials give, in seconds from now; or the refusal's heading. */
async function endsAfter(credentials: Credentials, asked: Record<string, string> = {}): Promise<number | string> {
  const answer = await browser.getSigninToken(credentials, asked);
  if (answer.status !== 200) return `${answer.status} ${answer.heading}`;
  return events.at(-1)!.sessionExpiresAt! - house.clock.now() / 1000;
}

const REFUSED = `${AWS_PAGE.status} ${AWS_PAGE.heading}`;

describe('getSigninToken', () => {
  test('takes credentials of a role and of GetFederationToken, and no others', async () => {
    const device = await enrol(house, house.rootA, 'ann');
    const withCode = { SerialNumber: device.serial, TokenCode: device.code() };
    expect(await endsAfter(await house.assumed(user, role))).toBe(HOUR);
    expect(await endsAfter(await federated(user))).toBe(12 * HOUR);
    expect(await endsAfter(await federated(house.rootA))).toBe(HOUR);
    expect(await endsAfter(credentialsOf(await house.must(user, 'GetSessionToken')))).toBe(REFUSED);
    expect(await endsAfter(credentialsOf(await house.must(user, 'GetSessionToken', withCode)))).toBe(REFUSED);
    expect(await endsAfter(user)).toBe(REFUSED);
    expect(await endsAfter(house.rootA)).toBe(REFUSED);
  });

  test('takes none of AssumeRoot', async () => {
    await house.store.change((tx) =>
      tx.put.organization({
        id: 'o-example123',
        managementAccount: ACCOUNT_A,
        rootId: 'r-root',
        units: [],
        policies: [],
        places: { '444455556666': 'r-root' },
        attached: {},
        delegatedAdministrators: [],
        features: ['RootSessions'],
      }),
    );
    const root = await house.must(user, 'AssumeRoot', {
      TargetPrincipal: '444455556666',
      'TaskPolicyArn.arn': 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials',
    });
    expect(await endsAfter(credentialsOf(root))).toBe(REFUSED);
  });

  describe('SessionDuration', () => {
    test('reaches beyond the life of the credentials and the maximum of the role', async () => {
      const short = await house.assumed(user, role, { DurationSeconds: 900 });
      expect(await endsAfter(short, { SessionDuration: '43200' })).toBe(43_200);
      expect(await endsAfter(short, { SessionDuration: '900' })).toBe(900);
      expect(await endsAfter(short)).toBe(900);
      house.clock.advance(600_000);
      expect(await endsAfter(short)).toBe(300);
    });

    test.each(['899', '43201', '0', '-900', '900.0', '9e2', '0x384', '', ' 900', '1000000', 'abc', '٩٠٠'])(
      'is not %j',
      async (SessionDuration) => {
        expect(await endsAfter(await house.assumed(user, role), { SessionDuration })).toBe(REFUSED);
      },
    );

    test.each(['a role', 'a role by GetSessionToken'])(
      'is not for credentials that were chained from %s: they give what they have left',
      async (from) => {
        const first =
          from === 'a role'
            ? await house.assumed(user, role)
            : credentialsOf(await house.must(user, 'GetSessionToken'));
        const chained = await house.assumed(first, role, { RoleSessionName: 'second' });
        expect(await endsAfter(chained, { SessionDuration: '900' })).toBe(REFUSED);
        house.clock.advance(60_000);
        expect(await endsAfter(chained)).toBe(HOUR - 60);
      },
    );

    test('is not for credentials of GetFederationToken', async () =>
      expect(await endsAfter(await federated(user), { SessionDuration: '3600' })).toBe(REFUSED));

    test('is held to the life of the credentials where the operator says so', async () => {
      await furnish({ outlivesCredentials: false });
      const session = await house.assumed(user, role);
      expect(await endsAfter(session, { SessionDuration: '3600' })).toBe(HOUR);
      expect(await endsAfter(session, { SessionDuration: '3601' })).toBe(REFUSED);
      expect(await endsAfter(session)).toBe(HOUR);
    });
  });

  test('refuses whatever is wrong with credentials in one and the same page', async () => {
    const session = await house.assumed(user, role);
    const other = await house.assumed(user, role, { RoleSessionName: 'other' });
    const good = JSON.parse(sessionOf(session)) as Record<string, string>;
    const wrong: readonly (string | undefined)[] = [
      undefined,
      '',
      'x',
      '[]',
      '"x"',
      '{}',
      JSON.stringify({ ...good, sessionKey: undefined }),
      JSON.stringify({ ...good, sessionKey: 1 }),
      JSON.stringify({ ...good, sessionKey: other.secretAccessKey }),
      JSON.stringify({ ...good, sessionKey: `${good.sessionKey} ` }),
      JSON.stringify({ ...good, sessionToken: other.sessionToken }),
      JSON.stringify({ ...good, sessionId: other.accessKeyId }),
      JSON.stringify({ ...good, sessionId: user.accessKeyId }),
      sessionOf(session).replace('{', `{"sessionKey":"x",`),
      sessionOf({ ...session, sessionToken: session.sessionToken!.replace(/.$/, '') }),
      `${sessionOf(session)} x`,
    ];
    const pages = new Set<string>();
    for (const Session of wrong) {
      const page = await browser.open(
        `/federation?${query({ Action: 'getSigninToken', ...(Session && { Session }) })}`,
      );
      pages.add(page.body.replace(/Request [0-9a-f-]+/, ''));
      expect([Session, page.status, page.heading]).toEqual([Session, AWS_PAGE.status, AWS_PAGE.heading]);
      expect(page.header('content-type')).toBe('text/html; charset=utf-8');
      expect(page.body).toContain(AWS_PAGE.said);
    }
    house.clock.advance(HOUR * 1000);
    const expired = await browser.getSigninToken(session);
    pages.add(expired.body.replace(/Request [0-9a-f-]+/, ''));
    expect([expired.status, pages.size]).toEqual([400, 1]);
  });

  test('works by POST as by GET, and with the old SessionType', async () => {
    const session = sessionOf(await house.assumed(user, role));
    const form = { Action: 'getSigninToken', SessionType: 'json', Session: session };
    const answer = await browser.open('/federation', { form });
    expect([answer.status, answer.header('content-type')]).toEqual([200, 'application/json']);
    expect(Object.keys(JSON.parse(answer.body))).toEqual(['SigninToken']);
    const xml = await browser.open('/federation', { form: { ...form, SessionType: 'xml' } });
    expect(xml.status).toBe(400);
    const query = await browser.open('/federation?Action=getSigninToken', { form: { Session: session } });
    expect([query.status, query.heading]).toEqual([400, 'Invalid Action parameter']);
  });

  test.each([
    ['role', () => house.must(house.rootA, 'DeleteRole', { RoleName: 'app' })],
    ['user', () => house.must(house.rootA, 'DeleteUser', { UserName: 'ann' })],
  ])('is refused, and a session ends, once the %s is gone', async (kind, remove) => {
    const session = kind === 'role' ? await house.assumed(user, role) : await federated(user);
    const link = await browser.link(session);
    await browser.signIn(session);
    expect((await browser.open('/console')).status).toBe(200);
    await house.must(house.rootA, 'DeleteRolePolicy', { RoleName: 'app', PolicyName: 'allowed' });
    await house.must(house.rootA, 'DeleteUserPolicy', { UserName: 'ann', PolicyName: 'allowed' });
    await house.must(house.rootA, 'DeleteAccessKey', { UserName: 'ann', AccessKeyId: user.accessKeyId });
    await remove();
    expect(await endsAfter(session)).toBe(REFUSED);
    expect((await browser.open('/console')).heading).toBe('Not signed in');
    const late = await visitor(house).open(link);
    expect([late.status, late.heading]).toEqual([400, 'This sign-in link has been revoked']);
  });

  test.each(['role', 'user', 'account'] as const)(
    'is refused, and a session ends, once those of the %s are revoked',
    async (what) => {
      const session = what === 'user' ? await federated(user) : await house.assumed(user, role);
      await browser.signIn(session);
      expect((await browser.open('/console')).status).toBe(200);
      await house.store.change(async (tx) => {
        if (what === 'role') await tx.put.role({ ...(await tx.roles.byName(ACCOUNT_A, 'app'))!, sessionEpoch: 1 });
        if (what === 'user') await tx.put.user({ ...(await tx.users.byName(ACCOUNT_A, 'ann'))!, sessionEpoch: 1 });
        if (what === 'account') await tx.put.account({ ...(await tx.accounts.byId(ACCOUNT_A))!, sessionEpoch: 1 });
      });
      expect(await endsAfter(session)).toBe(REFUSED);
      expect((await browser.open('/console')).heading).toBe('Not signed in');
    },
  );
});

describe('login', () => {
  test('ends on the page that says who you are, and signs out', async () => {
    const session = await house.assumed(user, role, { SourceIdentity: 'ann-herself' });
    const landed = await browser.signIn(session);
    expect([landed.status, landed.header('location')]).toEqual([303, '/console']);
    const page = await browser.open('/console');
    expect([page.status, page.heading]).toEqual([200, 'Signed in']);
    for (const said of [
      `arn:aws:sts::${ACCOUNT_A}:assumed-role/app/test-session`,
      ACCOUNT_A,
      '<dd>app</dd>',
      '<dd>test-session</dd>',
      '<dd>ann-herself</dd>',
      '<dd>2026-11-21 11:00:00 UTC</dd>',
      'without MFA',
    ])
      expect(page.body).toContain(said);

    const cookie = [...browser.jar][0]!;
    const out = await browser.open('/console/sign-out', { form: { Form: page.field('Form')! } });
    expect([out.status, out.heading, browser.jar.size]).toEqual([200, 'Signed out', 0]);
    // The cookie was copied before.
    browser.jar.set(...cookie);
    expect((await browser.open('/console')).heading).toBe('Not signed in');
  });

  test('works once, for a quarter of an hour, of many at once for one', async () => {
    const session = await house.assumed(user, role);
    const link = await browser.link(session, { Issuer: 'https://broker.example/start' });
    const rivals = await Promise.all(Array.from({ length: 20 }, () => visitor(house).open(link)));
    expect(rivals.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 19 }, () => 400)]);
    const again = await browser.open(link);
    expect([again.status, again.heading]).toEqual([400, 'This sign-in link has been used']);
    expect(again.body).toContain('<a href="https://broker.example/start" rel="noreferrer noopener">');

    const late = await browser.link(session, { Issuer: 'https://broker.example/start' });
    const inTime = await browser.link(session);
    house.clock.advance(899_000);
    expect((await visitor(house).open(inTime)).status).toBe(303);
    house.clock.advance(1000);
    const page = await browser.open(late);
    expect([page.status, page.heading]).toEqual([400, 'This sign-in link has expired']);
    expect(page.body).toContain('https://broker.example/start');
    expect(page.header('location')).toBeUndefined();
  });

  test('gives no link that outlives the session it would begin', async () => {
    const session = await house.assumed(user, role);
    house.clock.advance((HOUR - 60) * 1000);
    const link = await browser.link(session);
    house.clock.advance(60_000);
    expect((await browser.open(link)).heading).toBe('This sign-in link has expired');
  });

  test('of a session ends with it, and says where to get another', async () => {
    await browser.signIn(await house.assumed(user, role), { Issuer: 'https://broker.example/' });
    house.clock.advance((HOUR - 1) * 1000);
    expect((await browser.open('/console')).status).toBe(200);
    house.clock.advance(1000);
    const page = await browser.open('/console');
    expect([page.status, page.heading, browser.jar.size]).toEqual([403, 'Not signed in', 0]);
    expect(page.body).toContain('Your session has expired.');
    expect(page.body).toContain('href="https://broker.example/"');
  });

  test('as the same person takes no question, and ends the session before', async () => {
    const session = await house.assumed(user, role);
    await browser.signIn(session);
    const before = new Map(browser.jar);
    expect((await browser.signIn(session)).status).toBe(303);
    expect((await browser.open('/console')).status).toBe(200);
    for (const [name, value] of before) browser.jar.set(name, value);
    expect((await browser.open('/console')).heading).toBe('Not signed in');
  });

  test('leads to registered applications and to no others', async () => {
    await furnish({ destinations: new Set(['https://app.example']) });
    const session = await house.assumed(user, role);
    const to = async (Destination: string) => {
      const page = await visitor(house).open(await browser.link(session, { Destination }));
      return page.header('location') ?? page.heading;
    };
    expect(await to('https://app.example/reports?a=b#c')).toBe('https://app.example/reports?a=b#c');
    expect(await to('HTTPS://APP.example:443/a/../b c')).toBe('https://app.example/b%20c');
    expect(await to('https://iam.example.test/anything')).toBe('/console');
    expect(await to('https://other.example/')).toBe('Invalid Destination parameter');
    // What is refused does not use the link up.
    const link = await browser.link(session, { Destination: 'https://other.example/' });
    expect((await browser.open(link)).status).toBe(400);
    const token = new URL(link, 'https://x').searchParams.get('SigninToken')!;
    expect((await browser.open(loginLink(token))).status).toBe(303);
  });

  test('without TLS works on the machine itself, with a cookie of another name, and nowhere else', async () => {
    const local = visitor(house, { secure: false, remoteAddress: '127.0.0.1' });
    const session = await house.assumed(user, role);
    const landed = await local.signIn(session);
    expect(landed.cookies).toEqual([
      expect.stringMatching(/^rolecall-session=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect((await local.open('/console')).status).toBe(200);
    expect(landed.header('strict-transport-security')).toBeUndefined();
    const far = visitor(house, { secure: false });
    expect((await far.getSigninToken(session)).heading).toBe('Sign-in needs https');
    expect((await far.open('/console')).status).toBe(403);
    // A cookie that was planted without TLS is nobody's with TLS.
    for (const [name, value] of local.jar) browser.jar.set(name, value);
    expect((await browser.open('/console')).heading).toBe('Not signed in');
  });
});

describe('the pages', () => {
  test('have their methods and no others, and are exact paths', async () => {
    const asked = async (method: string, path: string) => (await browser.open(path, { method })).status;
    expect(await asked('HEAD', '/console')).toBe(405);
    expect(await asked('POST', '/console')).toBe(405);
    expect(await asked('GET', '/console/sign-out')).toBe(405);
    expect(await asked('GET', '/console/switch')).toBe(405);
    expect(await asked('HEAD', '/federation')).toBe(405);
    for (const path of [
      '/console/',
      '/Console',
      '/federation/',
      '//console',
      '/console%2F',
      '/constructor',
      '/console/x',
    ])
      expect([path, await asked('GET', path)]).toEqual([path, 404]);
  });

  test('tell the trail who signed in by which credentials, under one id', async () => {
    const session = await house.assumed(user, role);
    await browser.signIn(session);
    await browser.open('/console');
    const page = await browser.open('/console');
    await browser.open('/console/sign-out', { form: { Form: page.field('Form')! } });
    expect(events.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'GetSigninToken Success',
      'ConsoleLogin Success',
      'ConsoleLogout Success',
    ]);
    const [asked, began, ended] = events;
    expect(asked!.signInId).toMatch(/^[0-9a-f-]{36}$/);
    expect([began!.signInId, ended!.signInId]).toEqual([asked!.signInId, asked!.signInId]);
    expect(ended!.consoleSessionId).toBe(began!.consoleSessionId);
    expect(began!.sessionExpiresAt).toBe(NOW + HOUR);
    for (const event of events) {
      expect(event.mfaUsed).toBe(false);
      expect(event.who).toEqual({
        type: 'AssumedRole',
        account: ACCOUNT_A,
        arn: `arn:aws:sts::${ACCOUNT_A}:assumed-role/app/test-session`,
        userId: expect.stringMatching(/^AROA[A-Z0-9]+:test-session$/),
        accessKeyId: session.accessKeyId,
        sourceIdentity: undefined,
      });
    }
    const told = JSON.stringify(events);
    for (const secret of [session.secretAccessKey, session.sessionToken!, ...browser.jar.values()])
      expect(told).not.toContain(secret);
  });

  test('a token of one kind is none of another', async () => {
    const session = await house.assumed(user, role);
    const token = tokenOf(await browser.getSigninToken(session));
    browser.jar.set('__Host-rolecall-session', token);
    expect((await browser.open('/console')).heading).toBe('Not signed in');
    await browser.signIn(session);
    const cookie = browser.jar.get('__Host-rolecall-session')!;
    expect((await visitor(house).open(loginLink(cookie))).heading).toBe('This sign-in link is not valid');
    expect((await visitor(house).open(loginLink(session.sessionToken!))).heading).toBe(
      'This sign-in link is not valid',
    );
  });
});
