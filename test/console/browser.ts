import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ConsoleSession } from '../../src/console/signed-in.ts';
import { carriedSeals } from '../../src/token/carried-seals.ts';
import type { Credentials } from '../house/requests.ts';
import { hostileNames } from './hostile-names.ts';
import { type Served, serve, site, startBroker, tls } from './served.ts';

/**
 * Signs in with a real browser, from the example broker to the page and out again, over plain HTTP on loopback and over
 * TLS; and lets others' pages try to sign somebody in.
 *
 *     test/console/install.sh && node test/console/browser.ts
 *
 * Exits 1 where a step fails. Where there is no browser it says NOT RUN, and why.
 */
const cache = fileURLToPath(new URL('../../.cache/browser', import.meta.url));
const CHROMIUM = '/usr/bin/chromium';
/** The longest that anything on a page may take to come about. */
const STEP_MS = 10_000;
const FOUND = 'arn:aws:sts::111122223333:assumed-role';

// biome-ignore lint/suspicious/noExplicitAny: playwright-core is no dependency, so its types are not there.
type Any = any;

function whyNot(): string | undefined {
  if (existsSync(join(cache, 'missing'))) return readFileSync(join(cache, 'missing'), 'utf8').trim();
  if (!existsSync(join(cache, 'node_modules/playwright-core'))) return 'test/console/install.sh was not run';
  return existsSync(CHROMIUM) ? undefined : `there is no ${CHROMIUM}`;
}

async function run(): Promise<number> {
  const { chromium } = (await import(pathToFileURL(join(cache, 'node_modules/playwright-core/index.mjs')).href)) as Any;
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  console.log(`Chromium ${browser.version()}`);
  let failed = 0;
  for (const scheme of ['http', 'https'] as const) {
    const walk = await openWalk(browser, scheme);
    for (const [name, step] of Object.entries(STEPS)) {
      try {
        walk.complaints.length = 0;
        await step(walk);
        console.log(`ok    ${scheme.padEnd(5)} ${name}`);
      } catch (error) {
        failed++;
        console.log(`FAIL  ${scheme.padEnd(5)} ${name}\n${(error as Error).stack}`);
      }
    }
    if (walk.house.bugs.length > 0) console.log('FAIL  the server failed:', walk.house.bugs, failed++);
    await walk.close();
  }
  await browser.close();
  console.log(failed === 0 ? 'all steps passed' : `${failed} steps failed`);
  return failed === 0 ? 0 : 1;
}

type Walk = Awaited<ReturnType<typeof openWalk>>;

async function openWalk(browser: Any, scheme: 'http' | 'https') {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-browser-'));
  const ca = join(folder, 'ca.pem');
  writeFileSync(ca, tls.cert);
  const app = await site(() => '<!DOCTYPE html><html lang="en"><title>Application</title><h1>Application</h1></html>');
  const house = await serve(scheme, [app.url]);
  const broker = await someoneWhoBrokers(house, ca);
  const lures = new Map<string, string>();
  const attacker = await site((path) => lures.get(path));
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  const complaints: string[] = [];
  page.on('console', (message: Any) => message.type() === 'error' && complaints.push(message.text()));
  page.on('dialog', (dialog: Any) => void dialog.dismiss());
  return {
    ...{ scheme, house, broker, app, attacker, lures, context, page, complaints },
    async close() {
      broker.process.kill();
      await context.close();
      app.close();
      attacker.close();
      await house.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The broker's user and two roles; the broker itself, with a role for everybody who signs in there. */
async function someoneWhoBrokers(house: Served, ca: string) {
  await house.must('CreateUser', { UserName: 'broker' });
  const key = await house.must('CreateAccessKey', { UserName: 'broker' });
  const own: Credentials = { accessKeyId: key('AccessKeyId'), secretAccessKey: key('SecretAccessKey') };
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: 'arn:aws:iam::111122223333:user/broker' },
    },
  });
  for (const RoleName of ['Reader', 'Writer']) await house.must('CreateRole', { RoleName, AssumeRolePolicyDocument });
  const started = await startBroker({
    ROLECALL_URL: house.url,
    AWS_ACCESS_KEY_ID: own.accessKeyId,
    AWS_SECRET_ACCESS_KEY: own.secretAccessKey,
    BROKER_ROLE: 'arn:aws:iam::111122223333:role/Reader',
    BROKER_PERSON: 'ann',
    BROKER_PASSWORD: 'a password of ann',
    NODE_EXTRA_CA_CERTS: ca,
  });

  /** A link as another broker would make it. */
  async function link(role: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const issued = await house.must(
      'AssumeRole',
      { RoleArn: `arn:aws:iam::111122223333:role/${role}`, RoleSessionName: 'somebody' },
      own,
    );
    const [sessionId, sessionKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map(issued);
    const asked = new URLSearchParams({
      Action: 'getSigninToken',
      Session: JSON.stringify({ sessionId, sessionKey, sessionToken }),
    });
    const answer = await house.answer({
      method: 'GET',
      target: `/federation?${asked}`,
      rawHeaders: [],
      body: Buffer.alloc(0),
      remoteAddress: '127.0.0.1',
      secure: false,
    });
    const { SigninToken } = JSON.parse(answer.body) as { SigninToken: string };
    return `${house.url}/federation?${new URLSearchParams({ Action: 'login', SigninToken, ...more })}`;
  }
  return { ...started, link };
}

