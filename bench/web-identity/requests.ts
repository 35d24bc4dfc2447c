import { CreateOpenIDConnectProviderCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import { type Account, iamClient, policy } from '../fleet.ts';
import { seeded } from '../statistics.ts';
import type { Algorithm, BenchIssuer } from './issuer.ts';

const AUDIENCE = 'sts.amazonaws.com';
const ROLES = 50;

/** A provider, and roles that trust workloads of it by audience and subject, as those of clusters and pipelines do. */
export async function setUp(endpoint: string, account: Account, issuer: BenchIssuer): Promise<readonly string[]> {
  const iam = iamClient(endpoint, account);
  const made = await iam.send(new CreateOpenIDConnectProviderCommand({ Url: issuer.url, ClientIDList: [AUDIENCE] }));
  const roles: string[] = [];
  for (let n = 0; n < ROLES; n++) {
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: `worker-${n}`,
        AssumeRolePolicyDocument: policy([
          {
            Effect: 'Allow',
            Principal: { Federated: made.OpenIDConnectProviderArn },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: { [`${issuer.name}:aud`]: AUDIENCE },
              StringLike: { [`${issuer.name}:sub`]: `system:serviceaccount:tenant-${n}:*` },
            },
          },
        ]),
      }),
    );
    roles.push(Role!.Arn!);
  }
  iam.destroy();
  return roles;
}

/** Distinct requests, each with a token and a session of its own, as they go over a socket. */
export function prepare(
  alg: Algorithm,
  { issuer, roles, host, count, seed }: Prepared,
): readonly { readonly raw: Buffer; readonly session: string }[] {
  const draw = seeded(`${seed} ${alg}`);
  const nowSeconds = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, (_, n) => {
    const role = draw(roles.length);
    const session = `pod-${n}-${draw(1_000_000)}`;
    const token = issuer.token(alg, {
      aud: [AUDIENCE],
      sub: `system:serviceaccount:tenant-${role}:${session}`,
      iat: nowSeconds,
      nbf: nowSeconds,
      exp: nowSeconds + 3600,
      jti: session,
      'kubernetes.io': { namespace: `tenant-${role}`, pod: { name: session }, serviceaccount: { name: 'app' } },
    });
    const body = new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: roles[role]!,
      RoleSessionName: session,
      WebIdentityToken: token,
    }).toString();
    const head = [
      'POST / HTTP/1.1',
      `Host: ${host}`,
      'User-Agent: aws-sdk-go-v2/1.39.0 ua/2.1 os/linux lang/go#1.25',
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ].join('\r\n');
    return { raw: Buffer.from(`${head}\r\n\r\n${body}`), session };
  });
}

interface Prepared {
  readonly issuer: BenchIssuer;
  readonly roles: readonly string[];
  readonly host: string;
  readonly count: number;
  readonly seed: string;
}
