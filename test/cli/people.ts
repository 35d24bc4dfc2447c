import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '../../src/client/call.ts';
import type { Credentials } from '../../src/client/connection.ts';
import { codeAt, stepAt } from '../../src/mfa/totp.ts';
import { operations as iam } from '../../src/model/generated/iam.ts';
import { folder, type Running, rolecall, start } from './process.ts';

export const ACCOUNT = '123456789012';
export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

export type Asked = (name: string, input?: Record<string, unknown>) => Promise<Record<string, unknown>>;

/** A server with people in it, and their home folders. */
export interface World {
  readonly url: string;
  readonly server: Running;
  readonly data: string;
  readonly root: Credentials;
  /** May assume `deploy`, and `guarded` with an external id. */
  readonly ann: Credentials;
  /** May assume `deploy` and `careful`, the latter with her device alone. */
  readonly mia: Credentials;
  readonly device: string;
  /** A code that nobody has used yet; waits for the next where it must. */
  code(): Promise<string>;
  /** Calls IAM as root. */
  readonly ask: Asked;
}

/** Roles: `deploy` trusts both users; `deep` trusts `deploy`; `guarded` wants an external id; `careful` wants MFA. */
export async function world(): Promise<World> {
  const data = join(folder(), 'data');
  const made = await rolecall(['init', '--data', data, '--account', ACCOUNT, '--output', 'json']);
  const root = JSON.parse(made.stdout).accounts[0] as Credentials;
  const server = await start(['serve', '--data', data, '--port', '0', '--log-level', 'silent']);
  const connection = { endpoint: server.url, region: 'us-east-1', credentials: root };
  const ask: Asked = async (name, input = {}) => (await call(connection, iam.get(name)!, input)).output;

  const user = async (name: string): Promise<Credentials> => {
    await ask('CreateUser', { UserName: name });
    const { AccessKey } = (await ask('CreateAccessKey', { UserName: name })) as { AccessKey: Record<string, string> };
    return { accessKeyId: AccessKey.AccessKeyId!, secretAccessKey: AccessKey.SecretAccessKey! };
  };
  const [ann, mia] = [await user('ann'), await user('mia')];
  const role = (name: string, principals: readonly string[], condition?: object) =>
    ask('CreateRole', {
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: principals.map((one) => `arn:aws:iam::${ACCOUNT}:${one}`) },
            Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
            ...(condition && { Condition: condition }),
          },
        ],
      }),
    });
  await role('deploy', ['user/ann', 'user/mia']);
  await role('deep', ['role/deploy']);
  await role('guarded', ['user/ann'], { StringEquals: { 'sts:ExternalId': 'blue' } });
  await role('careful', ['user/mia'], { Bool: { 'aws:MultiFactorAuthPresent': 'true' } });

  const enabled = await ask('CreateVirtualMFADevice', { VirtualMFADeviceName: 'mia' });
  const { SerialNumber, Base32StringSeed } = enabled.VirtualMFADevice as Record<string, string | Buffer>;
  const secret = fromBase32(String(Base32StringSeed));
  let used = stepAt(Date.now());
  await ask('EnableMFADevice', {
    UserName: 'mia',
    SerialNumber,
    AuthenticationCode1: codeAt(secret, used - 1),
    AuthenticationCode2: codeAt(secret, used),
  });
  // One step ahead is accepted, so that a test need not wait for each code.
  const code = async () => {
    used++;
    while (stepAt(Date.now()) < used - 1) await new Promise((done) => setTimeout(done, 250));
    return codeAt(secret, used);
  };
  return { url: server.url, server, data, root, ann, mia, device: String(SerialNumber), code, ask };
}

/** A home folder with AWS files, and the environment of somebody who lives there. */
export function home(files: { config?: string; credentials?: string } = {}, env: Record<string, string> = {}) {
  const HOME = folder();
  mkdirSync(join(HOME, '.aws'), { mode: 0o700 });
  if (files.config !== undefined) writeFileSync(join(HOME, '.aws/config'), files.config, { mode: 0o600 });
  if (files.credentials !== undefined)
    writeFileSync(join(HOME, '.aws/credentials'), files.credentials, { mode: 0o600 });
  return { HOME, XDG_CACHE_HOME: join(HOME, 'cache'), ...env };
}

export const keysOf = ({ accessKeyId, secretAccessKey }: Credentials): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
});

export const keysIn = (profile: string, { accessKeyId, secretAccessKey }: Credentials): string =>
  `[${profile}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;

/** The sessions that are kept in a home. */
export const keptIn = ({ XDG_CACHE_HOME }: { readonly XDG_CACHE_HOME: string }): string[] => {
  const kept = join(XDG_CACHE_HOME, 'rolecall/sessions');
  try {
    return readdirSync(kept).map((name) => join(kept, name));
  } catch {
    return [];
  }
};

function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
}
