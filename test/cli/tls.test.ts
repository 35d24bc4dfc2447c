import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { folder, rolecall, start } from './process.ts';

const made = folder();
const cert = join(made, 'cert.pem');
const key = join(made, 'key.pem');
const openssl = spawnSync('openssl', [
  'req',
  '-x509',
  '-newkey',
  'ec',
  '-pkeyopt',
  'ec_paramgen_curve:P-256',
  '-nodes',
  '-keyout',
  key,
  '-out',
  cert,
  '-days',
  '1',
  '-subj',
  '/CN=localhost',
  '-addext',
  'subjectAltName=DNS:localhost,IP:127.0.0.1',
]);
if (openssl.status !== 0) console.log('NOT RUN: TLS: openssl is not here to make a certificate');

describe.skipIf(openssl.status !== 0)('rolecall serve with TLS', () => {
  it('serves https, also on an open address, and no version of TLS before 1.2', async () => {
    const data = join(folder(), 'data');
    await rolecall(['init', '--data', data]);
    const server = await start([
      'serve',
      '--data',
      data,
      '--host',
      '0.0.0.0',
      '--port',
      '0',
      '--tls-cert',
      cert,
      '--tls-key',
      key,
    ]);
    expect(server.url).toMatch(/^https:/);
    const port = Number(new URL(server.url).port);

    const asked = request({ host: '127.0.0.1', port, path: '/health/ready', rejectUnauthorized: false }).end();
    const [answer] = await once(asked, 'response');
    answer.resume();
    expect(answer.statusCode).toBe(200);

    const old = connect({
      host: '127.0.0.1',
      port,
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const [refusal] = await once(old, 'error');
    expect(refusal).toBeInstanceOf(Error);
    await server.stop();
  });

  it('refuses a certificate that cannot be read', async () => {
    const data = join(folder(), 'data');
    await rolecall(['init', '--data', data]);
    const refused = await rolecall([
      'serve',
      '--data',
      data,
      '--port',
      '0',
      '--tls-cert',
      join(made, 'none.pem'),
      '--tls-key',
      key,
    ]);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    const swapped = await rolecall(['serve', '--data', data, '--port', '0', '--tls-cert', key, '--tls-key', cert]);
    expect(swapped).toMatchObject({ code: 1, stdout: '' });
  });
});
