import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folder, rolecall } from './process.ts';

const data = join(folder(), 'data');
const empty = join(folder(), 'empty.pem');
const broken = join(folder(), 'broken.pem');
beforeAll(async () => {
  writeFileSync(empty, 'no certificate\n');
  writeFileSync(broken, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  await rolecall(['init', '--data', data]);
});

describe('rolecall serve refuses', () => {
  it.each([
    [
      ['--oidc-allow-private', '10.0.0.1/8'],
      2,
      'neither a block of addresses nor a host: `10.0.0.1/8` for `--oidc-allow-private`',
    ],
    [['--oidc-allow-private', '*'], 2, 'neither a block of addresses nor a host: `*` for `--oidc-allow-private`'],
    [['--oidc-clock-skew', '301'], 2, 'expected a number from 0 to 300 for `--oidc-clock-skew`: `301`'],
    [['--oidc-ca', '/nowhere'], 1, 'cannot read `/nowhere`: ENOENT, no such file'],
    [['--oidc-ca', empty], 1, `no certificate in \`${empty}\``],
    [['--oidc-ca', broken], 1, `a certificate in \`${broken}\` cannot be read`],
  ])('%j', async (flags, code, sentence) => {
    const ended = await rolecall(['serve', '--data', data, '--port', '0', ...flags]);
    expect([ended.code, ended.stderr]).toEqual([code, `rolecall: ${sentence}\n`]);
  });
});
