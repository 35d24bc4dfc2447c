import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteOpenIDConnectProviderCommand,
  IAMClient,
  ListUsersCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromTokenFile } from '@aws-sdk/credential-provider-web-identity';
import { startServer } from '../clients/server.ts';
import { makeCertificates } from './certificates.ts';
import { type RealIssuer, startIssuer } from './oidc-provider.ts';

/**
 * A workload signs in: a real issuer gives it a token, the AWS SDK's own web identity provider takes that from a file to a
 * real `rolecall serve`, which asks the issuer for its keys over TLS, and the credentials work. Exits with 75 and the reason
 * where something that is foreign cannot be had.
 */
const ACCOUNT = '111122223333';
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/localhost`;
const AUDIENCE = 'sts.amazonaws.com';

const certificates = makeCertificates(['DNS:localhost', 'IP:127.0.0.1']);
const issuer = certificates === undefined ? 'there is no openssl' : await startIssuer(certificates);
if (typeof issuer === 'string') {
  process.stdout.write(`NOT RUN: ${issuer}\n`);
  process.exitCode = 75;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-issuer-'));
  try {
    const failed = await run(issuer, certificates!.ca, folder);
    process.stdout.write(failed === 0 ? 'all steps passed\n' : `${failed} steps FAILED\n`);
    process.exitCode = failed === 0 ? 0 : 1;
  } finally {
    await issuer.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(issuer: RealIssuer, ca: string, folder: string): Promise<number> {
  const caFile = join(folder, 'ca.pem');
  const tokenFile = join(folder, 'token');
  writeFileSync(caFile, ca);
  const open = await startServer([ACCOUNT], ['--oidc-allow-private', 'localhost', '--oidc-ca', caFile]);
  const closed = await startServer([ACCOUNT]);
  let failed = 0;
  const step = async (name: string, work: () => Promise<string>, expected: string | RegExp) => {
    const got = await work().catch((error: Error) => `${error.name}: ${error.message}`);
    const isRight = typeof expected === 'string' ? got === expected : expected.test(got);
    if (!isRight) failed++;
    process.stdout.write(`${isRight ? 'ok    ' : 'FAILED'} ${name}${isRight ? '' : `\n       ${got}`}\n`);
  };

  /** The clients of the server, of its root and of a workload that has nothing but the token in the file. */
  const clients = ({ endpoint, roots }: typeof open) => {
    const { accessKeyId, secretAccessKey } = roots.get(ACCOUNT)!;
    const client = { endpoint, region: 'eu-west-1', maxAttempts: 1 };
    const workload = fromTokenFile({
      webIdentityTokenFile: tokenFile,
      roleArn: `arn:aws:iam::${ACCOUNT}:role/ci`,
      roleSessionName: 'job-7',
      clientConfig: client,
    });
    return {
      iam: new IAMClient({ ...client, credentials: { accessKeyId, secretAccessKey } }),
      asWorkload: {
        sts: () => new STSClient({ ...client, credentials: workload }),
        iam: () => new IAMClient({ ...client, credentials: workload }),
      },
    };
  };
  const who = async (sts: STSClient) => (await sts.send(new GetCallerIdentityCommand({}))).Arn!;
  const bring = async (audience: string) => writeFileSync(tokenFile, await issuer.token(`https://${audience}`));
  const policy = (statement: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });

  const setUp = async ({ iam }: ReturnType<typeof clients>) => {
    await iam.send(new CreateOpenIDConnectProviderCommand({ Url: issuer.url, ClientIDList: [AUDIENCE] }));
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'ci',
        AssumeRolePolicyDocument: policy({
          Principal: { Federated: PROVIDER },
          Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
          Condition: {
            StringEquals: { 'localhost:sub': 'workload-1', 'localhost:aud': AUDIENCE, 'aws:RequestTag/Team': 'red' },
          },
        }),
      }),
    );
    const allowed = {
      Action: 'iam:ListUsers',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalTag/Team': 'red' } },
    };
    await iam.send(
      new PutRolePolicyCommand({ RoleName: 'ci', PolicyName: 'allowed', PolicyDocument: policy(allowed) }),
    );
    return 'done';
  };
  const to = clients(open);
  const toClosed = clients(closed);
  try {
    await step('a provider and a role that trusts one of its workloads', () => setUp(to), 'done');
    await bring(AUDIENCE);
    await step('the SDK signs in with the token file', () => who(to.asWorkload.sts()), /:assumed-role\/ci\/job-7$/);
    await step(
      'the session has the tags of the token',
      async () => {
        await to.asWorkload.iam().send(new ListUsersCommand({}));
        return 'allowed';
      },
      'allowed',
    );
    await bring('another.example');
    await step(
      'a token for another audience is refused',
      () => who(clients(open).asWorkload.sts()),
      /Incorrect token audience/,
    );
    await bring(AUDIENCE);
    await step(
      'where loopback is not permitted the issuer is not asked',
      async () => {
        await setUp(toClosed);
        return who(toClosed.asWorkload.sts());
      },
      /Couldn't retrieve verification key/,
    );
    await step(
      'while the issuer is down its keys are remembered',
      async () => {
        await issuer.stop();
        return who(clients(open).asWorkload.sts());
      },
      /:assumed-role\/ci\/job-7$/,
    );
    await step(
      'a provider that is deleted is not believed any longer',
      async () => {
        await to.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: PROVIDER }));
        return who(clients(open).asWorkload.sts());
      },
      /No OpenIDConnect provider found in your account for https:\/\/localhost/,
    );
    return failed;
  } finally {
    await Promise.all([open.stop(), closed.stop()]);
  }
}
