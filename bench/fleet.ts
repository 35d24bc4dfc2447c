import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { KEYS, ROLES } from './options.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Who calls and what is assumed: users of one account, roles of another, which is how AssumeRole is mostly used. */
export interface Fleet {
  readonly keys: readonly Credentials[];
  readonly roles: readonly { readonly arn: string; readonly name: string; readonly externalId: string }[];
}

export const REGION = 'us-east-1';

/** Sets the fleet up over the wire, with the AWS SDK and the root keys of the two accounts. */
export async function setUpFleet(endpoint: string, accounts: readonly Account[]): Promise<Fleet> {
  const [callers, owners] = accounts as [Account, Account];
  const asCallers = iamClient(endpoint, callers);
  const asOwners = iamClient(endpoint, owners);
  const keys = await inBatches(KEYS, (n) => makeUser(asCallers, n, owners.accountId));
  const roles = await inBatches(ROLES, (n) => makeRole(asOwners, n, callers.accountId));
  asCallers.destroy();
  asOwners.destroy();
  return { keys, roles };
}

/** As `rolecall init --output json` prints it. */
export interface Account extends Credentials {
  readonly accountId: string;
}

export const iamClient = (endpoint: string, credentials: Credentials): IAMClient =>
  new IAMClient({ endpoint, region: REGION, credentials, maxAttempts: 1 });

/** A user whose own policy allows assuming any role of the bench: the caller's side of a cross-account call. */
async function makeUser(iam: IAMClient, n: number, owner: string): Promise<Credentials> {
  const UserName = `caller-${n}`;
  await iam.send(new CreateUserCommand({ UserName, Path: '/bench/', Tags: [{ Key: 'team', Value: `team-${n % 7}` }] }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName,
      PolicyName: 'assume',
      PolicyDocument: policy([
        { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:aws:iam::${owner}:role/bench/*` },
        { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' },
        { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
      ]),
    }),
  );
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
}

/** A role that trusts the other account under four conditions, as a vendor's role does. */
async function makeRole(iam: IAMClient, n: number, caller: string): Promise<Fleet['roles'][number]> {
  const name = `worker-${n}`;
  const externalId = `tenant-${n}`;
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      Path: '/bench/',
      Tags: [{ Key: 'stage', Value: 'bench' }],
      AssumeRolePolicyDocument: policy([
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${caller}:root` },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'sts:ExternalId': externalId },
            StringLike: { 'sts:RoleSessionName': 'app-*' },
            IpAddress: { 'aws:SourceIp': ['127.0.0.0/8', '10.0.0.0/8'] },
          },
        },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sts:AssumeRole',
          Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
        },
      ]),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: name,
      PolicyName: 'work',
      PolicyDocument: policy([{ Effect: 'Allow', Action: ['s3:*', 'iam:GetRole'], Resource: '*' }]),
    }),
  );
  return { arn: Role!.Arn!, name, externalId };
}

export const policy = (statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** Ten at a time: the writer takes one change after the other anyway. */
async function inBatches<Made>(count: number, make: (n: number) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  while (made.length < count) {
    const numbers = Array.from({ length: Math.min(10, count - made.length) }, (_, i) => made.length + i);
    made.push(...(await Promise.all(numbers.map(make))));
  }
  return made;
}
