import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asking } from './asking.ts';
import { folder, rolecall, start } from './process.ts';

const ACCOUNT = '123456789012';

describe('rolecall sessions revoke', () => {
  it('ends sessions in a running server, and without one', async () => {
    const data = join(folder(), 'data');
    const init = await rolecall(['init', '--data', data, '--account', ACCOUNT, '--output', 'json']);
    const root = JSON.parse(init.stdout).accounts[0];
    const revoke = (...args: string[]) => rolecall(['sessions', 'revoke', '--data', data, ...args]);
    const server = await start(['serve', '--data', data, '--port', '0']);
    const ask = asking(server.url);
    const session = async () => {
      const issued = await ask(root, 'GetSessionToken');
      return {
        accessKeyId: issued.text('AccessKeyId')!,
        secretAccessKey: issued.text('SecretAccessKey')!,
        sessionToken: issued.text('SessionToken')!,
      };
    };
    const first = await session();
    expect((await ask(first, 'GetCallerIdentity')).status).toBe(200);
    expect(await revoke('--account', ACCOUNT)).toEqual({
      code: 0,
      stdout: `revoked the sessions of account ${ACCOUNT}\n`,
      stderr: '',
    });
    expect((await ask(first, 'GetCallerIdentity')).code).toBe('InvalidClientTokenId');
    // The key itself, and what it asks for from now on, live.
    const second = await session();
    expect((await ask(second, 'GetCallerIdentity')).status).toBe(200);

    const refusals = [
      [[], 2, 'name one of --role, --user and --account'],
      [['--account', ACCOUNT, '--user', 'x'], 2, 'name one of --role, --user and --account'],
      [['--account', '999999999999'], 1, 'no such account: `999999999999`'],
      [['--role', 'app'], 1, 'no such role: `app`'],
      [['--user', `arn:aws:iam::${ACCOUNT}:user/nobody`], 1, `no such user: \`arn:aws:iam::${ACCOUNT}:user/nobody\``],
    ] as const;
    for (const [args, code, sentence] of refusals)
      expect([args, await revoke(...args)]).toEqual([args, { code, stdout: '', stderr: `rolecall: ${sentence}\n` }]);
    // An ARN names one to the letter: not by its name alone, nor in another case.
    await ask(root, 'CreateUser', { UserName: 'Ann', Path: '/staff/' });
    for (const arn of ['user/Ann', 'user/staff/ann', 'role/staff/Ann'])
      expect((await revoke('--user', `arn:aws:iam::${ACCOUNT}:${arn}`)).code).toBe(1);
    expect((await revoke('--user', `arn:aws:iam::${ACCOUNT}:user/staff/Ann`)).code).toBe(0);
    await server.stop();

    expect((await revoke('--account', ACCOUNT)).code).toBe(0);
    const again = await start(['serve', '--data', data, '--port', '0']);
    expect((await asking(again.url)(second, 'GetCallerIdentity')).code).toBe('InvalidClientTokenId');
    await again.stop();
  });
});
