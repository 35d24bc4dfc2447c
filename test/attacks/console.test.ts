import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConsoleSession } from '../../src/console/signed-in.ts';
import { HIDDEN_NAME, type SignInEvent } from '../../src/operation/sign-in-event.ts';
import { carriedSeals } from '../../src/token/carried-seals.ts';
import { hostileNames } from '../console/hostile-names.ts';
import { REDIRECTS } from '../console/redirects.ts';
import { type Page, query, sessionOf, type Visitor, visitor } from '../console/visitor.ts';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, type House, openHouse } from '../house/harness.ts';
import { hits } from './canaries.ts';

/** Attacks on signing in, by the numbers of reference/security.md: on the whole house, as a browser meets it. */

const SESSION = '__Host-rolecall-session';
const SWITCH = '__Host-rolecall-switch';
const HOUR_MS = 3_600_000;

let house: House;
let events: SignInEvent[];
let mine: Credentials;
let theirs: Credentials;
let browser: Visitor;

beforeEach(async () => {
  events = [];
  house = await openHouse({
    console: { destinations: new Set(['https://app.example']), remember: (event) => events.push(event) },
  });
  mine = await sessionIn(ACCOUNT_A, house.rootA, 'ann', 'Reader');
  theirs = await sessionIn(ACCOUNT_B, house.rootB, 'mallory', 'Trap');
  browser = visitor(house);
});

async function sessionIn(account: string, root: Credentials, name: string, role: string): Promise<Credentials> {
  const user = await house.user(root, name);
  const arn = await house.role(root, role, { Principal: { AWS: `arn:aws:iam::${account}:user/${name}` } });
  return house.assumed(user, arn, { RoleSessionName: name });
}

/** Who the browser is signed in as. */
async function who(visit: Visitor): Promise<string | undefined> {
  const { body } = await visit.open('/console');
  return /assumed-role\/(\w+)\//.exec(body)?.[1];
}

const answerOf = (page: Page) => [page.status, page.heading];

describe('attack/G07 who exists is told by the text of the answer', () => {
  it('credentials of somebody who is there, was there and never was get one page, byte for byte', async () => {
    const { sessionId, sessionKey, sessionToken } = JSON.parse(sessionOf(mine)) as Record<string, string>;
    await house.must(house.rootB, 'DeleteRole', { RoleName: 'Trap' });
    const asked = [
      { sessionId, sessionKey: 'x'.repeat(40), sessionToken },
      { sessionId: 'ASIAQWERTYUIOPASDFGH', sessionKey, sessionToken },
      { sessionId: 'nobody', sessionKey: 'nothing', sessionToken: 'none' },
      JSON.parse(sessionOf(theirs)) as object,
      JSON.parse(sessionOf({ ...house.rootA, sessionToken: '' })) as object,
    ];
    const pages = new Set<string>();
    for (const session of asked) {
      const page = await browser.open(
        `/federation?${query({ Action: 'getSigninToken', Session: JSON.stringify(session) })}`,
      );
      pages.add(`${page.status} ${page.body.replace(/Request [0-9a-f-]{36}/, '')}`);
    }
    expect([...pages]).toEqual([expect.stringMatching(/^400 /)]);
  });
});

describe("attack/C09 the account owner's credentials by way of the console", () => {
  it('neither root nor a session of root signs in', async () => {
    const session = await house.must(house.rootA, 'GetSessionToken');
    const root = {
      accessKeyId: session.text('AccessKeyId')!,
      secretAccessKey: session.text('SecretAccessKey')!,
      sessionToken: session.text('SessionToken')!,
    };
    for (const credentials of [house.rootA, root])
      expect(answerOf(await browser.getSigninToken(credentials))).toEqual([400, 'Invalid credentials parameter']);
  });
});

