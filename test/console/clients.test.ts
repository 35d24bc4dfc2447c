import { beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT_A, type Credentials, credentialsOf, type House, openHouse, policy } from '../house/harness.ts';
import { type Page, sessionOf, type Visitor, visitor } from './visitor.ts';

/**
 * What programs of others send, request by request: `aws-vault login` (cli/login.go of 99designs/aws-vault 7 and of its successor
 * ByteNess/aws-vault), `assume -c` of Granted (pkg/console/aws.go), and the sample of AWS's own guide. All of them spell a query as Go's `url.Values`
 * or Python's `urlencode` do: names in the order that they have, spaces as `+`.
 */
const REGION = 'eu-west-1';

let house: House;
let user: Credentials;
let session: Credentials;
let browser: Visitor;

beforeEach(async () => {
  house = await openHouse();
  user = await house.user(house.rootA, 'ann');
  await house.allowUser(house.rootA, 'ann', { Action: '*', Resource: '*' });
  session = await house.assumed(user, await house.role(house.rootA, 'app', { Principal: { AWS: ACCOUNT_A } }));
  browser = visitor(house);
});

/** As Go's HTTP client asks: no cookie, no fetch metadata. */
const asGo = {
  headers: { 'user-agent': 'Go-http-client/1.1', 'accept-encoding': 'gzip', host: 'signin.aws.amazon.com' },
};
/** As a browser opens what a program hands to it. */
const asBrowser = {
  headers: {
    'sec-fetch-dest': 'document',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': 'none',
    'sec-fetch-user': '?1',
  },
};

function given(answer: Page): string {
  expect([answer.status, answer.header('content-type')]).toEqual([200, 'application/json']);
  const { SigninToken, ...rest } = JSON.parse(answer.body) as { SigninToken: string };
  expect(rest).toEqual({});
  return SigninToken;
}

async function isSignedIn(login: string, arn: string): Promise<void> {
  const landed = await browser.open(login, asBrowser);
  expect([landed.status, landed.header('location')]).toEqual([303, '/console']);
  expect((await browser.open('/console')).body).toContain(arn);
}

const ROLE = `arn:aws:sts::${ACCOUNT_A}:assumed-role/app/test-session`;

describe('aws-vault login', () => {
  /** `json.Marshal` of a map sorts its names, as ours happen to be; `Encode` sorts those of the query. */
  const asked = (credentials: Credentials) =>
    `/federation?${new URLSearchParams({ Action: 'getSigninToken', Session: sessionOf(credentials) })}`;
  const login = (token: string, destination: string) =>
    `/federation?Action=login&Issuer=aws-vault&Destination=${encodeURIComponent(destination)}&SigninToken=${encodeURIComponent(token)}`;

  test('of a role, without a region and with one', async () => {
    for (const destination of [
      'https://console.aws.amazon.com/',
      `https://${REGION}.console.aws.amazon.com/console/home?region=${REGION}`,
      `https://${REGION}.console.aws.amazon.com/s3?region=${REGION}`,
    ])
      await isSignedIn(login(given(await browser.open(asked(session), asGo)), destination), ROLE);
  });

  test('of a user, whose keys it turns into a federated user first', async () => {
    const federation = await house.must(user, 'GetFederationToken', {
      Name: 'ann',
      Policy: policy({ Action: '*', Resource: '*' }),
      DurationSeconds: 3600,
    });
    const token = given(await browser.open(asked(credentialsOf(federation)), asGo));
    await isSignedIn(login(token, 'https://console.aws.amazon.com/'), `arn:aws:sts::${ACCOUNT_A}:federated-user/ann`);
  });

  test('of a role that it assumed with a session of its own', async () => {
    const first = credentialsOf(await house.must(user, 'GetSessionToken'));
    const chained = await house.assumed(first, `arn:aws:iam::${ACCOUNT_A}:role/app`);
    await isSignedIn(login(given(await browser.open(asked(chained), asGo)), 'https://console.aws.amazon.com/'), ROLE);
  });

  test('shows the refusal of what cannot sign in', async () => {
    const answer = await browser.open(asked(credentialsOf(await house.must(user, 'GetSessionToken'))), asGo);
    expect([answer.status, answer.body.includes('Invalid credentials parameter')]).toEqual([400, true]);
  });
});

describe('Granted', () => {
  test.each([
    ['', 'https://console.aws.amazon.com/console/home'],
    [REGION, `https://${REGION}.console.aws.amazon.com/ec2/v2/home?region=${REGION}`],
    ['cn-north-1', 'https://console.amazonaws.cn/console/home?region=cn-north-1'],
  ])('opens the console of region %j', async (_region, destination) => {
    const asked = `/federation?${new URLSearchParams({ Action: 'getSigninToken', Session: sessionOf(session) })}`;
    const token = given(await browser.open(asked, asGo));
    // Sorted by name, as `url.Values` are, and with an issuer that is empty.
    const query = new URLSearchParams({ Action: 'login', Destination: destination, Issuer: '', SigninToken: token });
    await isSignedIn(`/federation?${query}`, ROLE);
  });
});

describe("AWS's own sample", () => {
  test('asks with a duration, and names itself as issuer', async () => {
    const asked = `/federation?Action=getSigninToken&SessionDuration=43200&Session=${encodeURIComponent(sessionOf(session))}`;
    const token = given(await browser.open(asked, { headers: { 'user-agent': 'python-requests/2.32.3' } }));
    const login = `/federation?Action=login&Issuer=Example.org&Destination=${encodeURIComponent('https://console.aws.amazon.com/')}`;
    await isSignedIn(`${login}&SigninToken=${token}`, ROLE);
  });
});
