import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { key as descriptor, metadata } from '../../src/federation/saml/testing.ts';
import { ecKey, makeCertificate, rsaKey } from '../../src/iam/certificates/testing.ts';
import { startServer } from '../clients/server.ts';

/*
 * Assertions that others signed, taken for credentials: xmlsec1 (libxml2, C) and signxml (lxml, Python) sign, the AWS CLI
 * brings them to a server that runs as users run it. What cannot be had here is NOT RUN, with the reason.
 */

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/Dev`;
const PROVIDER = `arn:aws:iam::${ACCOUNT}:saml-provider/Corp`;
const RECIPIENT = 'https://signin.aws.amazon.com/saml';
const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SAMLP = 'urn:oasis:names:tc:SAML:2.0:protocol';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const XENC = 'http://www.w3.org/2001/04/xmlenc#';
const XENC11 = 'http://www.w3.org/2009/xmlenc11#';
const EXC = 'http://www.w3.org/2001/10/xml-exc-c14n#';

const cache = resolve(import.meta.dirname, '../../.cache/saml');
const folder = mkdtempSync(join(tmpdir(), 'rolecall-saml-'));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const run = promisify(execFile);

const rsa = makeCertificate({
  key: rsaKey(2048),
  from: new Date(Date.now() - 86_400_000),
  to: new Date(Date.now() + 86_400_000),
});
const ec = makeCertificate({
  key: ecKey(),
  from: new Date(Date.now() - 86_400_000),
  to: new Date(Date.now() + 86_400_000),
});
const receiver = rsaKey(2048);
const keys = {
  rsa: { key: file('rsa.pem', rsa.keyPem), certificate: file('rsa.crt', rsa.pem), pem: rsa.pem },
  ecdsa: { key: file('ec.pem', ec.keyPem), certificate: file('ec.crt', ec.pem), pem: ec.pem },
};
type KeyKind = keyof typeof keys;

/** One way of signing: which signer, what is signed, by which method, and how the document is laid out. */
interface Case {
  readonly what: 'assertion' | 'response' | 'both' | 'encrypted';
  readonly kind: KeyKind;
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  readonly pretty: boolean;
}

interface Signer {
  readonly name: string;
  /** Why it cannot be had; `undefined` when it is there. */
  missing(): string | undefined;
  sign(xml: string, id: string, one: Case): Promise<string>;
}

const xmlsec: Signer = {
  name: 'xmlsec1',
  missing() {
    if (has('xmlsec1')) return undefined;
    if (process.getuid?.() !== 0) return 'it is not installed, and apt-get needs root';
    try {
      execFileSync('apt-get', ['install', '-y', 'xmlsec1'], {
        stdio: 'ignore',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    } catch {
      return 'apt-get does not install it';
    }
    return has('xmlsec1') ? undefined : 'apt-get did not install it';
  },
  async sign(xml, id, { kind, hash }) {
    const input = file('template.xml', xml.replace(`<!--sign ${id}-->`, template(id, `${MORE}${kind}-${hash}`, hash)));
    const element = id.startsWith('_a') ? `${SAML}:Assertion` : `${SAMLP}:Response`;
    const signature = `//*[@ID='${id}']/*[local-name()='Signature']`;
    const key = `${keys[kind].key},${keys[kind].certificate}`;
    const { stdout } = await run('xmlsec1', [
      '--sign',
      '--privkey-pem',
      key,
      '--id-attr:ID',
      element,
      '--node-xpath',
      signature,
      input,
    ]);
    return stdout.replace(/^<\?xml[^>]*>\n/, '');
  },
};

/** With the newest cryptography of its time: later ones have dropped curves that it names. */
const SIGNXML = ['signxml==4.0.4', 'cryptography==44.0.3'];

const signxml: Signer = {
  name: 'signxml',
  missing() {
    if (existsSync(join(cache, 'venv/bin/python')) && has(join(cache, 'venv/bin/python'), ['-c', 'import signxml']))
      return undefined;
    mkdirSync(cache, { recursive: true });
    try {
      execFileSync('python3', ['-m', 'venv', join(cache, 'venv')], { stdio: 'ignore' });
      execFileSync(join(cache, 'venv/bin/pip'), ['install', '--quiet', ...SIGNXML], { stdio: 'ignore' });
    } catch {
      return 'signxml does not install from PyPI';
    }
    return undefined;
  },
  async sign(xml, id, { kind, hash }) {
    const script = join(import.meta.dirname, 'sign_with_signxml.py');
    const { key, certificate } = keys[kind];
    const signing = run(join(cache, 'venv/bin/python'), [script, key, certificate, id, `${kind}-${hash}`]);
    signing.child.stdin?.end(xml.replace(`<!--sign ${id}-->`, ''));
    return (await signing).stdout;
  },
};