describe('attack/G08 a session that was planted before sign-in', () => {
  it('is not the one that signing in begins, nor what is asked on the way', async () => {
    const before = ['planted', 'A'.repeat(200), encodeURIComponent('{"id":"x"}')];
    for (const planted of before) {
      const victim = visitor(house);
      victim.jar.set(SESSION, planted).set(SWITCH, planted);
      await victim.signIn(mine);
      expect(victim.jar.get(SESSION)).not.toBe(planted);
      expect(await who(victim)).toBe('Reader');
    }
  });

  it("is ended by signing in: the attacker's copy opens nothing, before or after", async () => {
    await browser.signIn(mine);
    const planted = new Map(browser.jar);
    await browser.signIn(mine);
    expect(browser.jar.get(SESSION)).not.toBe(planted.get(SESSION));
    const attacker = visitor(house);
    for (const [name, value] of planted) attacker.jar.set(name, value);
    expect([await who(attacker), await who(browser)]).toEqual([undefined, 'Reader']);
  });

  it('is ended by switching too', async () => {
    await browser.signIn(mine);
    const before = browser.jar.get(SESSION)!;
    await agree(browser, await browser.signIn(theirs));
    const attacker = visitor(house);
    attacker.jar.set(SESSION, before);
    expect([await who(attacker), await who(browser)]).toEqual([undefined, 'Trap']);
  });

  it('has an id of its own each time, in both of its names', async () => {
    const ids = new Set<string>();
    for (let i = 0; i < 50; i++) {
      await browser.signIn(mine);
      ids.add(browser.jar.get(SESSION)!);
    }
    expect([ids.size, new Set(events.flatMap((event) => event.consoleSessionId ?? [])).size]).toEqual([50, 50]);
  });

  it('is nobody where two cookies have its name', async () => {
    await browser.signIn(mine);
    const own = `${SESSION}=${browser.jar.get(SESSION)}`;
    const two = await visitor(house).open('/console', { headers: { cookie: `${own}; ${SESSION}=x` } });
    const lines = await visitor(house).open('/console', { headers: { cookie: `${SESSION}=x; ${own}` } });
    expect([two.heading, lines.heading]).toEqual(['Not signed in', 'Not signed in']);
  });

  it('has a cookie that no subdomain and no script can set or read', async () => {
    const landed = await browser.signIn(mine);
    expect(landed.cookies).toEqual([
      expect.stringMatching(/^__Host-rolecall-session=[\w-]+; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    ]);
  });
});

describe("attack/G09 a sign-in that ends on somebody else's site", () => {
  it(`leads where it may in ${REDIRECTS.length} cases`, async () => {
    expect(REDIRECTS.length).toBeGreaterThanOrEqual(60);
    const found: [string, string][] = [];
    for (const [Destination] of REDIRECTS) {
      const page = await visitor(house).open(await browser.link(mine, { Destination }));
      const location = page.header('location');
      const becomes = location === '/console' ? 'home' : location;
      found.push([Destination, becomes ?? (page.status === 400 ? 'out' : String(page.status))]);
    }
    expect(found).toEqual(REDIRECTS);
  });

  it('never sends anybody to the issuer, which anybody can name', async () => {
    for (const Issuer of [
      'https://evil.example/',
      '//evil.example',
      'javascript:alert(1)',
      'https://a@evil.example/',
    ]) {
      const page = await browser.open(`/federation?${query({ Action: 'login', SigninToken: 'x', Issuer })}`);
      expect([page.status, page.header('location'), page.header('refresh')]).toEqual([400, undefined, undefined]);
      expect(page.body.includes('<a ')).toBe(Issuer === 'https://evil.example/');
    }
  });

  it('does not hand the link to where it leads', async () => {
    const page = await browser.open(await browser.link(mine, { Destination: 'https://app.example/' }));
    expect([page.header('referrer-policy'), page.header('cache-control')]).toEqual(['no-referrer', 'no-store']);
  });
});

describe('attack/G10 keys become a console session that knows of no MFA', () => {
  it('of whom no long-term key, and no session that knows of MFA, can be made', async () => {
    const page = await browser.getSigninToken(house.rootA);
    expect(answerOf(page)).toEqual([400, 'Invalid credentials parameter']);
  });

  it('says that it knows of none, on its page and in the trail', async () => {
    await browser.signIn(mine);
    expect((await browser.open('/console')).body).toContain('without MFA');
    expect(events.map(({ name, mfaUsed }) => [name, mfaUsed])).toEqual([
      ['GetSigninToken', false],
      ['ConsoleLogin', false],
    ]);
    expect(new Set(events.map(({ signInId, who }) => `${signInId} ${who!.accessKeyId}`)).size).toBe(1);
  });

  it('ends with the credentials, and the link after a quarter of an hour and one use', async () => {
    const link = await browser.link(mine);
    expect((await browser.open(link)).status).toBe(303);
    expect((await visitor(house).open(link)).heading).toBe('This sign-in link has been used');
    const late = await browser.link(mine);
    house.clock.advance(HOUR_MS / 4);
    expect((await visitor(house).open(late)).heading).toBe('This sign-in link has expired');
    house.clock.advance((HOUR_MS * 3) / 4);
    expect(await who(browser)).toBeUndefined();
  });

  it('is not had by a clock that is set back', async () => {
    const link = await browser.link(mine);
    await browser.open(link);
    // Others' links come and go meanwhile, so that what is old is forgotten.
    house.clock.advance(HOUR_MS / 2);
    await visitor(house).signIn(theirs);
    house.clock.advance(-HOUR_MS / 2);
    expect((await visitor(house).open(link)).heading).toBe('This sign-in link has been used');
  });

  it('is refused where anything of the token is changed', async () => {
    const link = new URL(await browser.link(mine), 'https://x');
    const token = Buffer.from(link.searchParams.get('SigninToken')!, 'base64url');
    for (let at = 0; at < token.length; at++) {
      const altered = Buffer.from(token);
      altered[at]! ^= 1;
      const SigninToken = altered.toString('base64url');
      const page = await visitor(house).open(`/federation?${query({ Action: 'login', SigninToken })}`);
      expect([at, page.status, page.cookies]).toEqual([at, 400, []]);
    }
  });
});

/** Answers the question of a page with yes. */
const agree = (visit: Visitor, page: Page, headers: Record<string, string> = {}) =>
  visit.open('/console/switch', { form: { Ticket: page.field('Ticket')! }, headers });

describe("attack/G11 somebody is signed in to the attacker's account", () => {
  it('is asked first, with both identities on the page, and stays who they are', async () => {
    await browser.signIn(mine);
    const page = await browser.signIn(theirs);
    expect(answerOf(page)).toEqual([200, 'You are signed in already']);
    expect(page.body).toContain(`arn:aws:sts::${ACCOUNT_A}:assumed-role/Reader/ann`);
    expect(page.body).toContain(`arn:aws:sts::${ACCOUNT_B}:assumed-role/Trap/mallory`);
    expect(page.body).toContain('<form method="post" action="/console/switch">');
    expect(await who(browser)).toBe('Reader');
    const switched = await agree(browser, page, { 'sec-fetch-site': 'same-origin' });
    expect([switched.status, switched.header('location'), await who(browser)]).toEqual([303, '/console', 'Trap']);
    expect(browser.jar.has(SWITCH)).toBe(false);
  });

  it('is not taken for a role of the same name that was made anew', async () => {
    await browser.signIn(mine);
    const seals = carriedSeals<ConsoleSession>('console-session', { keyring: house.keys, entropy: house.entropy });
    const session = seals.open(browser.jar.get(SESSION)!)!;
    const token = carriedSeals('sign-in-token', { keyring: house.keys, entropy: house.entropy });
    const made = { ...session, holderId: 'AROAANOTHER', linkExpiresAt: session.expiresAt };
    const page = await browser.open(`/federation?${query({ Action: 'login', SigninToken: token.seal(made) })}`);
    expect(answerOf(page)).toEqual([400, 'This sign-in link has been revoked']);
  });

  it.each([
    ['a picture', { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors', 'sec-fetch-site': 'cross-site' }],
    ['a frame', { 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site' }],
    ['an object', { 'sec-fetch-dest': 'object', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site' }],
    ['a script', { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'cross-site' }],
    ['a guess of the browser', { 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch;prerender' }],
  ])('is not signed in by %s, and the link is not used up', async (_what, headers) => {
    const link = await browser.link(theirs);
    const page = await browser.open(link, { headers });
    expect([answerOf(page), page.cookies]).toEqual([[403, 'Sign-in was refused'], []]);
    const opened = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site' };
    expect((await browser.open(link, { headers: opened })).status).toBe(303);
  });

  it('is asked when a form of another site signs in: the cookie that tells of them was not sent', async () => {
    await browser.signIn(mine);
    const link = new URL(await browser.link(theirs), 'https://x');
    const form = Object.fromEntries(link.searchParams);
    const stranger = visitor(house);
    const page = await stranger.open('/federation', { form, headers: { 'sec-fetch-site': 'cross-site' } });
    expect(answerOf(page)).toEqual([200, 'Sign in?']);
    expect(stranger.jar.has(SESSION)).toBe(false);
    expect((await agree(stranger, page)).status).toBe(303);
  });

  it('cannot be made to agree: a ticket is good in the browser it was shown to, and from our page', async () => {
    const attacker = visitor(house);
    const form = Object.fromEntries(new URL(await attacker.link(theirs), 'https://x').searchParams);
    const asked = await attacker.open('/federation', { form });
    const victim = visitor(house);
    const refused = [403, 'Nothing was changed'];
    // A form of the attacker's page, sent by the victim's browser: the strict cookie does not go with it.
    expect(answerOf(await agree(victim, asked, { 'sec-fetch-site': 'cross-site' }))).toEqual(refused);
    expect(answerOf(await agree(victim, asked))).toEqual(refused);
    victim.jar.set(SWITCH, attacker.jar.get(SWITCH)!);
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ] as Record<string, string>[])
      expect([headers, answerOf(await agree(victim, asked, headers))]).toEqual([headers, refused]);
    // Nor once they have signed in on their own.
    await victim.signIn(mine);
    expect(answerOf(await agree(victim, asked))).toEqual(refused);
    expect(await who(victim)).toBe('Reader');
  });

  it('has a ticket for one sign-in, and for as long as the link', async () => {
    await browser.signIn(mine);
    const page = await browser.signIn(theirs);
    const nonce = browser.jar.get(SWITCH)!;
    expect((await agree(browser, page)).status).toBe(303);
    browser.jar.set(SWITCH, nonce);
    expect(answerOf(await agree(browser, page))).toEqual([403, 'Nothing was changed']);
    const late = await browser.signIn(mine);
    house.clock.advance(HOUR_MS / 4);
    expect(answerOf(await agree(browser, late))).toEqual([400, 'This sign-in link has expired']);
    expect(await who(browser)).toBe('Trap');
  });

  it('is not signed out by others', async () => {
    await browser.signIn(mine);
    const Form = (await browser.open('/console')).field('Form')!;
    const out = (headers: Record<string, string>, form: Record<string, string> = { Form }) =>
      browser.open('/console/sign-out', { form, headers });
    for (const page of [
      await out({ 'sec-fetch-site': 'cross-site' }),
      await out({ origin: 'https://evil.example' }),
      await out({ 'sec-fetch-site': 'same-origin' }, {}),
      await out({ 'sec-fetch-site': 'same-origin' }, { Form: 'x' }),
      await out({ 'sec-fetch-site': 'same-origin' }, { Form: `${Form.slice(0, -1)}\u0142` }),
    ])
      expect([answerOf(page), page.cookies]).toEqual([[403, 'Nothing was changed'], []]);
    expect(await who(browser)).toBe('Reader');
    expect((await out({ 'sec-fetch-site': 'same-origin', origin: 'https://iam.example.test' })).status).toBe(200);
    expect(await who(browser)).toBeUndefined();
  });
});

describe('attack/G12 script in the console reads credentials', () => {
  const pages = async (): Promise<Page[]> => {
    const link = await browser.link(mine);
    await browser.open(link);
    const front = await browser.open('/console');
    const asked = await browser.signIn(theirs, { Destination: 'https://app.example/' });
    return [
      front,
      asked,
      await browser.open(link),
      await browser.open('/federation'),
      await browser.getSigninToken(house.rootA),
      await visitor(house).open('/console'),
      await browser.open('/console/sign-out', { form: { Form: front.field('Form')! } }),
    ];
  };

  it('has nothing to run in, and nothing to read: headers and markup of every page', async () => {
    for (const page of await pages()) {
      const csp = page.header('content-security-policy')!;
      expect(csp).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; form-action 'self'( https:\/\/app\.example)?; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect([
        page.header('x-frame-options'),
        page.header('x-content-type-options'),
        page.header('referrer-policy'),
        page.header('cache-control'),
        page.header('strict-transport-security'),
        page.header('access-control-allow-origin'),
      ]).toEqual(['DENY', 'nosniff', 'no-referrer', 'no-store', 'max-age=31536000', undefined]);
      expect(page.body).not.toMatch(/<script|<iframe|<img|<link|<base|<object|\son\w+=|style="|javascript:/i);
      expect(page.body).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
      const secrets = new Map(
        [mine, theirs].flatMap(({ accessKeyId, secretAccessKey, sessionToken }) => [
          [`secret of ${accessKeyId}`, secretAccessKey],
          [`token of ${accessKeyId}`, sessionToken!],
        ]),
      );
      expect(hits(secrets, new Map([['page', Buffer.from(page.body)]]))).toEqual([]);
    }
  });

  it('gets no word of another origin, whatever it asks for', async () => {
    for (const path of ['/console', '/federation?Action=getSigninToken']) {
      const page = await browser.open(path, { headers: { origin: 'https://evil.example' } });
      expect([page.header('access-control-allow-origin'), page.header('cross-origin-resource-policy')]).toEqual([
        undefined,
        'same-origin',
      ]);
    }
  });

  it(`cannot be stored in a name, an address or an action: ${hostileNames.length} texts`, async () => {
    const seals = carriedSeals<ConsoleSession>('console-session', { keyring: house.keys, entropy: house.entropy });
    const tokens = carriedSeals('sign-in-token', { keyring: house.keys, entropy: house.entropy });
    await browser.signIn(mine);
    const session = seals.open(browser.jar.get(SESSION)!)!;
    const shape = ({ body }: Page) =>
      body
        .match(/<[^>]*>/g)!
        .map((tag) => tag.replace(/"[^"]*"/g, '""'))
        .join('');
    const plain = new Map<string, string>();
    for (const text of ['plain', ...hostileNames]) {
      // Names like these cannot be given: sealed here, as if a check had failed.
      const named = { ...session, roleName: text, sessionName: text, sourceIdentity: text, account: session.account };
      const token = { ...named, signInId: text, linkExpiresAt: session.expiresAt };
      const hostile = visitor(house);
      hostile.jar.set(SESSION, seals.seal({ ...named, issuer: `https://broker.example/${text}` }));
      const shown = {
        front: await hostile.open('/console'),
        switch: await browser.open(`/federation?${query({ Action: 'login', SigninToken: tokens.seal(token) })}`),
        action: await browser.open(`/federation?${query({ Action: text })}`),
        destination: await browser.open(await browser.link(mine, { Destination: `ftp://${text}` })),
        issuer: await browser.open(
          `/federation?${query({ Action: 'login', SigninToken: text, Issuer: `https://broker.example/?${text}` })}`,
        ),
      };
      for (const [name, page] of Object.entries(shown)) {
        if (!plain.has(name)) plain.set(name, shape(page));
        expect([text, name, shape(page)]).toEqual([text, name, plain.get(name)]);
      }
      expect(shown.front.heading).toBe('Signed in');
      expect(shown.switch.heading).toBe('You are signed in already');
    }
  });
});

describe('attack/G13 credentials of others by way of the console', () => {
  it('no page changes anything that people have: signing in and out leaves every record as it was', async () => {
    const sequence = await house.store.sequence();
    await browser.signIn(mine);
    await agree(browser, await browser.signIn(theirs));
    const page = await browser.open('/console');
    await browser.open('/console/sign-out', { form: { Form: page.field('Form')! } });
    expect(await house.store.sequence()).toBe(sequence);
  });
});

describe('attack/C10 the product acts with rights of its own for somebody who has none', () => {
  it('a page asks the store for nothing but whether the session stands: no rights are used, and none are needed', async () => {
    await house.must(house.rootA, 'CreateAccountAlias', { AccountAlias: 'secret-alias' });
    await browser.signIn(mine);
    await browser.open('/console');
    house.statements.length = 0;
    const page = await browser.open('/console');
    expect(house.statements.filter((sql) => !sql.includes('"used_once"'))).toEqual([]);
    expect(page.body).not.toContain('secret-alias');
  });

  it('the pages are handed no operation and no tool that could do one', () => {
    const imports = readdirSync('src/console')
      .filter((file) => !file.includes('.test.'))
      .flatMap((file) => [...readFileSync(join('src/console', file), 'utf8').matchAll(/from '\.\.\/(\w+)\//g)])
      .map(([, room]) => room);
    expect([...new Set(imports)].sort()).toEqual(['base', 'operation', 'principal', 'query', 'store', 'token']);
  });

  it('a console session is no credential: nothing signs with it', async () => {
    await browser.signIn(mine);
    const cookie = browser.jar.get(SESSION)!;
    const answer = await house.call({ ...mine, sessionToken: cookie }, 'GetCallerIdentity');
    expect([answer.status, answer.code]).toEqual([403, 'InvalidClientTokenId']);
    const page = await browser.open('/?Action=GetCallerIdentity&Version=2011-06-15');
    expect(page.status).toBe(403);
  });
});

describe('attack/I10 static files from outside their folder', () => {
  it('there is no folder: a path is one of four, to the letter, or none of ours', async () => {
    const up = ['..', '%2e%2e', '.%2e', '%252e%252e', '..%00', '..;', '%c0%ae%c0%ae', '\u2025', '....', '..%5c'];
    const between = ['/', '%2f', '\\', '%5c', '//', '%252f', '/./', '%u2215', ';/', '%00/'];
    const aims = ['etc/passwd', 'root.key', 'rolecall.db', 'package.json'];
    const paths = up.flatMap((dots) =>
      between.flatMap((slash) => aims.map((aim) => `/console${slash}${dots}${slash}${dots}${slash}${aim}`)),
    );
    expect(paths.length).toBeGreaterThanOrEqual(200);
    await browser.signIn(mine);
    for (const path of paths) {
      const page = await browser.open(path);
      expect([path, [400, 404].includes(page.status), page.body.length < 200]).toEqual([path, true, true]);
    }
    for (const path of [
      '/console/..',
      '/console/../console',
      '/console/.',
      '/./console',
      '/%63onsole',
      '/console%00',
      '/console;',
    ])
      expect([path, (await browser.open(path)).heading]).toEqual([path, undefined]);
  });
});

describe('attack/J02 a password that was typed where a name belongs', () => {
  it('is in no event and on no page: who is not proven has no name', async () => {
    const password = 'Correct-Horse-9-Battery';
    const good = JSON.parse(sessionOf(mine)) as Record<string, string>;
    for (const wrong of [
      { ...good, sessionId: password },
      { ...good, sessionKey: password },
      { ...good, sessionToken: password },
      { [password]: password },
    ]) {
      const Session = JSON.stringify(wrong);
      const page = await browser.open(
        `/federation?${query({ Action: 'getSigninToken', Session, SessionDuration: password })}`,
      );
      expect([page.status, page.body.includes(password)]).toEqual([400, false]);
    }
    const typed = { Action: 'login', SigninToken: password, Destination: password, Issuer: password };
    expect((await browser.open(`/federation?${query(typed)}`)).body).not.toContain(password);
    expect(events.map(({ name, outcome, who }) => [name, outcome, who])).toEqual([
      ...Array.from({ length: 4 }, () => ['GetSigninToken', 'Failure', undefined]),
      ['ConsoleLogin', 'Failure', undefined],
    ]);
    expect(JSON.stringify([events, house.events])).not.toContain(password);
    expect(HIDDEN_NAME).toBe('HIDDEN_DUE_TO_SECURITY_REASONS');
  });
});
