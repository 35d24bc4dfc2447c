import { Secret, TOTP } from 'otpauth';
import { document, tagging, tagsOf } from './held.ts';
import { does, type Life, proves, said } from './life.ts';

/** What a user holds. Each life has a user of its own, who is there before and gone after. */

export const accessKey: Life = {
  kind: 'access key',
  *course({ account, name }) {
    const user = { UserName: name };
    yield does('CreateUser', user, { user: name });
    const made = yield does('CreateAccessKey', user, { keys: 'Active' });
    const AccessKeyId = made.text('AccessKeyId');
    const key = `credentials:${account}:${AccessKeyId}:${made.text('SecretAccessKey')}`;
    const its = { ...user, AccessKeyId };
    yield proves({ [key]: 'work' });
    yield does('UpdateAccessKey', { ...its, Status: 'Inactive' }, { keys: 'Inactive' }, { [key]: null });
    yield does('UpdateAccessKey', { ...its, Status: 'Active' }, { keys: 'Active' }, { [key]: 'work' });
    yield does('DeleteAccessKey', its, { keys: undefined }, { [key]: null });
    yield does('DeleteUser', user, { user: undefined });
  },
  read: async (asking, name) => ({
    user: said(await asking.ask('GetUser', { UserName: name }), 'UserName'),
    keys: said(await asking.ask('ListAccessKeys', { UserName: name }), 'Status'),
  }),
};

const PASSWORDS = ['First-password-1', 'Second-password-2', 'Third-password-3'] as const;

export const loginProfile: Life = {
  kind: 'login profile',
  *course({ name }) {
    const user = { UserName: name };
    const [first, second, third] = PASSWORDS;
    const rights = { ...user, PolicyName: 'own' };
    yield does('CreateUser', user, { user: name });
    yield does('PutUserPolicy', { ...rights, PolicyDocument: document('C', 'iam:ChangePassword') }, { may: 'own' });
    const made = yield does('CreateAccessKey', user, { keys: 'Active' });
    const as = { accessKeyId: made.text('AccessKeyId'), secretAccessKey: made.text('SecretAccessKey') };
    yield does(
      'CreateLoginProfile',
      { ...user, Password: first, PasswordResetRequired: 'true' },
      { profile: `true ${first}` },
    );
    yield does(
      'UpdateLoginProfile',
      { ...user, Password: second, PasswordResetRequired: 'false' },
      { profile: `false ${second}` },
    );
    yield { ...does('ChangePassword', { OldPassword: second, NewPassword: third }, { profile: `false ${third}` }), as };
    yield does('DeleteLoginProfile', user, { profile: undefined });
    yield does('DeleteAccessKey', { ...user, AccessKeyId: as.accessKeyId }, { keys: undefined });
    yield does('DeleteUserPolicy', rights, { may: undefined });
    yield does('DeleteUser', user, { user: undefined });
  },
  async read({ ask, tools, account }, name) {
    const found = await ask('GetUser', { UserName: name });
    const profile = await ask('GetLoginProfile', { UserName: name });
    const record = await tools.store.loginProfiles.of(account, said(found, 'UserId') ?? '');
    const password = record && (await passwordOf(tools.passwords, record.passwordHash));
    return {
      user: said(found, 'UserName'),
      may: said(await ask('ListUserPolicies', { UserName: name }), 'member'),
      keys: said(await ask('ListAccessKeys', { UserName: name }), 'Status'),
      profile: password && `${said(profile, 'PasswordResetRequired')} ${password}`,
    };
  },
};

/** A hash is slow to hold against a password, and the same one is read after every kill. */
const passwordsByHash = new Map<string, string>();

async function passwordOf(passwords: Parameters<Life['read']>[0]['tools']['passwords'], hash: string): Promise<string> {
  const known = passwordsByHash.get(hash);
  if (known !== undefined) return known;
  for (const password of PASSWORDS) {
    if (await passwords.verify('survey', password, hash)) {
      passwordsByHash.set(hash, password);
      return password;
    }
  }
  return 'none of the passwords';
}

