import { describe, expect, it } from 'vitest';
import { isValidAt } from './certificate.ts';
import { readMetadata } from './metadata.ts';
import { certificates, key, metadata, SSO_URL } from './testing.ts';

const { rsa, rsa2, weak, ec, k1, ed, expired, future } = certificates;

const read = (text: string) => {
  const result = readMetadata(text);
  if (!result.ok) throw new Error(result.problem);
  return result.metadata;
};
const problem = (text: string): string => {
  const result = readMetadata(text);
  return result.ok ? 'none' : result.problem;
};
const ders = (text: string) => read(text).signingCertificates.map(({ der }) => der.toString('base64'));
const at = (from: string, text: string): string => metadata().replace(from, text);

describe('what a provider says of itself', () => {
  it('entity, key, end, and where it signs in', () => {
    expect(read(metadata(undefined, ' validUntil="2031-02-03T04:05:06Z"'))).toEqual({
      entityId: 'https://idp.example.com/saml',
      signingCertificates: [expect.objectContaining({ der: Buffer.from(rsa, 'base64') })],
      validUntilSeconds: Date.UTC(2031, 1, 3, 4, 5, 6) / 1000,
      ssoUrls: [{ binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', location: SSO_URL }],
    });
    expect(read(metadata()).validUntilSeconds).toBeUndefined();
  });

  it('a comment where nothing is read does no harm', () =>
    expect(ders(at('<md:Organization>', '<!-- about us --><md:Organization>'))).toEqual([rsa]));

  it('the base64 of a certificate may have line ends', () =>
    expect(ders(metadata(key(`\n  ${rsa.replace(/(.{64})/g, '$1\r\n')}\n`)))).toEqual([rsa]));

  it('prefixes are free', () => {
    const other = metadata().replaceAll('md:', '').replace('xmlns:md', 'xmlns');
    expect(ders(other.replaceAll('ds:', 'sig:').replace('xmlns:ds', 'xmlns:sig'))).toEqual([rsa]);
  });
});

describe('the keys that it signs with', () => {
  it.each([
    ['for signing', key(rsa), [rsa]],
    ['for nothing in particular, which is for signing too', key(rsa, ''), [rsa]],
    ['for encryption alone', key(rsa, ' use="encryption"'), []],
    ['for both, one each', key(rsa) + key(rsa2, ' use="encryption"'), [rsa]],
    ['two, in their order', key(ec) + key(rsa), [ec, rsa]],
    [
      'one that has expired and one that begins later: their times are with them',
      key(expired) + key(future),
      [expired, future],
    ],
    ['RSA of 1,024 bits', key(weak), []],
    ['a weak one beside a strong one', key(weak) + key(ec), [ec]],
    ['a curve of no standard for SAML', key(k1), []],
    ['Ed25519', key(ed), []],
    ['none at all', '', []],
  ])('%s', (_what, keys, expected) => expect(ders(metadata(keys))).toEqual(expected));

  it.each([
    [rsa, [false, true, true, true]],
    [expired, [true, false, false, false]],
    [future, [false, false, false, true]],
  ])('each is valid for its own time', (certificate, expected) => {
    const [one] = read(metadata(key(certificate))).signingCertificates;
    const years = [2015, 2021, 2050, 2100].map((year) => Date.UTC(year, 6) / 1000);
    expect(years.map((seconds) => isValidAt(seconds, one!))).toEqual(expected);
  });

  it.each([
    ['of another use', key(rsa, ' use="Signing"'), /neither signing nor encryption/],
    ['of no use', key(rsa, ' use=""'), /neither signing nor encryption/],
    ['without a certificate', '<md:KeyDescriptor use="signing"><ds:KeyInfo/></md:KeyDescriptor>', /exactly one/],
    ['a chain', key(`${rsa}</ds:X509Certificate><ds:X509Certificate>${rsa2}`), /exactly one/],
    ['split by a comment', key(`${rsa.slice(0, 40)}<!-- -->${rsa.slice(40)}`), /cannot be read/],
    ['with an element inside', key(`<x>${rsa}</x>`), /cannot be read/],
    ['with something after the base64', key(`${rsa}=!`), /cannot be read/],
    ['PEM', key(`-----BEGIN CERTIFICATE-----${rsa}-----END CERTIFICATE-----`), /cannot be read/],
    ['base64 of something else', key('AAAA'), /cannot be read/],
    ['empty', key(''), /cannot be read/],
    ['more than one entity needs', key(rsa).repeat(21), /too many KeyDescriptors/],
  ])('refuses one %s', (_what, keys, expected) => expect(problem(metadata(keys))).toMatch(expected));
});

const lol = (count: number): string =>
  Array.from({ length: count }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

describe('hostile documents', () => {
  const malformed = /no well-formed XML/;
  it.each([
    [
      'billion laughs',
      `<!DOCTYPE lolz [<!ENTITY l0 "lol">${lol(9)}]>${at('<?xml version="1.0" encoding="UTF-8"?>', '')}`,
    ],
    ['a DOCTYPE', at('<md:EntityDescriptor', '<!DOCTYPE md:EntityDescriptor><md:EntityDescriptor')],
    ['a DOCTYPE in small letters', at('<md:EntityDescriptor', '<!doctype x><md:EntityDescriptor')],
    ['a DOCTYPE behind a comment', at('<md:EntityDescriptor', '<!-- x --><!DOCTYPE x><md:EntityDescriptor')],
    ['a DOCTYPE inside a comment, all the same', at('<md:Organization>', '<!-- <!DOCTYPE x> --><md:Organization>')],
    [
      'a DOCTYPE with an outer file',
      at('<md:EntityDescriptor', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><md:EntityDescriptor'),
    ],
    ['an entity of its own', at('Example', '&x;')],
    ['a stray ampersand', at('Example', 'A & B')],
    ['a reference to NUL', at('Example', '&#0;')],
    ['a reference to half a surrogate pair', at('Example', '&#xD800;')],
    ['a reference beyond Unicode', at('Example', '&#x110000;')],
    ['NUL', at('Example', '\u0000')],
    ['a control character', at('Example', '\u0008')],
    ['half a surrogate pair', at('Example', '\uD800')],
    ['UTF-16, as its declaration says', at('UTF-8', 'UTF-16')],
    ['Latin-1, as its declaration says', at('UTF-8', 'ISO-8859-1')],
    ['UTF-16, read as bytes', [...metadata()].join('\u0000')],
    ['a byte order mark', `\uFEFF${metadata()}`],
    ['XML 1.1', at('1.0', '1.1')],
    ['a processing instruction', at('<md:Organization>', '<?php x?><md:Organization>')],
    ['a style sheet', at('<md:EntityDescriptor', '<?xml-stylesheet href="x"?><md:EntityDescriptor')],
    ['CDATA', at('Example', '<![CDATA[Example]]>')],
    ['two roots', `${metadata()}${at('<?xml version="1.0" encoding="UTF-8"?>', '')}`],
    ['something after the root', `${metadata()}x`],
    ['something before the root', `x${metadata()}`],
    ['a missing end tag', at('</md:EntityDescriptor>', '')],
    ['an attribute twice', at('entityID=', 'entityID="https://evil.example" entityID=')],
    ['an undeclared prefix', at('<md:Organization>', '<evil:x/><md:Organization>')],
    ['a comment that is not closed', at('<md:Organization>', '<!-- <md:Organization>')],
    ['depth', at('<md:Organization>', `${'<md:x>'.repeat(100)}${'</md:x>'.repeat(100)}<md:Organization>`)],
    ['breadth', at('<md:Organization>', `${'<md:x/>'.repeat(20_000)}<md:Organization>`)],
    ['nothing', ''],
    ['no XML', '{"entityID":"x"}'],
  ])('%s', (_what, text) => expect(problem(text)).toMatch(malformed));

  it('is refused without being read where it is large', () => {
    const started = performance.now();
    for (const text of ['<'.repeat(1e6), `<a ${'x="'.repeat(3e5)}`, '&'.repeat(1e6), `<a>${'<b>'.repeat(3e5)}`])
      expect(problem(text)).toMatch(malformed);
    console.log(`four large documents: ${Math.round(performance.now() - started)} ms`);
  });
});

describe('documents of something else', () => {
  const SAML2 = 'protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"';
  const idp = /<md:IDPSSODescriptor[\s\S]*<\/md:IDPSSODescriptor>/.exec(metadata())![0];
  it.each([
    [
      'another root',
      at('<md:EntityDescriptor', '<md:EntitiesDescriptor').replace(/EntityDescriptor>$/, 'EntitiesDescriptor>'),
      /no EntityDescriptor/,
    ],
    ['another namespace', at('SAML:2.0:metadata', 'SAML:1.1:metadata'), /no EntityDescriptor/],
    ['no entityID', at('entityID="https://idp.example.com/saml"', ''), /no entityID/],
    ['an empty entityID', at('entityID="https://idp.example.com/saml"', 'entityID=" "'), /no entityID/],
    ['an entityID beyond its length', at('idp.example.com/saml', 'x'.repeat(1025)), /no entityID/],
    ['an entityID in a namespace of its own', at(' entityID=', ' md:entityID='), /no entityID/],
    [
      'a service provider',
      metadata().replaceAll('IDPSSODescriptor', 'SPSSODescriptor'),
      /exactly one IDPSSODescriptor/,
    ],
    [
      'SAML 1.1',
      at(SAML2, 'protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol"'),
      /exactly one IDPSSODescriptor/,
    ],
    ['no protocol', at(SAML2, ''), /exactly one IDPSSODescriptor/],
    ['two identity providers', at(idp, idp + idp), /exactly one IDPSSODescriptor/],
    ['an end that is no date', metadata(undefined, ' validUntil="soon"'), /validUntil/],
    ['an end that is a number', metadata(undefined, ' validUntil="4102444800"'), /validUntil/],
    ['an end on 30 February', metadata(undefined, ' validUntil="2030-02-30T00:00:00Z"'), /validUntil/],
  ])('%s', (_what, text, expected) => expect(problem(text)).toMatch(expected));

  it('a key outside of the identity provider is none of its keys', () =>
    expect(ders(metadata('').replace('<md:Organization>', `${key(rsa)}<md:Organization>`))).toEqual([]));
});
