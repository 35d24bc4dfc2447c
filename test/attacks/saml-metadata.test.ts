import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificates, key, metadata } from '../../src/federation/saml/testing.ts';
import { type House, openHouse } from '../house/harness.ts';

/* Metadata of identity providers from over the wire, by those who mean no good with it. Assertions are attacked in saml.test.ts. */

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.store.close());

let names = 0;
const create = (SAMLMetadataDocument: string) =>
  house.call(house.rootA, 'CreateSAMLProvider', { Name: `p${names++}`, SAMLMetadataDocument }, 'iam');

const at = (from: string, text: string): string => metadata().replace(from, text);
const ROOT = '<md:EntityDescriptor';

async function refused(document: string, message: RegExp | string): Promise<void> {
  const { status, code, message: said } = await create(document);
  expect([status, code, said]).toEqual([400, 'InvalidInput', expect.stringMatching(message)]);
}

it('a provider in order is taken', async () => expect((await create(metadata())).status).toBe(200));

describe('attack/E07', () => {
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  it.each([
    ['a billion laughs', at(ROOT, `<!DOCTYPE x [<!ENTITY l0 "lol">${entities}]>${ROOT}`).replace('Example', '&l9;')],
    ['one long entity, many times', at(ROOT, `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(9000)}">]>${ROOT}`)],
    ['a file', at(ROOT, `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${ROOT}`).replace('Example', '&a;')],
    ['an address', at(ROOT, `<!DOCTYPE x PUBLIC "x" "http://127.0.0.1/">${ROOT}`)],
    ['a parameter entity', at(ROOT, `<!DOCTYPE x [<!ENTITY % a "<!ENTITY b 'c'>"> %a;]>${ROOT}`)],
    ['an empty document type', at(ROOT, `<!DOCTYPE x>${ROOT}`)],
    ['in small letters', at(ROOT, `<!doctype x>${ROOT}`)],
    ['behind a comment', at(ROOT, `<!-- --><!DOCTYPE x>${ROOT}`)],
    ['behind the document', `${metadata()}<!DOCTYPE x>`],
    ['an entity that nobody declared', at('Example', '&nbsp;')],
    ['very many references', at('Example', '&#65;'.repeat(30_000))],
  ])('%s', (_what, document) => refused(document, /^Could not parse metadata/));
});

describe('attack/E08', () => {
  it.each([
    ['two roots', `${metadata()}<x/>`],
    ['something behind', `${metadata()}x`],
    ['something before', `x${metadata()}`],
    ['no end', metadata().slice(0, -30)],
    ['a tag that nobody closes', at('<md:Organization>', '<md:x><md:Organization>')],
    ['UTF-16 by its own word', at('UTF-8', 'UTF-16')],
    ['UTF-16 in truth', [...metadata()].join('\u0000')],
    ['a byte order mark', `\uFEFF${metadata()}`],
    ['NUL', at('Example', 'a\u0000b')],
    ['a reference to NUL', at('Example', '&#0;')],
    ['a processing instruction', at('<md:Organization>', '<?x y?><md:Organization>')],
    ['CDATA', at('Example', '<![CDATA[x]]>')],
    ['an attribute twice', at('entityID=', 'entityID="https://evil.example" entityID=')],
    ['depth', at('<md:Organization>', `${'<md:x>'.repeat(2000)}${'</md:x>'.repeat(2000)}<md:Organization>`)],
  ])('%s', (_what, document) => refused(document, /^Could not parse metadata/));

  it('a certificate that a comment cuts in two', () => {
    const { rsa } = certificates;
    return refused(metadata(key(`${rsa.slice(0, 80)}<!-- -->${rsa.slice(80)}`)), /an X509Certificate cannot be read/);
  });
});

describe('attack/E09', () => {
  const { rsa, ec, weak, ed, expired, future } = certificates;
  const ENCRYPTION = ' use="encryption"';
  it.each([
    ['no key', `${metadata('')}${' '.repeat(1000)}`],
    ['keys for encryption alone', metadata(key(rsa, ENCRYPTION) + key(ec, ENCRYPTION))],
    ['a key that has expired', metadata(key(expired))],
    ['a key that begins later', metadata(key(future))],
    ['RSA of 1,024 bits', metadata(key(weak))],
    ['a kind of key that nobody checks here', metadata(key(ed))],
    [
      'all of them together',
      metadata(key(rsa, ENCRYPTION) + [expired, future, weak, ed].map((one) => key(one)).join('')),
    ],
    [
      'a key outside of the identity provider',
      metadata('').replace('<md:Organization>', `${key(rsa)}<md:Organization>`),
    ],
  ])('%s: no provider', (_what, document) =>
    refused(document, /^The metadata document holds no valid signing certificate/),
  );

  it.each([
    ['a use that is misspelt', key(rsa, ' use="Signing"')],
    ['a use that is empty', key(rsa, ' use=""')],
    ['two certificates for one key', key(`${rsa}</ds:X509Certificate><ds:X509Certificate>${ec}`)],
    ['no certificate', '<md:KeyDescriptor use="signing"/>'],
    [
      'a name instead of a certificate',
      '<md:KeyDescriptor><ds:KeyInfo><ds:KeyName>k</ds:KeyName></ds:KeyInfo></md:KeyDescriptor>',
    ],
  ])('%s: no provider', (_what, keys) => refused(`${metadata(keys)}${' '.repeat(1000)}`, /^Could not parse metadata/));

  it.each([
    ['no use means signing too', key(rsa, '')],
    ['a good key behind bad ones', key(weak) + key(expired) + key(rsa)],
    ['a good key before bad ones', key(ec) + key(weak) + key(rsa, ENCRYPTION)],
    ['two keys', key(rsa) + key(ec)],
  ])('%s', async (_what, keys) => expect((await create(metadata(keys))).status).toBe(200));

  it('nor does an update take the keys away', async () => {
    await house.must(house.rootA, 'CreateSAMLProvider', { Name: 'kept', SAMLMetadataDocument: metadata() });
    const SAMLProviderArn = `arn:aws:iam::111122223333:saml-provider/kept`;
    const keyless = { SAMLProviderArn, SAMLMetadataDocument: metadata(key(rsa, ENCRYPTION)) };
    const answer = await house.call(house.rootA, 'UpdateSAMLProvider', keyless, 'iam');
    expect(answer.code).toBe('InvalidInput');
  });
});