const CASES: readonly Case[] = [
  ...(['assertion', 'response', 'both'] as const).flatMap((what) =>
    (['rsa', 'ecdsa'] as const).flatMap((kind) =>
      ([false, true] as const).map((pretty): Case => ({ what, kind, hash: 'sha256', pretty })),
    ),
  ),
  ...(['sha384', 'sha512'] as const).flatMap((hash) =>
    (['rsa', 'ecdsa'] as const).map((kind): Case => ({ what: 'assertion', kind, hash, pretty: true })),
  ),
];

let failures = 0;
const say = (line: string): void => console.log(line);
const failed = (line: string): false => {
  failures++;
  say(`FAILED: ${line}`);
  return false;
};

async function main(): Promise<void> {
  const aws = findAws();
  if (aws === undefined) return say('NOT RUN: no AWS CLI (npm run test:clients installs one)');
  const server = await startServer([ACCOUNT]);
  const root = server.roots.get(ACCOUNT)!;
  const cli = aws(server.endpoint);
  try {
    const bodies = [rsa.pem, ec.pem].map((pem) => pem.replace(/-----[A-Z ]+-----|\n/g, ''));
    const document = file('metadata.xml', metadata(bodies.map((one) => descriptor(one)).join('')));
    const receiving = file('receiver.pem', receiver.export({ type: 'pkcs8', format: 'pem' }).toString());
    await cli(
      ['iam', 'create-saml-provider', '--name', 'Corp', '--saml-metadata-document', `file://${document}`],
      root,
    );
    // The CLI may be older than the parameter.
    const decrypts = await cli(
      ['iam', 'update-saml-provider', '--saml-provider-arn', PROVIDER, '--add-private-key', `file://${receiving}`],
      root,
    ).then(
      () => true,
      () => false,
    );
    const trust = {
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithSAML',
      Condition: { StringEquals: { 'saml:aud': RECIPIENT } },
    };
    const policy = file('trust.json', JSON.stringify({ Version: '2012-10-17', Statement: [trust] }));
    await cli(['iam', 'create-role', '--role-name', 'Dev', '--assume-role-policy-document', `file://${policy}`], root);

    for (const signer of [xmlsec, signxml]) {
      const missing = signer.missing();
      if (missing !== undefined) {
        say(`NOT RUN: ${signer.name}: ${missing}`);
        continue;
      }
      let accepted = 0;
      for (const one of CASES) accepted += Number(await holds(signer, one, cli));
      say(
        `${signer.name}: ${accepted} of ${CASES.length} ways of signing accepted, once each; none with a letter changed`,
      );
      if (signer !== xmlsec) continue;
      if (!decrypts) say('NOT RUN: encrypted assertions: this AWS CLI knows no --add-private-key');
      else if (await holds(signer, { what: 'encrypted', kind: 'rsa', hash: 'sha256', pretty: false }, cli))
        say(`${signer.name}: an encrypted assertion accepted`);
    }
  } finally {
    await server.stop();
  }
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape.
type Answer = Record<string, any>;

type Cli = (
  words: readonly string[],
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined },
) => Promise<Answer>;

