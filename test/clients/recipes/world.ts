import { readFileSync } from 'node:fs';
import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Credentials } from '../client.ts';
import { allow } from '../scenario/iam.ts';
import { AWAY, HOME, roleArn } from '../scenario/step.ts';
import type { Server } from '../server.ts';
import { Device } from '../totp.ts';

/** A user of the recipes: one for each client, since a code of a device works once. */
export interface Person {
  readonly keys: Credentials;
  readonly device: Device;
  /** For the code that a client asks for by itself. */
  readonly otherDevice: Device;
}

export const REGION = 'eu-central-1';
export const EXTERNAL_ID = 'the-agreed-id';
export const AUDIENCE = 'sts.amazonaws.com';

const isBlue = { StringEquals: { 'aws:PrincipalTag/Team': 'blue' } };
const anyone = { actions: ['sts:AssumeRole'], principal: HOME };

/**
 * The roles of the recipes. Each thing that a recipe passes is needed: without the external ID, the MFA code or the tag
 * `deploy` does not let anybody in, and its permissions hold for sessions with the tag alone.
 */
const roles: readonly Role[] = [
  {
    account: HOME,
    name: 'deploy',
    trust: documentOf('trust'),
    permissions: documentOf('permissions'),
  },
  // For a client that can pass no session policy.
  {
    account: HOME,
    name: 'vaulted',
    trust: allow(
      { ...anyone, condition: { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } } },
      { ...anyone, actions: ['sts:TagSession'] },
    ),
    permissions: allow({ actions: ['iam:GetRole'], condition: isBlue }),
  },
  { account: HOME, name: 'hub', trust: allow(anyone), permissions: allow({ actions: ['sts:AssumeRole'] }) },
  {
    account: AWAY,
    name: 'leaf',
    trust: allow({ actions: ['sts:AssumeRole'], principal: roleArn(HOME, 'hub') }),
  },
  {
    account: HOME,
    name: 'partner',
    trust: allow({ ...anyone, condition: { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } } }),
  },
  {
    account: HOME,
    name: 'guarded',
    trust: allow({ ...anyone, condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
  },
];

interface Role {
  readonly account: string;
  readonly name: string;
  readonly trust: object;
  readonly permissions?: object;
}

/** A policy of `deploy`, as docs/clients shows it. */
function documentOf(name: string): object {
  return JSON.parse(readFileSync(new URL(`deploy/${name}.json`, import.meta.url), 'utf8'));
}

/** Makes roles and people in an empty store, and, for an issuer, a role that its workloads may assume. */
export async function furnish(server: Server, names: readonly string[], issuer: string | undefined) {
  const iamOf = (account: string): IAMClient => {
    const { accessKeyId, secretAccessKey } = server.roots.get(account)!;
    return new IAMClient({
      endpoint: server.endpoint,
      region: REGION,
      credentials: { accessKeyId, secretAccessKey },
    });
  };
  const iam = iamOf(HOME);
  await iam.send(new CreateGroupCommand({ GroupName: 'people' }));
  const may = JSON.stringify(allow({ actions: ['sts:AssumeRole', 'sts:TagSession'] }));
  await iam.send(new PutGroupPolicyCommand({ GroupName: 'people', PolicyName: 'may', PolicyDocument: may }));
  for (const role of [...roles, ...(issuer === undefined ? [] : [await workloads(iam, issuer)])]) {
    await makeRole(iamOf(role.account), role);
  }
  const people = await Promise.all(names.map(async (name) => [name, await makePerson(iam, name)] as const));
  await server.catchUp();
  return new Map<string, Person>(people);
}

async function makeRole(iam: IAMClient, { name, trust, permissions }: Role): Promise<void> {
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  if (permissions === undefined) return;
  const PolicyDocument = JSON.stringify(permissions);
  await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'permissions', PolicyDocument }));
}

/** The provider of the issuer, and the role that trusts one of its workloads. */
async function workloads(iam: IAMClient, issuer: string): Promise<Role> {
  const provider = new URL(issuer).host;
  await iam.send(new CreateOpenIDConnectProviderCommand({ Url: issuer, ClientIDList: [AUDIENCE] }));
  const Statement = {
    Effect: 'Allow',
    Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    Principal: { Federated: `arn:aws:iam::${HOME}:oidc-provider/${provider}` },
    Condition: { StringEquals: { [`${provider}:sub`]: 'workload-1', [`${provider}:aud`]: AUDIENCE } },
  };
  return { account: HOME, name: 'ci', trust: { Version: '2012-10-17', Statement } };
}

async function makePerson(iam: IAMClient, UserName: string): Promise<Person> {
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new AddUserToGroupCommand({ UserName, GroupName: 'people' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return {
    keys: { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! },
    device: await makeDevice(iam, UserName, UserName),
    otherDevice: await makeDevice(iam, UserName, `${UserName}-other`),
  };
}

async function makeDevice(iam: IAMClient, UserName: string, VirtualMFADeviceName: string): Promise<Device> {
  const { VirtualMFADevice: made } = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName }));
  const device = new Device(made!.SerialNumber!, Buffer.from(made!.Base32StringSeed!).toString());
  await iam.send(new EnableMFADeviceCommand({ UserName, SerialNumber: device.serial, ...device.enrolment() }));
  return device;
}
