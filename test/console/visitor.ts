import type { WireAnswer } from '../../src/query/wire.ts';
import type { Credentials, House } from '../house/harness.ts';

/** A page as it came, with what a browser would look at. */
export interface Page {
  readonly status: number;
  readonly body: string;
  /** The last value of a header, by its name in lower case. */
  header(name: string): string | undefined;
  readonly cookies: readonly string[];
  /** What stands between the tags of the heading. */
  readonly heading: string | undefined;
  /** The value of a hidden field. */
  field(name: string): string | undefined;
}

export interface Visit {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends a form by POST. */
  readonly form?: Readonly<Record<string, string>>;
  readonly method?: string;
}

export type Visitor = ReturnType<typeof visitor>;

/** A browser without a screen: it keeps cookies as browsers do, and follows nothing by itself. */
export function visitor(house: House, { secure = true, remoteAddress = '198.51.100.7' } = {}) {
  const jar = new Map<string, string>();

  async function open(target: string, { headers = {}, form, method }: Visit = {}): Promise<Page> {
    const all = {
      host: 'iam.example.test',
      'user-agent': 'visitor',
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
      ...headers,
    };
    const answer = await house.answer({
      method: method ?? (form === undefined ? 'GET' : 'POST'),
      target,
      rawHeaders: Object.entries(all).flat(),
      body: Buffer.from(form === undefined ? '' : query(form)),
      remoteAddress,
      secure,
    });
    const page = pageOf(answer);
    for (const cookie of page.cookies) keep(cookie);
    return page;
  }

  function keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    if (cookie.includes('Max-Age=0')) jar.delete(name);
    else jar.set(name, pair.slice(pair.indexOf('=') + 1));
  }

  return {
    jar,
    open,
    /** Asks for a SigninToken, as clients do. */
    getSigninToken: (credentials: Credentials, more: Readonly<Record<string, string>> = {}) =>
      open(`/federation?${query({ Action: 'getSigninToken', Session: sessionOf(credentials), ...more })}`),
    /** The link that signs in by these credentials. */
    async link(credentials: Credentials, more: Readonly<Record<string, string>> = {}, asked = {}): Promise<string> {
      const answer = await open(
        `/federation?${query({ Action: 'getSigninToken', Session: sessionOf(credentials), ...asked })}`,
      );
      if (answer.status !== 200) throw new Error(`getSigninToken: ${answer.status} ${answer.heading}`);
      return loginLink(tokenOf(answer), more);
    },
    /** Opens a link for these credentials. */
    async signIn(credentials: Credentials, more: Readonly<Record<string, string>> = {}): Promise<Page> {
      return open(await this.link(credentials, more));
    },
  };
}

export const sessionOf = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials): string =>
  JSON.stringify({ sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken });

export const tokenOf = ({ body }: Page): string => (JSON.parse(body) as { SigninToken: string }).SigninToken;

export const loginLink = (token: string, more: Readonly<Record<string, string>> = {}): string =>
  `/federation?${query({ Action: 'login', Destination: 'https://console.aws.amazon.com/', SigninToken: token, ...more })}`;

export const query = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');

function pageOf({ status, headers, body }: WireAnswer): Page {
  const values = (name: string) => headers.filter((_, i) => i % 2 === 1 && headers[i - 1]!.toLowerCase() === name);
  return {
    status,
    body,
    header: (name) => values(name).at(-1),
    cookies: values('set-cookie'),
    heading: /<h1>([^<]*)<\/h1>/.exec(body)?.[1],
    field: (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1],
  };
}
