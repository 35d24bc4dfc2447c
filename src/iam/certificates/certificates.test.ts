import { describe, expect, it } from 'vitest';
import { chainFault } from './chain.ts';
import { readCertificate, readCertificates } from './pem.ts';
import { ecKey, type Made, makeCertificate, rsaKey } from './testing.ts';

const one = makeCertificate();
const two = makeCertificate({ name: 'two', key: rsaKey(2048) });
const body = one.pem.split('\n').slice(1, -2).join('\n');
const inPem = (base64: string): string => `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
const tail = (more: string): string =>
  inPem(Buffer.concat([Buffer.from(body, 'base64'), Buffer.from(more)]).toString('base64'));

describe('certificates in PEM', () => {
  it('are read in their order', () => {
    expect(readCertificates(one.pem + two.pem)?.map(({ subject }) => subject)).toEqual(['CN=example.com', 'CN=two']);
    expect(readCertificate(one.pem)?.subject).toBe('CN=example.com');
  });

  it.each([
    ['white space around them', `\n\t ${one.pem}\r\n`],
    ['the line ends of Windows', one.pem.replaceAll('\n', '\r\n')],
    ['one line', inPem(body.replaceAll('\n', ''))],
  ])('may have %s', (_what, text) => expect(readCertificate(text)).toBeDefined());

  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['other text', 'not a certificate'],
    ['a text before', `Certificate:\n${one.pem}`],
    ['a text after', `${one.pem}x`],
    ['a text between', `${one.pem}x${one.pem}`],
    ['a key', one.keyPem],
    ['a key after', one.pem + one.keyPem],
    ['another label', one.pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE')],
    ['no end', one.pem.replace(/-----END.*/s, '')],
    ['other letters', inPem(`${body}*`)],
    ['no DER', inPem(Buffer.from('no DER').toString('base64'))],
    ['half of it', inPem(body.slice(0, 100))],
    ['bytes after it', tail('more')],
    ['too many', one.pem.repeat(101)],
  ])('%s is none', (_what, text) => expect(readCertificates(text)).toBeUndefined());

  it('two are not one', () => expect(readCertificate(one.pem + two.pem)).toBeUndefined());

  it('a long text that is none is soon refused: a search that goes back and forth would not end here', () => {
    for (const text of [
      '-----BEGIN CERTIFICATE-----'.repeat(80_000),
      ' '.repeat(2_000_000),
      `${one.pem}${'A'.repeat(2_000_000)}`,
    ]) {
      expect(readCertificates(text)).toBeUndefined();
    }
  });
});

describe('a chain', () => {
  const rootKey = ecKey();
  const rootOne = { name: 'root', key: rootKey };
  const root = makeCertificate({ ...rootOne, ca: true });
  const middleKey = rsaKey(2048);
  const middle = makeCertificate({ name: 'middle', key: middleKey, issuer: rootOne, ca: true });
  const leaf = makeCertificate({ name: 'leaf', issuer: { name: 'middle', key: middleKey } });
  const direct = makeCertificate({ name: 'direct', issuer: rootOne });
  const notCa = makeCertificate({ name: 'middle', key: middleKey, issuer: rootOne });
  const expired = makeCertificate({
    ...{ name: 'middle', key: middleKey, issuer: rootOne, ca: true },
    to: new Date('2023-06-01T00:00:00Z'),
  });
  const namesake = makeCertificate({ name: 'root', ca: true });
  const other = makeCertificate({ name: 'other', ca: true });

  it.each<readonly [what: string, certificate: Made, chain: readonly Made[], fault: number | undefined]>([
    ['of nothing', leaf, [], undefined],
    ['of the signer', direct, [root], undefined],
    ['of the signer that is not self-signed', leaf, [middle], undefined],
    ['up to the root', leaf, [middle, root], undefined],
    ['with the root twice', direct, [root, root], undefined],
    ['of somebody else', direct, [other], -1],
    ['of a namesake', direct, [namesake], -1],
    ['without the immediate signer', leaf, [root], -1],
    ['in the wrong order', leaf, [root, middle], -1],
    ['that begins with the certificate itself', direct, [direct, root], 1],
    ['through one that may not sign', leaf, [notCa, root], 1],
    ['through one that has expired', leaf, [expired, root], 1],
    ['with a stranger between', direct, [middle, root], 0],
  ])('%s', (_what, certificate, chain, fault) => {
    const [read, ...rest] = [certificate, ...chain].map(({ pem }) => readCertificate(pem)!);
    expect(chainFault(read!, rest, new Date('2023-11-14T00:00:00Z'))).toBe(fault);
  });
});
