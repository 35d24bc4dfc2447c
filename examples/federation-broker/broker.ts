/**
 * A federation broker: people sign in here, by whatever your organisation has, and are sent on to the console by a link that
 * temporary credentials of a role gave. Nobody has an IAM user but the broker itself.
 *
 * It follows https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html, with Rolecall
 * in AWS's place. One person is known here, by a password in the environment: that is the part to replace.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

const settings = {
  /** Where Rolecall is. */
  rolecall: said('ROLECALL_URL'),
  /** The role whose sessions people get; it has to trust the broker's user. */
  role: said('BROKER_ROLE'),
  person: said('BROKER_PERSON'),
  password: said('BROKER_PASSWORD'),
  /** Where a sign-in leads: the console page, or an application that Rolecall was told of by --signin-destination. */
  destination: process.env.BROKER_DESTINATION ?? `${said('ROLECALL_URL')}/console`,
  port: Number(process.env.PORT ?? 8090),
};

/** The broker's own key comes from where the SDK looks: AWS_ACCESS_KEY_ID, a profile, and so on. */
const sts = new STSClient({ endpoint: settings.rolecall, region: process.env.AWS_REGION ?? 'us-east-1' });

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error(error);
    page(response, 502, '<h1>Something went wrong</h1><p>The log of the broker has the reason.</p>');
  });
});
server.listen(settings.port, 'localhost', () => {
  const { port } = server.address() as { port: number };
  console.log(`the broker is at http://localhost:${port}/`);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') return page(response, 200, FORM);
  // A form of another site could sign somebody in as somebody else.
  if (!['same-origin', undefined].includes(request.headers['sec-fetch-site'] as string | undefined)) {
    return page(response, 403, FORM);
  }
  const form = new URLSearchParams(await bodyOf(request));
  if (!isPerson(form.get('person') ?? '', form.get('password') ?? '')) return page(response, 403, FORM);

  const link = await signInLink(settings.person, `http://${request.headers.host}/`);
  response.writeHead(303, { Location: link, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).end();
}

/** Turns temporary credentials into a link. The session's name is the person's: it stands in every record of what they do. */
async function signInLink(person: string, issuer: string): Promise<string> {
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: settings.role, RoleSessionName: person }));
  const session = {
    sessionId: Credentials?.AccessKeyId,
    sessionKey: Credentials?.SecretAccessKey,
    sessionToken: Credentials?.SessionToken,
  };
  // In the body of a POST, and not in an address: addresses are written into logs.
  const answered = await fetch(`${settings.rolecall}/federation`, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'getSigninToken', Session: JSON.stringify(session) }),
  });
  if (!answered.ok) throw new Error(`getSigninToken: ${answered.status}`);
  const { SigninToken } = (await answered.json()) as { SigninToken: string };
  const login = new URLSearchParams({
    Action: 'login',
    // Where to come back to when the session is over.
    Issuer: issuer,
    Destination: settings.destination,
    SigninToken,
  });
  return `${settings.rolecall}/federation?${login}`;
}

function isPerson(person: string, password: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const [named, proven] = [
    timingSafeEqual(digest(person), digest(settings.person)),
    timingSafeEqual(digest(password), digest(settings.password)),
  ];
  return named && proven;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > 4096) throw new Error('the form is too long');
  }
  return body;
}

const FORM = `<h1>Sign in</h1>
<form method="post">
<p><label>Name <input name="person" autocomplete="username" required></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
<p><button>Sign in</button></p>
</form>`;

function page(response: ServerResponse, status: number, main: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'X-Frame-Options': 'DENY' });
  response.end(`<!DOCTYPE html><html lang="en"><title>Broker</title><main>${main}</main></html>`);
}

function said(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    console.error(`${name} is not set`);
    process.exit(2);
  }
  return value.replace(/\/$/, '');
}
