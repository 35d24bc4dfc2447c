import { readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../../src/store/folder.ts';
import { asking } from '../cli/asking.ts';
import { folder, rolecall, start } from '../cli/process.ts';

/** Words under which others have left such doors open. */
const WORDS =
  'init rekey rotate unseal seal generate-root bootstrap setup keys admin sys/init sys/rekey sys/unseal'.split(' ');

const REFUSED = '{"refused":"the running server does not know this command"}';

describe('attack/C07 set-up and key ceremonies that stay open', () => {
  it('nothing over HTTP founds a store, or makes, shows or changes a root key', async () => {
    const data = join(folder(), 'data');
    const init = await rolecall(['init', '--data', data, '--output', 'json']);
    const [root] = JSON.parse(init.stdout).accounts;
    const server = await start(['serve', '--data', data, '--port', '0']);
    const open: string[] = [];
    for (const word of WORDS)
      for (const path of [`/${word}`, `/v1/${word}`, `/admin/${word}`, `/v1/sys/${word}`])
        for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
          const { status } = await fetch(`${server.url}${path}`, { method });
          if (status !== 404 && status !== 400) open.push(`${method} ${path}: ${status}`);
        }
    expect(open).toEqual([]);
    // Nor by any operation: whoever owns an account, owns no key of the store.
    for (const action of ['RotateKeys', 'RotateRootKey', 'Rekey', 'Init', 'keys-rotate', 'reset-keys', 'seed-apply'])
      expect([action, (await asking(server.url)(root, action)).code]).toEqual([action, 'InvalidAction']);
    await server.stop();
  });

  it('the one door is open to the owner of the folder alone, and takes one command a connection', async () => {
    const data = join(folder(), 'data');
    await rolecall(['init', '--data', data]);
    const server = await start(['serve', '--data', data, '--port', '0']);
    const { adminSocket, rootKey } = dataFolder(data);
    expect([data, adminSocket, rootKey].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual([
      '700',
      '600',
      '600',
    ]);
    const before = readFileSync(rootKey, 'latin1');
    const rotate = JSON.stringify({ command: 'keys-rotate', retireNow: false });
    expect(await said(adminSocket, `${rotate}\n`)).toEqual([expect.stringContaining('{"done":{"key":')]);
    expect(await said(adminSocket, `${rotate}\n${rotate}\n`)).toEqual([REFUSED]);
    for (const line of [
      '{"command":"keys-rotate"}',
      '{"command":"keys-rotate","retireNow":"no"}',
      '{"command":"keys-rotate","retireNow":false,"key":"AAAA"}',
      '{"command":"init"}',
      '{"command":"constructor"}',
    ])
      expect(await said(adminSocket, `${line}\n`)).toEqual([REFUSED]);
    expect(statSync(rootKey).mode & 0o777).toBe(0o600);
    expect(readFileSync(rootKey, 'latin1').split('\n')[0]).not.toBe(before.trimEnd());
    await server.stop();
    // Founding is done once: never over a store, nor over a key that lost its store.
    expect((await rolecall(['init', '--data', data])).code).toBe(1);
  });
});

/** What the door answers, line by line, until it closes. */
function said(path: string, lines: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(path, () => socket.write(lines));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', reject).on('close', () => resolve(text.split('\n').filter((line) => line !== '')));
  });
}
