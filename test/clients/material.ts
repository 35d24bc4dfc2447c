import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes certificates, keys and what holds them, by openssl and ssh-keygen, in a folder of the run: texts by name, as a
 * life asks for them. Nothing of this is ever committed.
 */
export function makeMaterial(folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  const run = (program: string, words: string): string =>
    execFileSync(program, words.split(' '), { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const keep = (name: string, file: string) => texts.set(name, readFileSync(join(folder, file), 'utf8'));

  for (const [name, issuer] of CERTIFICATES) {
    const signed = issuer === undefined ? '' : ` -CA ${issuer}.crt -CAkey ${issuer}.key`;
    run(
      'openssl',
      `req -x509 -newkey rsa:2048 -nodes -sha256 -days 30 -subj /CN=${name}.example.com ${outTo(name)}${signed}`,
    );
    keep(`${name} certificate`, `${name}.crt`);
    keep(`${name} key`, `${name}.key`);
  }
  for (const name of SSH_KEYS) {
    run('ssh-keygen', `-q -t rsa -b 2048 -C ${name} -N  -f ${name}`);
    keep(`${name} public key`, `${name}.pub`);
    texts.set(`${name} fingerprint`, run('ssh-keygen', `-l -E md5 -f ${name}.pub`).split(' ')[1]!.replace('MD5:', ''));
  }
  for (const name of IDENTITY_PROVIDERS) texts.set(`${name} metadata`, metadata(texts.get(`${name} certificate`)!));
  return texts;
}

const IDENTITY_PROVIDERS = ['idp', 'idp-next'];
/** Names with the name of their issuer; those without one are signed by themselves. */
const CERTIFICATES: readonly (readonly [name: string, issuer?: string])[] = [
  ['authority'],
  ['tls', 'authority'],
  ['tls-next'],
  ['signing'],
  ['signing-next'],
  ...IDENTITY_PROVIDERS.map((name) => [name] as const),
];
const SSH_KEYS = ['laptop', 'desktop'];

const outTo = (name: string): string => `-keyout ${name}.key -out ${name}.crt`;

/** SAML metadata of an identity provider that signs by this certificate; AWS takes none below a thousand characters. */
const metadata = (certificate: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="https://idp.example.com/saml">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate.replace(/-----[A-Z ]+-----|\n/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;