const STEPS: Readonly<Record<string, (walk: Walk) => Promise<void>>> = {
  async 'somebody signs in at the broker and lands on the page that says who they are'(walk) {
    await signInAtTheBroker(walk);
    await heading(walk, 'Signed in');
    const text: string = await walk.page.innerText('main');
    holds(text.includes(`${FOUND}/Reader/ann`) && text.includes('Reader') && text.includes('without MFA'), text);
    holds(walk.page.url() === `${walk.house.url}/console`, walk.page.url());
  },

  async 'the page is one that a screen reader can read, in its own style, without scripts'({ page, complaints }) {
    const found = await page.evaluate(() => {
      const { document, getComputedStyle } = globalThis as Any;
      return {
        lang: document.documentElement.lang,
        title: document.title,
        h1: document.querySelectorAll('h1').length,
        main: document.querySelectorAll('main').length,
        nameless: [...document.querySelectorAll('button, a')].filter((one: Any) => one.textContent.trim() === '')
          .length,
        unlabelled: document.querySelectorAll('input:not([type=hidden])').length,
        scripts: document.scripts.length,
        width: getComputedStyle(document.body).maxWidth,
      };
    });
    same(found, {
      lang: 'en',
      title: 'Signed in - Rolecall',
      h1: 1,
      main: 1,
      nameless: 0,
      unlabelled: 0,
      scripts: 0,
      width: '640px',
    });
    same(complaints, []);
  },

  async 'its cookie is out of reach of scripts, and nothing is stored beside it'({ page, context, scheme }) {
    const cookies = await context.cookies();
    same(
      cookies.map(({ name, httpOnly, secure, sameSite, path, expires }: Any) => [
        name,
        httpOnly,
        secure,
        sameSite,
        path,
        expires,
      ]),
      [[`${scheme === 'https' ? '__Host-' : ''}rolecall-session`, true, scheme === 'https', 'Lax', '/', -1]],
    );
    const seen = await page.evaluate(() => {
      const { document, localStorage, sessionStorage } = globalThis as Any;
      return [document.cookie, localStorage.length, sessionStorage.length];
    });
    same(seen, ['', 0, 0]);
  },

  async 'a link that was used is good for nothing, also for who used it'(walk) {
    const { page, broker } = walk;
    const link = await broker.link('Reader');
    await page.goto(link);
    await heading(walk, 'You are signed in already');
    await page.click('button');
    await heading(walk, 'Signed in');
    await page.goto(link);
    same(await page.title(), 'This sign-in link has been used - Rolecall');
  },

  async 'a picture, a frame and a script of another page do not sign anybody in'(walk) {
    const { page, lures, attacker, broker } = walk;
    const links = [await broker.link('Writer'), await broker.link('Writer'), await broker.link('Writer')];
    lures.set(
      '/embedded',
      `<img src="${escaped(links[0]!)}"><iframe src="${escaped(links[1]!)}"></iframe>` +
        `<script>fetch(${JSON.stringify(links[2])}, { mode: 'no-cors', credentials: 'include' }).catch(() => {})</script>`,
    );
    await page.goto(`${attacker.url}/embedded`, { waitUntil: 'networkidle' });
    await isSignedInAs(walk, 'Reader');
  },

  async 'who follows a link of somebody else is asked, and stays who they are'(walk) {
    const { page, lures, attacker, broker } = walk;
    lures.set('/link', `<a href="${escaped(await broker.link('Writer'))}">Kittens</a>`);
    await page.goto(`${attacker.url}/link`);
    await page.click('a');
    await heading(walk, 'You are signed in already');
    const text: string = await page.innerText('main');
    holds(text.includes(`${FOUND}/Reader/`) && text.includes(`${FOUND}/Writer/somebody`), text);
    await page.click('a');
    await heading(walk, 'Signed in');
    await isSignedInAs(walk, 'Reader');
  },

  async 'a form that another page sends is asked about too'(walk) {
    const { page, lures, attacker, broker, house } = walk;
    const { searchParams } = new URL(await broker.link('Writer'));
    const fields = [...searchParams].map(([name, value]) => `<input name="${name}" value="${escaped(value)}">`);
    lures.set(
      '/form',
      `<form method="post" action="${house.url}/federation">${fields.join('')}</form><script>document.forms[0].submit()</script>`,
    );
    await page.goto(`${attacker.url}/form`);
    await page.waitForURL(`${house.url}/federation`);
    await heading(walk, 'Sign in?');
    await isSignedInAs(walk, 'Reader');
  },

  async 'who agrees becomes somebody else, and is sent to the application'(walk) {
    const { page, broker, app } = walk;
    await page.goto(await broker.link('Writer', { Destination: `${app.url}/start?a=b` }));
    await heading(walk, 'You are signed in already');
    await page.click('button');
    await page.waitForURL(`${app.url}/start?a=b`);
    await isSignedInAs(walk, 'Writer');
    same((await walk.context.cookies()).length, 1);
  },

  async 'a registered application is no more than that: another one is refused'(walk) {
    const { page, broker, attacker } = walk;
    await page.goto(await broker.link('Writer', { Destination: `${attacker.url}/` }));
    await heading(walk, 'Invalid Destination parameter');
  },

  async 'signing out ends it, also for a cookie that was kept'(walk) {
    const { page, context, house } = walk;
    await page.goto(`${house.url}/console`);
    const kept = await context.cookies();
    await page.click('button');
    await heading(walk, 'Signed out');
    same(await context.cookies(), []);
    await context.addCookies(kept);
    await page.goto(`${house.url}/console`);
    await heading(walk, 'Not signed in');
  },

  async 'a session ends by itself, and the page says where to get another'(walk) {
    const { page, house, broker } = walk;
    await signInAtTheBroker(walk);
    house.aheadBy(3_600_000);
    await page.reload();
    await heading(walk, 'Not signed in');
    const text: string = await page.innerText('main');
    holds(text.includes('Your session has expired.') && text.includes(`${broker.url}/`), text);
    house.aheadBy(-3_600_000);
    await page.click('a');
    same(page.url(), `${broker.url}/`);
  },

  async 'nothing that somebody could be named runs, loads or leads anywhere'(walk) {
    const { page, context, house, scheme, complaints } = walk;
    const seals = carriedSeals<ConsoleSession>('console-session', { keyring: house.keys, entropy: house.entropy });
    const tokens = carriedSeals('sign-in-token', { keyring: house.keys, entropy: house.entropy });
    await signInAtTheBroker(walk);
    const [cookie] = await context.cookies();
    const session = seals.open(cookie.value)!;
    const asked: string[] = [];
    page.on('request', (request: Any) => asked.push(new URL(request.url()).origin));
    for (const text of hostileNames) {
      const named = { ...session, roleName: text, sessionName: text, sourceIdentity: text };
      await context.addCookies([{ ...cookie, value: seals.seal({ ...named, issuer: `https://x.example/${text}` }) }]);
      await page.goto(`${house.url}/console`);
      await heading(walk, 'Signed in');
      await untouched(walk, text);
      const SigninToken = tokens.seal({ ...named, linkExpiresAt: session.expiresAt });
      await context.addCookies([cookie]);
      await page.goto(`${house.url}/federation?${new URLSearchParams({ Action: 'login', SigninToken })}`);
      await heading(walk, 'You are signed in already');
      await untouched(walk, text);
      const refused = { Action: 'login', SigninToken: text, Issuer: `https://x.example/?${text}`, Destination: text };
      await page.goto(`${house.url}/federation?${new URLSearchParams(refused)}`);
      await untouched(walk, text);
    }
    // The browser itself tells of pages that answer 4xx; of a script or a style that was kept away it would tell too.
    same(
      complaints.filter((one) => !one.includes('the server responded with a status of 40')),
      [],
    );
    same([...new Set(asked)], [house.url]);
    same(scheme === 'https', cookie.secure);
  },
};

