import { enrol } from './device.ts';
import { ACCOUNT_A, ACCOUNT_B, type Answer, type Credentials, credentialsOf, openHouse, policy } from './harness.ts';
import type { Parameters } from './requests.ts';
import type { CallerKind } from './sts-comparison.ts';

const ALL = { Action: '*', Resource: '*' };
const AUDIT = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials';

export type StsHouse = Awaited<ReturnType<typeof openStsHouse>>;

/** A house with one caller of each kind, all of them allowed everything, and for each operation of STS an input that works. */
export async function openStsHouse() {
  const house = await openHouse();
  const user = await house.user(house.rootA, 'ann');
  await house.allowUser(house.rootA, 'ann', ALL);
  const device = await enrol(house, house.rootA, 'ann');
  const roleArn = await house.role(house.rootA, 'app', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:root` } });
  await house.allowRole(house.rootA, 'app', ALL);
  await house.store.change((tx) =>
    tx.put.organization({
      id: 'o-example123',
      managementAccount: ACCOUNT_A,
      rootId: 'r-root',
      units: [],
      policies: [],
      places: { [ACCOUNT_B]: 'r-root' },
      attached: {},
      delegatedAdministrators: [],
      features: ['RootSessions'],
    }),
  );
  const inputs: Readonly<Record<string, Parameters>> = {
    AssumeRole: { RoleArn: roleArn, RoleSessionName: 'test-session' },
    AssumeRoot: { TargetPrincipal: ACCOUNT_B, 'TaskPolicyArn.arn': AUDIT },
    DecodeAuthorizationMessage: { EncodedMessage: house.tools.denials.seal('{}', ACCOUNT_A)! },
    GetAccessKeyInfo: { AccessKeyId: user.accessKeyId },
    GetDelegatedAccessToken: { TradeInToken: 'x' },
    GetFederationToken: { Name: 'bob', Policy: policy(ALL) },
    GetWebIdentityToken: { 'Audience.member.1': 'https://audience.example', SigningAlgorithm: 'RS256' },
  };
  const call = (who: Credentials, name: string, more: Parameters = {}): Promise<Answer> =>
    house.call(who, name, { ...inputs[name], ...more });

  const withMfa = { SerialNumber: device.serial, TokenCode: device.code() };
  const callers: Record<CallerKind, Credentials> = {
    root: house.rootA,
    user,
    GetSessionToken: credentialsOf(await call(user, 'GetSessionToken')),
    'GetSessionToken with MFA': credentialsOf(await call(user, 'GetSessionToken', withMfa)),
    GetFederationToken: credentialsOf(await call(user, 'GetFederationToken')),
    role: await house.assumed(user, roleArn),
    AssumeRoot: credentialsOf(await call(user, 'AssumeRoot')),
  };
  return { house, user, roleArn, device, callers, inputs, call };
}
