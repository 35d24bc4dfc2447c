import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { Secret } from 'otpauth';
import { listeningLine } from '../../bench/servers.ts';
import { codeAt, stepAt } from '../../src/mfa/totp.ts';
import type { Finding } from './finding.ts';

const program = process.env.ROLECALL_PROGRAM ?? fileURLToPath(new URL('../../bin/rolecall.js', import.meta.url));
const ACCOUNT = '111122223333';
const INVALID = 'MultiFactorAuthentication failed with invalid MFA one time pass code. ';
const FAILURES_TO_LOCK = 5;
const LOCK_MS = 30_000;
/** Locks are kept in whole seconds. */
const ROUNDED_MS = 1000;

/**
 * A real `rolecall serve` and two users with a device each. One of them locks it by five wrong codes; the server is killed
 * by SIGKILL as soon as the fifth is answered, and started again on the same data.
 */
export async function serverThatIsKilled() {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-totp-'));
  const data = join(folder, 'data');
  const printed = execFileSync(process.execPath, [
    ...[program, 'init', '--data', data, '--account', ACCOUNT, '--output', 'json'],
  ]);
  const [root] = (JSON.parse(String(printed)) as { accounts: [{ accessKeyId: string; secretAccessKey: string }] })
    .accounts;
  const before = await serve(data);
  const iam = new IAMClient({ endpoint: before.url, region: 'us-east-1', credentials: root, maxAttempts: 1 });
  const role = await guardedRole(iam);
  const locked = await userWithDevice(iam, 'locked', role);
  const unlocked = await userWithDevice(iam, 'unlocked', role);
  iam.destroy();

  const guesses: string[] = [];
  let lastFailureAtMs = 0;
  for (let n = 0; n < FAILURES_TO_LOCK; n++) {
    lastFailureAtMs = Date.now();
    guesses.push(await locked.ask(before.url, n % 2 === 0 ? 'GetSessionToken' : 'AssumeRole', locked.wrong(n)));
  }
  before.child.kill('SIGKILL');
  const [, signal] = await before.exited;
  const after = await serve(data);

  return {
    /** What counts as wrong is named by what was answered; nothing is shown where the lock had run out before. */
    async whileLocked(): Promise<Finding> {
      const wrong = guesses.filter((answer) => answer !== INVALID).map((answer) => `a wrong code: ${answer}`);
      if (signal !== 'SIGKILL') wrong.push(`the server ended by ${signal}`);
      for (const call of ['GetSessionToken', 'AssumeRole'] as const) {
        const answer = await locked.ask(after.url, call, locked.right());
        if (answer !== INVALID) wrong.push(`${call} of the locked device with the right code: ${answer}`);
      }
      const afterMs = Date.now() - lastFailureAtMs;
      if (afterMs > LOCK_MS - ROUNDED_MS) wrong.push(`too late to tell anything: ${afterMs} ms after the last failure`);
      // The same right code of another device: the server does take codes again.
      const control = await unlocked.ask(after.url, 'GetSessionToken', unlocked.right());
      if (control !== 'accepted') wrong.push(`GetSessionToken of the other device with the right code: ${control}`);
      return {
        shown: `SIGKILL: ${guesses.length} wrong codes, killed, started again: right codes refused ${afterMs} ms after the fifth, another device's accepted`,
        wrong,
      };
    },
    async onceOpen(): Promise<Finding> {
      await sleep(Math.max(0, lastFailureAtMs + LOCK_MS + 2 * ROUNDED_MS - Date.now()));
      const answer = await locked.ask(after.url, 'GetSessionToken', locked.right());
      const wrong = answer === 'accepted' ? [] : [`the right code after the lock: ${answer}`];
      return { shown: 'SIGKILL: the right code is accepted once the lock has run out', wrong };
    },
    async stop(): Promise<void> {
      after.child.kill('SIGTERM');
      await after.exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function serve(data: string) {
  const args = [program, 'serve', '--data', data, '--port', '0', '--log-level', 'silent'];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  return { url: await listeningLine(child), child, exited };
}

const policy = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', ...statement } });

async function guardedRole(iam: IAMClient): Promise<string> {
  const condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const AssumeRolePolicyDocument = policy({ Principal: { AWS: ACCOUNT }, Condition: condition });
  return (await iam.send(new CreateRoleCommand({ RoleName: 'guarded', AssumeRolePolicyDocument }))).Role!.Arn!;
}

async function userWithDevice(iam: IAMClient, UserName: string, RoleArn: string) {
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(
    new PutUserPolicyCommand({ UserName, PolicyName: 'assume', PolicyDocument: policy({ Resource: '*' }) }),
  );
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const credentials = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  const made = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }));
  const { SerialNumber, Base32StringSeed } = made.VirtualMFADevice!;
  const seed = new Uint8Array(Secret.fromBase32(Buffer.from(Base32StringSeed!).toString()).buffer);
  const now = () => stepAt(Date.now());
  const step = now();
  const AuthenticationCode1 = codeAt(seed, step - 1);
  const AuthenticationCode2 = codeAt(seed, step);
  await iam.send(new EnableMFADeviceCommand({ UserName, SerialNumber, AuthenticationCode1, AuthenticationCode2 }));
  return {
    /** The code of the step to come: within the drift, and fresh whatever enabled the device. */
    right: () => codeAt(seed, now() + 1),
    wrong(n: number): string {
      const soon = new Set(Array.from({ length: 10 }, (_, i) => codeAt(seed, now() + i - 4)));
      for (let i = n; ; i += 100) if (!soon.has(String(i).padStart(6, '0'))) return String(i).padStart(6, '0');
    },
    /** `accepted`, or the words of the refusal. */
    async ask(endpoint: string, call: 'GetSessionToken' | 'AssumeRole', TokenCode: string): Promise<string> {
      const sts = new STSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
      const factor = { SerialNumber, TokenCode };
      const asked =
        call === 'AssumeRole'
          ? sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ...factor }))
          : sts.send(new GetSessionTokenCommand(factor));
      try {
        return (await asked).Credentials?.SessionToken === undefined ? 'no credentials' : 'accepted';
      } catch (error) {
        return (error as Error).message;
      } finally {
        sts.destroy();
      }
    },
  };
}