export const mfaDevice: Life = {
  kind: 'virtual MFA device',
  *course({ account, name, nowMs }) {
    const user = { UserName: name };
    const device = { SerialNumber: `arn:aws:iam::${account}:mfa/${name}` };
    const theirs = { ...user, ...device };
    yield does('CreateUser', user, { user: name });
    const made = yield does('CreateVirtualMFADevice', { VirtualMFADeviceName: name }, { device: 'unassigned' });
    const seed = Buffer.from(made.text('Base32StringSeed'), 'base64').toString('latin1');
    yield* tagging('MFADevice', device);
    yield does('EnableMFADevice', { ...theirs, ...codes(seed, nowMs()) }, { device: 'enabled' });
    yield does(
      'ResyncMFADevice',
      { ...theirs, ...codes(seed, nowMs() + HALF_AN_HOUR_MS) },
      { device: 'enabled, synchronised' },
    );
    yield does('DeactivateMFADevice', theirs, { device: 'unassigned, synchronised' });
    yield does('DeleteVirtualMFADevice', device, { device: undefined, tags: undefined });
    yield does('DeleteUser', user, { user: undefined });
  },
  async read({ ask, tools, account }, name) {
    const user = { UserName: name };
    const SerialNumber = `arn:aws:iam::${account}:mfa/${name}`;
    const listed = await ask('ListMFADevices', user);
    const unassigned = await ask('ListVirtualMFADevices', { AssignmentStatus: 'Unassigned', MaxItems: 1000 });
    const held = listed.texts('SerialNumber').includes(SerialNumber);
    const free = unassigned.texts('SerialNumber').includes(SerialNumber);
    // How far its clock is off is not on the wire.
    const skew = (await tools.store.mfa.bySerial(SerialNumber))?.skewSteps;
    const found = [held && 'enabled', free && 'unassigned', skew !== undefined && 'synchronised'].filter(Boolean);
    return {
      user: said(await ask('GetUser', user), 'UserName'),
      device: found.length > 0 ? found.join(', ') : undefined,
      ...(await tagsOf({ ask, tools, account }, 'MFADevice', { SerialNumber })),
    };
  },
};

const STEP_MS = 30_000;
const HALF_AN_HOUR_MS = 60 * STEP_MS;

/** The codes that a device shows whose clock stands so, before that and then. */
function codes(seed: string, atMs: number): { AuthenticationCode1: string; AuthenticationCode2: string } {
  const totp = new TOTP({ secret: Secret.fromBase32(seed), digits: 6, period: 30, algorithm: 'SHA1' });
  const at = (timestamp: number) => totp.generate({ timestamp });
  return { AuthenticationCode1: at(atMs - STEP_MS), AuthenticationCode2: at(atMs) };
}

export const sshKey: Life = {
  kind: 'SSH public key',
  *course({ name, material }) {
    const user = { UserName: name };
    yield does('CreateUser', user, { user: name });
    const made = yield does('UploadSSHPublicKey', { ...user, SSHPublicKeyBody: material.sshKey }, { keys: 'Active' });
    const key = { ...user, SSHPublicKeyId: made.text('SSHPublicKeyId') };
    yield does('UpdateSSHPublicKey', { ...key, Status: 'Inactive' }, { keys: 'Inactive' });
    yield does('DeleteSSHPublicKey', key, { keys: undefined });
    yield does('DeleteUser', user, { user: undefined });
  },
  read: async ({ ask }, name) => ({
    user: said(await ask('GetUser', { UserName: name }), 'UserName'),
    keys: said(await ask('ListSSHPublicKeys', { UserName: name }), 'Status'),
  }),
};

export const serviceCredential: Life = {
  kind: 'service-specific credential',
  *course({ account, name }) {
    const user = { UserName: name };
    yield does('CreateUser', user, { user: name });
    const ServiceName = 'codecommit.amazonaws.com';
    const made = yield does('CreateServiceSpecificCredential', { ...user, ServiceName }, { held: 'Active' });
    const ServiceSpecificCredentialId = made.text('ServiceSpecificCredentialId');
    const its = { ...user, ServiceSpecificCredentialId };
    const proof = (secret: string) => `service password:${account}:${ServiceSpecificCredentialId}:${secret}`;
    const first = proof(made.text('ServicePassword'));
    yield proves({ [first]: 'sealed' });
    yield does('UpdateServiceSpecificCredential', { ...its, Status: 'Inactive' }, { held: 'Inactive' });
    const reset = yield does('ResetServiceSpecificCredential', its, {}, { [first]: null });
    const second = proof(reset.text('ServicePassword'));
    yield proves({ [second]: 'sealed' });
    yield does('DeleteServiceSpecificCredential', its, { held: undefined }, { [second]: null });
    yield does('DeleteUser', user, { user: undefined });
  },
  read: async ({ ask }, name) => ({
    user: said(await ask('GetUser', { UserName: name }), 'UserName'),
    held: said(await ask('ListServiceSpecificCredentials', { UserName: name }), 'Status'),
  }),
};
