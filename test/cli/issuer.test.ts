import { join } from 'node:path';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { asking } from './asking.ts';
import { folder, rolecall, start } from './process.ts';

const ACCOUNT = '123456789012';

describe('rolecall as an issuer', () => {
  it('is verified by a library that knows nothing but its address, over rotations', async () => {
    const data = join(folder(), 'data');
    const init = await rolecall(['init', '--data', data, '--account', ACCOUNT, '--output', 'json']);
    const root = JSON.parse(init.stdout).accounts[0];
    const rotate = (...args: string[]) => rolecall(['keys', 'rotate', '--issuer', '--data', data, ...args]);
    expect((await rotate()).stderr).toBe(
      'rolecall: no account issues tokens: EnableOutboundWebIdentityFederation makes one do so\n',
    );
    const server = await start(['serve', '--data', data, '--port', '0']);
    const ask = asking(server.url);

    const issuer = (await ask(root, 'EnableOutboundWebIdentityFederation')).text('IssuerIdentifier')!;
    expect(issuer.startsWith(`${server.url}/oidc/`)).toBe(true);
    const { jwks_uri } = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as {
      jwks_uri: string;
    };
    const token = async (SigningAlgorithm: string) =>
      (await ask(root, 'GetWebIdentityToken', { 'Audience.member.1': 'a', SigningAlgorithm })).text(
        'WebIdentityToken',
      )!;
    const verified = async (text: string) =>
      (await jwtVerify(text, createRemoteJWKSet(new URL(jwks_uri)), { issuer, audience: 'a' })).payload.sub;
    for (const algorithm of ['RS256', 'ES384']) {
      expect(await verified(await token(algorithm))).toBe(`arn:aws:iam::${ACCOUNT}:root`);
    }

    const old = await token('ES384');
    const rotated = await rotate('--account', ACCOUNT);
    expect(rotated).toMatchObject({ code: 0, stderr: '' });
    expect(rotated.stdout).toMatch(new RegExp(`^account ${ACCOUNT}   RSA_1, EC384_1 sign from \\S+Z\\n$`));
    expect(decodeProtectedHeader(await token('ES384')).kid).toBe('EC384_0');
    expect(await verified(old)).toBe(`arn:aws:iam::${ACCOUNT}:root`);

    const { issuers } = JSON.parse((await rotate('--now', '--output', 'json')).stdout);
    expect(issuers).toMatchObject([{ accountId: ACCOUNT, keys: ['RSA_2', 'EC384_2'] }]);
    const next = await token('RS256');
    expect(decodeProtectedHeader(next).kid).toBe('RSA_2');
    expect(await verified(next)).toBe(`arn:aws:iam::${ACCOUNT}:root`);
    await expect(verified(old)).rejects.toThrow('no applicable key');

    expect((await rotate('--account', '999999999999')).stderr).toBe(
      'rolecall: account `999999999999` issues no tokens\n',
    );
    await server.stop();
    expect((await rotate('--now')).stdout).toContain('RSA_3, EC384_3');
  });
});
