import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { home, keysOf, world } from '../cli/people.ts';
import { folder, rolecall } from '../cli/process.ts';

/* What can be tried at somebody who works with sessions, by what they are given to type, to show or to run. */

describe('rolecall configure', () => {
  const config = '[default]\nregion = eu-west-1\n';
  const run = async (...args: string[]) => {
    const env = home({ config });
    const { code } = await rolecall(['configure', '--yes', ...args], { env });
    return { code, text: readFileSync(join(env.HOME, '.aws/config'), 'utf8') };
  };
  /** Ends of lines, to one reader or another: after some of them our own would not have read the file again. */
  const ends = ['\n', '\r', '\u000b', '\u000c', '\u001c', '\u0085', '\u2028', '\u2029'];

  it.each(ends.map((end) => [JSON.stringify(end), end]))(
    'writes no line of anybody’s making: %s',
    async (_what, end) => {
      const name = await run('--profile', `a${end}b`, '--region', 'us-east-1');
      const header = await run('--profile', `a]${end}[default`, '--region', 'us-east-1');
      const value = await run('--profile', 'a', '--region', `us-east-1${end}credential_process = id`);
      expect([name.text, header.text, value.text]).toEqual([config, config, config]);
      expect([name.code, header.code, value.code]).toEqual([2, 2, 1]);
    },
  );
});

describe('rolecall doctor --request', () => {
  it.each(['text', 'json'])('shows no session token, wherever the request has it: %s', async (output) => {
    const file = join(folder(), 'request');
    const canonical = join(folder(), 'canonical');
    const token = 'FwoGZXIvYXdzTOKENTOKEN';
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAEXAMPLEEXAMPLE12%2F20261122%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20261122T000000Z&X-Amz-Security-Token=${token}&X-Amz-SignedHeaders=host`;
    writeFileSync(file, `GET /?${query}&X-Amz-Signature=abc HTTP/1.1\nHost: x\n\n`);
    writeFileSync(canonical, `GET\n/\n${query}&X=y\nhost:x\n\nhost\n${'0'.repeat(64)}\n`);
    const keys = keysOf({ accessKeyId: 'AKIAEXAMPLEEXAMPLE12', secretAccessKey: 'x'.repeat(40) });
    for (const more of [[], ['--canonical', canonical]]) {
      const said = await rolecall(['doctor', '--output', output, '--request', file, ...more], { env: home({}, keys) });
      expect([said.code, said.stderr]).toEqual([1, '']);
      expect(said.stdout).toContain('X-Amz-Security-Token=FwoGZXIvY...');
      expect(said.stdout).not.toContain('TOKEN&');
      expect(said.stdout).not.toContain('TOKENTOKEN');
    }
  });
});

describe('rolecall exec', () => {
  it('hands on no keys of whoever runs it, by whatever name a client reads', async () => {
    const w = await world();
    const own = {
      AWS_ACCESS_KEY: 'own',
      AWS_SECRET_KEY: 'own',
      AWS_ACCOUNT_ID: '000000000000',
    };
    const env = home({}, { ...keysOf(w.ann), AWS_ENDPOINT_URL: w.url, ...own });
    const script = 'console.log(JSON.stringify(process.env))';
    const { code, stdout } = await rolecall(['exec', 'deploy', '--', process.execPath, '-e', script], { env });
    expect(code).toBe(0);
    const values = Object.entries(JSON.parse(stdout) as Record<string, string>);
    const left = values.filter(([, value]) => [...Object.values(own), ...Object.values(keysOf(w.ann))].includes(value));
    expect(left).toEqual([]);
  });
});
