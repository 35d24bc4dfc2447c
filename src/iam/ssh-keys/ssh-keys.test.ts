import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { accountOfAccessKey } from '../../base/identifiers.ts';
import { ecKey, makeCertificate, rsaKey } from '../certificates/testing.ts';
import { A, B, type House, house, root, START_SECONDS, session } from '../testing.ts';
import { pemOf, readPublicKey } from './public-key.ts';

let h: House;
beforeEach(async () => {
  h = await house({ sshKeysPerUser: 2 });
  for (const UserName of ['Ann', 'Ben']) await h.call('CreateUser', { UserName });
});

/** The example of https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSSHPublicKey.html and its fingerprint. */
const EXAMPLE = `ssh-rsa ${[
  'AAAAB3NzaC1yc2EAAAADAQABAAABAQCy75ak72GGaoZNy0cjUERIn+mrga0C30kmkiwOeN4H6YtvCdUksVppjPOhm485WFRzvIcxaMEuZ9ISAkp8',
  'AfefybxH0PdQWhELSu0pHaMnADAU7dOn3CCerO8+0sycbu4ES4P+cdK1qet3ptsG/zeQNLLmOK5zjIRa1MAS3KnwLwHEVPEe4JD+xfghuO0nwzUg',
  'pneGNwk7m7qihYLFnNCFdeU8OeIr9Fmc75g5olHm6ZoC/bccAHurHkfcDpanJTLNfLR5Oj14CZSsRP4kNdm+oe5+IPM78w4J9v4pXU4mizYDE21G',
  '4gUDVxOrs0X66lMihX6ArVgmEK+NK5GQgn9z',
].join('')}`;
const FINGERPRINT = '7a:1d:ea:9e:b0:80:ac:f8:ec:d8:dc:e6:a7:2c:fc:51';

const publicOf = (key: KeyObject): KeyObject => createPublicKey(key.export({ type: 'pkcs8', format: 'pem' }));
const spki = (key: KeyObject): string => publicOf(key).export({ type: 'spki', format: 'pem' }).toString();
const lineOf = (key: KeyObject): string => readPublicKey(spki(key)).line;
const other = rsaKey(2048);

const upload = async (SSHPublicKeyBody: string, UserName = 'Ann', caller = root(A)) =>
  (await h.call('UploadSSHPublicKey', { UserName, SSHPublicKeyBody }, caller)).SSHPublicKey;
const get = async (SSHPublicKeyId: string, Encoding: string) =>
  (await h.call('GetSSHPublicKey', { UserName: 'Ann', SSHPublicKeyId, Encoding })).SSHPublicKey;