/** Refused with a letter changed, taken as it is, refused the second time; the credentials are those of the session. */
async function holds(signer: Signer, one: Case, cli: Cli): Promise<boolean> {
  const name = `${signer.name}, ${one.what}, ${one.kind} ${one.hash}${one.pretty ? ', on many lines' : ''}`;
  try {
    const xml = await issued(signer, one);
    if (one.what !== 'encrypted') {
      const refusal = await refused(cli, xml.replace('>ann@example.com<', '>bob@example.com<'));
      if (!refusal.includes('Response signature invalid')) return failed(`${name}: changed: ${refusal}`);
    }
    const { Credentials: given, AssumedRoleUser, Subject, Issuer } = await assume(cli, xml);
    const who = await cli(['sts', 'get-caller-identity'], {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
    });
    const told = [Subject, Issuer, who.Arn, AssumedRoleUser.Arn].join(' ');
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/Dev/ann@example.com`;
    if (told !== `ann https://idp.example.com/saml ${session} ${session}`) return failed(`${name}: ${told}`);
    const again = await refused(cli, xml);
    if (!again.includes('already been used')) return failed(`${name}: again: ${again}`);
    return true;
  } catch (error) {
    return failed(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}

const assume = (cli: Cli, xml: string) =>
  cli([
    ...['sts', 'assume-role-with-saml', '--role-arn', ROLE, '--principal-arn', PROVIDER],
    ...['--saml-assertion', `file://${file('response.b64', Buffer.from(xml).toString('base64'))}`],
  ]);

const refused = (cli: Cli, xml: string): Promise<string> =>
  assume(cli, xml).then(
    () => 'accepted',
    (error: { stderr?: string }) => String(error.stderr ?? error),
  );

/** A response as identity providers write them, signed in the order in which they sign: the assertion before the response. */
async function issued(signer: Signer, one: Case): Promise<string> {
  const id = `_a${Math.random().toString(36).slice(2)}`;
  const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  const text = (name: string, value: string) =>
    `<saml:Attribute Name="https://aws.amazon.com/SAML/Attributes/${name}"><saml:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">${value}</saml:AttributeValue></saml:Attribute>`;
  const assertion = `<saml:Assertion xmlns:saml="${SAML}" Version="2.0" ID="${id}" IssueInstant="${at(-1)}">
<saml:Issuer>https://idp.example.com/saml</saml:Issuer><!--sign ${id}-->
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">ann</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData Recipient="${RECIPIENT}" NotOnOrAfter="${at(240)}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotOnOrAfter="${at(240)}" NotBefore="${at(-60)}"><saml:AudienceRestriction><saml:Audience>urn:amazon:webservices</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement SessionIndex="_s" AuthnInstant="${at(-3600)}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>${text('Role', `${ROLE},${PROVIDER}`)}${text('RoleSessionName', 'ann@example.com')}${text('SessionDuration', '3600')}</saml:AttributeStatement>
</saml:Assertion>`;
  const response = (
    content: string,
  ) => `<samlp:Response xmlns:samlp="${SAMLP}" xmlns:xs="http://www.w3.org/2001/XMLSchema" ID="_r${id}" Version="2.0" IssueInstant="${at(-1)}" Destination="${RECIPIENT}">
<saml:Issuer xmlns:saml="${SAML}">https://idp.example.com/saml</saml:Issuer><!--sign _r${id}-->
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
${content}</samlp:Response>`;
  const laid = (xml: string) => (one.pretty ? xml : xml.replaceAll('\n', ''));
  const isAssertionSigned = one.what !== 'response';
  if (one.what === 'encrypted') {
    const alone = (await signer.sign(laid(assertion), id, one)).replace(/<!--sign [^>]*-->/g, '').trim();
    return laid(response(await encrypted(alone))).replace(/<!--sign [^>]*-->/g, '');
  }
  let xml = laid(response(assertion));
  // signxml signs the document as it stands, so what is not signed yet must not be in it as a comment.
  if (isAssertionSigned)
    xml = await signer.sign(signer === signxml ? xml.replace(`<!--sign _r${id}-->`, '') : xml, id, one);
  else xml = xml.replace(`<!--sign ${id}-->`, '');
  if (one.what !== 'assertion') xml = await signer.sign(xml, `_r${id}`, one);
  return xml.replace(/<!--sign [^>]*-->/g, '');
}

/** As xmlsec1 encrypts: AES-256-GCM under RSA-OAEP. */
async function encrypted(assertion: string): Promise<string> {
  const publicKey = file(
    'receiver.pub',
    execFileSync('openssl', ['pkey', '-pubout', '-in', join(folder, 'receiver.pem')]).toString(),
  );
  const form = `<xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element"><xenc:EncryptionMethod Algorithm="${XENC11}aes256-gcm"/><ds:KeyInfo xmlns:ds="${DS}"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p"/><xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedData>`;
  const { stdout } = await run('xmlsec1', [
    ...['--encrypt', '--pubkey-pem', publicKey, '--session-key', 'aes-256', '--xml-data', file('plain.xml', assertion)],
    file('encrypt.xml', form),
  ]);
  return `<saml:EncryptedAssertion xmlns:saml="${SAML}">${stdout.replace(/^<\?xml[^>]*>\n/, '').trim()}</saml:EncryptedAssertion>`;
}

/** What xmlsec1 fills in. */
const template = (id: string, method: string, hash: string): string =>
  `<ds:Signature xmlns:ds="${DS}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXC}"/><ds:SignatureMethod Algorithm="${method}"/>` +
  `<ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${DS}enveloped-signature"/><ds:Transform Algorithm="${EXC}"><ec:InclusiveNamespaces xmlns:ec="${EXC}" PrefixList="xs"/></ds:Transform></ds:Transforms>` +
  `<ds:DigestMethod Algorithm="${hash === 'sha384' ? MORE : XENC}${hash}"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/>` +
  `<ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature>`;

/** The AWS CLI that the clients' tests installed, or the one of this system. */
function findAws(): ((endpoint: string) => Cli) | undefined {
  const venv = resolve(import.meta.dirname, '../../.cache/clients/venv/bin');
  const command = [[join(venv, 'python'), join(venv, 'aws')], ['aws']].find(([program, ...rest]) =>
    has(program!, [...rest, '--version']),
  );
  if (command === undefined) return undefined;
  const [program, ...first] = command;
  return (endpoint) => async (words, credentials) => {
    const { stdout } = await run(
      program!,
      [...first, ...words, '--endpoint-url', endpoint, '--region', 'eu-central-1', '--output', 'json'],
      {
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          ...(credentials && {
            AWS_ACCESS_KEY_ID: credentials.accessKeyId,
            AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
            ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
          }),
        },
      },
    );
    return stdout.trim() === '' ? {} : JSON.parse(stdout);
  };
}

function has(program: string, args: readonly string[] = ['--version']): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;
