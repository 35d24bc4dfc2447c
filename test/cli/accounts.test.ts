import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identity } from './identity.ts';
import { folder, rolecall, start } from './process.ts';

const FIRST = '123456789012';
const SECOND = '210987654321';

async function store() {
  const data = join(folder(), 'data');
  const { stdout } = await rolecall(['init', '--data', data, '--account', FIRST, '--output', 'json']);
  const account = (...args: string[]) => rolecall(['account', ...args, '--data', data]);
  return { data, account, first: JSON.parse(stdout).accounts[0] };
}

describe('rolecall account add, list, remove', () => {
  it('is in force in a running server when it is acknowledged', async () => {
    const { data, account, first } = await store();
    const server = await start(['serve', '--data', data, '--port', '0']);
    const added = JSON.parse((await account('add', '--account', SECOND, '--output', 'json')).stdout);
    expect(added.accountId).toBe(SECOND);
    expect(await identity(server.url, added)).toBe(`arn:aws:iam::${SECOND}:root`);
    expect((await account('list')).stdout).toMatch(
      new RegExp(`^${FIRST}   made \\S+Z   users 0   roles 0\\n${SECOND}   made \\S+Z   users 0   roles 0\\n$`),
    );

    expect(await account('remove', SECOND)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'rolecall: nobody can be asked here: say --yes to do it without a question\n',
    });
    expect(await identity(server.url, added)).toBe(`arn:aws:iam::${SECOND}:root`);
    expect(await account('remove', SECOND, '--yes')).toMatchObject({
      code: 0,
      stdout: `removed account ${SECOND}\n`,
    });
    expect(await identity(server.url, added)).toBe('InvalidClientTokenId');
    expect(await identity(server.url, first)).toBe(`arn:aws:iam::${FIRST}:root`);
    await server.stop();
  });

  it('without a server: in the store itself', async () => {
    const { account } = await store();
    expect((await account('add')).stdout).toMatch(/^account +[1-9][0-9]{11}\nroot access key +AKIA\S{16}\n/);
    const { accounts } = JSON.parse((await account('list', '--output', 'json')).stdout);
    expect(accounts).toHaveLength(2);
    expect(accounts[0]).toMatchObject({ users: 0, roles: 0 });
    expect((await account('remove', FIRST, '--yes')).code).toBe(0);
    expect(JSON.parse((await account('list', '--output', 'json')).stdout).accounts).toHaveLength(1);
  });

  it('refuses in one sentence what cannot be', async () => {
    const { account } = await store();
    const refusals = [
      [['add', '--account', FIRST], `there is an account \`${FIRST}\` already`],
      [['add', '--account', '123'], 'not an account id: `123`: twelve digits are expected'],
      [['remove', SECOND, '--yes'], `no such account: \`${SECOND}\``],
      [
        ['remove', FIRST, '--yes'],
        `\`${FIRST}\` is the last account of this store: say --last to remove it all the same`,
      ],
    ] as const;
    for (const [args, sentence] of refusals) {
      expect(await account(...args)).toEqual({ code: 1, stdout: '', stderr: `rolecall: ${sentence}\n` });
    }
    expect((await account('remove', FIRST, '--yes', '--last')).code).toBe(0);
    expect((await account('list')).stdout).toBe('');
  });
});