describe('UploadSSHPublicKey and GetSSHPublicKey', () => {
  it("answer AWS's example with its fingerprint; the body first as it was sent, then in the encoding asked for", async () => {
    const sent = `${EXAMPLE} jane@example.com`;
    const key = await upload(sent);
    expect(key).toEqual({
      UserName: 'Ann',
      SSHPublicKeyId: expect.stringMatching(/^APKA[A-Z2-7]{16}$/),
      Fingerprint: FINGERPRINT,
      SSHPublicKeyBody: sent,
      Status: 'Active',
      UploadDate: START_SECONDS,
    });
    expect(accountOfAccessKey(key.SSHPublicKeyId)).toBe(A);
    expect(await get(key.SSHPublicKeyId, 'SSH')).toEqual({ ...key, SSHPublicKeyBody: EXAMPLE });
    const pem = await get(key.SSHPublicKeyId, 'PEM');
    expect(pem.SSHPublicKeyBody).toMatch(/^-----BEGIN PUBLIC KEY-----\n.*\n-----END PUBLIC KEY-----\n$/s);
    expect(pem.SSHPublicKeyBody).toContain('MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsu+WpO9hhmqGTctHI1BE');
  });

  it.each([
    ['SPKI', spki(other)],
    ['PKCS #1', publicOf(other).export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['OpenSSH', lineOf(other)],
    ['OpenSSH with a comment of many words', `${lineOf(other)} ann at home\n`],
  ])('one key is one key: %s', async (_what, body) => {
    expect(await upload(body)).toMatchObject({
      SSHPublicKeyBody: body,
      Fingerprint: readPublicKey(spki(other)).fingerprint,
    });
    for (const again of [spki(other), `${lineOf(other)} x`]) {
      expect(await h.refusal('UploadSSHPublicKey', { UserName: 'Ann', SSHPublicKeyBody: again })).toBe(
        'DuplicateSSHPublicKey 400: Duplicate SSH public key uploaded.',
      );
    }
    expect(await upload(body, 'Ben')).toBeDefined();
  });

  it('there and back again a key is the same', () => {
    for (const key of [rsaKey(2048), rsaKey(2056), rsaKey(3072)]) {
      expect(pemOf(readPublicKey(spki(key)).line)).toBe(spki(key));
    }
  });

  it('stops at the quota', async () => {
    for (const key of [rsaKey(2048), rsaKey(2048)]) await upload(spki(key));
    expect(await h.refusal('UploadSSHPublicKey', { UserName: 'Ann', SSHPublicKeyBody: spki(other) })).toBe(
      'LimitExceeded 409: Cannot exceed quota for SSHPublicKeysPerUser: 2',
    );
  });

  const UNRECOGNIZED = 'UnrecognizedPublicKeyEncoding 400: Invalid public key uploaded.';
  const INVALID = 'InvalidPublicKey 400: Invalid body for public key';
  const blob = Buffer.from(EXAMPLE.slice(8), 'base64');
  const inLine = (bytes: Buffer): string => `ssh-rsa ${bytes.toString('base64')}`;
  const part = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const evenExponent = Buffer.concat([part(Buffer.from('ssh-rsa')), part(Buffer.from([4])), blob.subarray(18)]);
  const ed25519 = generateKeyPairSync('ed25519').privateKey;
  it.each([
    ['not a key', 'not a key', UNRECOGNIZED],
    ['a certificate', makeCertificate().pem, UNRECOGNIZED],
    ['a private key', other.export({ type: 'pkcs8', format: 'pem' }).toString(), UNRECOGNIZED],
    ['a private key behind a public one', spki(other) + other.export({ type: 'pkcs8', format: 'pem' }), UNRECOGNIZED],
    ['a key of another kind', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA', UNRECOGNIZED],
    ['two lines', `${EXAMPLE}\n${EXAMPLE}`, INVALID],
    ['1024 bits', lineOf2(rsaKey(1024)), INVALID],
    ['1024 bits in PEM', spki(rsaKey(1024)), INVALID],
    ['an EC key in PEM', spki(ecKey()), INVALID],
    ['an Ed25519 key in PEM', spki(ed25519), INVALID],
    ['no base64', 'ssh-rsa not-base64!', INVALID],
    ['a body cut short', inLine(blob.subarray(0, -1)), INVALID],
    ['a body too long', inLine(Buffer.concat([blob, Buffer.from([0, 0, 0, 0])])), INVALID],
    ['a length that is not', inLine(Buffer.from('ffffffff', 'hex')), INVALID],
    ['nothing inside', 'ssh-rsa AAAA', INVALID],
    ['another kind inside', inLine(Buffer.concat([part(Buffer.from('ssh-dss')), blob.subarray(11)])), INVALID],
    ['an even exponent', inLine(evenExponent), INVALID],
    ['a broken PEM', spki(other).replace(/A/g, 'B'), INVALID],
  ])('refuses %s', async (_what, SSHPublicKeyBody, refusal) =>
    expect(await h.refusal('UploadSSHPublicKey', { UserName: 'Ann', SSHPublicKeyBody })).toBe(refusal),
  );

  /** A key too short for `readPublicKey` as a line. */
  function lineOf2(key: KeyObject): string {
    const { e, n } = publicOf(key).export({ format: 'jwk' });
    const numbers = [e, n].map((number) => Buffer.concat([Buffer.from([0]), Buffer.from(number!, 'base64url')]));
    return inLine(Buffer.concat([Buffer.from('ssh-rsa'), ...numbers].map(part)));
  }
});

describe('the rest of its life', () => {
  it('is switched off and on, listed and removed', async () => {
    const { SSHPublicKeyId } = await upload(EXAMPLE);
    const key = { UserName: 'Ann', SSHPublicKeyId };
    for (const Status of ['Inactive', 'Active']) {
      expect(await h.call('UpdateSSHPublicKey', { ...key, Status })).toBeUndefined();
      for (const [input, caller] of [
        [{ UserName: 'Ann' }, root(A)],
        [{}, await h.asUser('Ann')],
      ] as const) {
        const { SSHPublicKeys } = await h.call('ListSSHPublicKeys', input, caller);
        expect(SSHPublicKeys).toEqual([{ ...key, Status, UploadDate: START_SECONDS }]);
      }
    }
    expect(await h.refusal('UpdateSSHPublicKey', { ...key, Status: 'Expired' })).toBe(
      'InvalidInput 400: Operation does not support status Expired',
    );
    expect(await h.call('DeleteSSHPublicKey', key)).toBeUndefined();
    expect((await h.call('ListSSHPublicKeys', { UserName: 'Ann' })).SSHPublicKeys).toEqual([]);
  });

  it('a list without a name is for users', async () => {
    for (const caller of [root(A), session(A)]) {
      expect(await h.refusal('ListSSHPublicKeys', {}, caller)).toBe(
        'ValidationError 400: Must specify userName when calling with non-User credentials',
      );
    }
  });

  it("somebody else's is not reached", async () => {
    const { SSHPublicKeyId } = await upload(EXAMPLE);
    await h.call('CreateUser', { UserName: 'Ann' }, root(B));
    const reach = async (UserName: string, id: string, caller = root(A)) => {
      const key = { UserName, SSHPublicKeyId: id };
      const refusals = [
        await h.refusal('GetSSHPublicKey', { ...key, Encoding: 'SSH' }, caller),
        await h.refusal('UpdateSSHPublicKey', { ...key, Status: 'Inactive' }, caller),
        await h.refusal('DeleteSSHPublicKey', key, caller),
      ];
      return [...new Set(refusals)];
    };
    const none = (id: string) => [`NoSuchEntity 404: The Public Key with id ${id} cannot be found.`];
    expect(await reach('Ben', SSHPublicKeyId)).toEqual([
      `NoSuchEntity 404: User has no Public Key with id ${SSHPublicKeyId}.`,
    ]);
    expect(await reach('Ann', SSHPublicKeyId, root(B))).toEqual(none(SSHPublicKeyId));
    expect(await reach('Ann', 'APKAXXXXXXXXXXXXXXXX')).toEqual(none('APKAXXXXXXXXXXXXXXXX'));
    expect(await reach('eve', SSHPublicKeyId)).toEqual(['NoSuchEntity 404: The user with name eve cannot be found.']);
    expect((await get(SSHPublicKeyId, 'SSH')).Status).toBe('Active');
  });
});