async function signInAtTheBroker({ page, broker, house, context }: Walk): Promise<void> {
  await context.clearCookies();
  await page.goto(`${broker.url}/`);
  await page.fill('input[name=person]', 'ann');
  await page.fill('input[name=password]', 'a password of ann');
  await page.click('button');
  await page.waitForURL(`${house.url}/console`);
}

async function isSignedInAs({ page, house }: Walk, role: string): Promise<void> {
  await page.goto(`${house.url}/console`);
  const text: string = await page.innerText('main');
  holds(text.includes(`${FOUND}/${role}/`), text);
}

async function heading({ page }: Walk, expected: string): Promise<void> {
  same(await page.innerText('h1'), expected);
}

/** No script ran, and no element came to be that is not ours. */
async function untouched({ page }: Walk, text: string): Promise<void> {
  const found = await page.evaluate(() => {
    const { document, hit } = globalThis as Any;
    const strange = document.querySelectorAll(
      'script, img, svg, iframe, object, base, link, math, [onload], [onfocus], [onerror]',
    );
    return [hit ?? null, strange.length, document.querySelectorAll('style').length, document.cookie];
  });
  same([text, ...found], [text, null, 0, 1, '']);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

function holds(condition: boolean, found: string): void {
  if (!condition) throw new Error(`found: ${found}`);
}

function same(found: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) throw new Error(`found ${one}, expected ${other}`);
}

// At the end, because all that is above has to be there.
const missing = whyNot();
if (missing !== undefined) console.log(`NOT RUN: browser: ${missing}`);
else process.exitCode = await run();
