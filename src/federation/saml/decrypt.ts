import { constants, createDecipheriv, type KeyObject, privateDecrypt } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { DS, XENC, XENC11 } from './names.ts';
import { attributeOf, childrenOf, textOf } from './xml.ts';

/** Ciphers that notice when they were tampered with. CBC does not, and tells of its padding by what it answers. */
const CIPHERS: ReadonlyMap<
  string,
  { readonly name: 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm'; readonly keyBytes: number }
> = new Map([
  [`${XENC11}aes128-gcm`, { name: 'aes-128-gcm', keyBytes: 16 }],
  [`${XENC11}aes192-gcm`, { name: 'aes-192-gcm', keyBytes: 24 }],
  [`${XENC11}aes256-gcm`, { name: 'aes-256-gcm', keyBytes: 32 }],
]);

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Opens an encrypted assertion: the text inside, or `undefined`. RSA-OAEP and AES-GCM of XML Encryption 1.1 are taken and
 * nothing older. That it opens says nothing of who wrote it; the text has to bring a signature of its own (security.md E14).
 */
export function decryptAssertion(encrypted: Element, privateKeys: readonly KeyObject[]): string | undefined {
  const [data, ...others] = childrenOf(encrypted, XENC, 'EncryptedData');
  if (data === undefined || others.length > 0 || attributeOf(data, 'Type') !== `${XENC}Element`) return undefined;
  const cipher = CIPHERS.get(methodOf(data));
  const sealed = cipherValue(data);
  const wrapped = [
    ...childrenOf(data, DS, 'KeyInfo').flatMap((info) => childrenOf(info, XENC, 'EncryptedKey')),
    ...childrenOf(encrypted, XENC, 'EncryptedKey'),
  ];
  if (cipher === undefined || sealed === undefined || sealed.length <= IV_BYTES + TAG_BYTES) return undefined;
  const [encryptedKey, ...more] = wrapped;
  if (encryptedKey === undefined || more.length > 0) return undefined;

  for (const privateKey of privateKeys) {
    const key = unwrapped(encryptedKey, privateKey);
    const text = key?.length === cipher.keyBytes ? openWith(key, cipher.name, sealed) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

function openWith(
  key: Buffer,
  name: 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm',
  sealed: Buffer,
): string | undefined {
  const decipher = createDecipheriv(name, key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const opened = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    return UTF8.decode(opened);
  } catch {
    return undefined;
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The key of the content, under one of ours. SHA-1 inside OAEP is no weakness, and what most senders know. */
function unwrapped(encryptedKey: Element, key: KeyObject): Buffer | undefined {
  const oaepHash = oaepHashOf(encryptedKey);
  const sealed = cipherValue(encryptedKey);
  if (oaepHash === undefined || sealed === undefined) return undefined;
  try {
    return privateDecrypt({ key, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING }, sealed);
  } catch {
    return undefined;
  }
}

/** Node has one hash for both places of OAEP: where they differ, the key cannot be opened here. */
function oaepHashOf(encryptedKey: Element): string | undefined {
  const [method] = childrenOf(encryptedKey, XENC, 'EncryptionMethod');
  if (method === undefined) return undefined;
  const algorithmOf = (namespace: string, name: string) =>
    childrenOf(method, namespace, name).map((element) => attributeOf(element, 'Algorithm'))[0];
  const digest = algorithmOf(DS, 'DigestMethod') ?? `${DS}sha1`;
  const mask = algorithmOf(XENC11, 'MGF') ?? `${XENC11}mgf1sha1`;
  if (childrenOf(method, XENC, 'OAEPparams').length > 0) return undefined;
  switch (methodOf(encryptedKey)) {
    case `${XENC}rsa-oaep-mgf1p`:
      return digest === `${DS}sha1` ? 'sha1' : undefined;
    case `${XENC11}rsa-oaep`:
      return OAEP.get(`${digest} ${mask}`);
    default:
      return undefined;
  }
}

const OAEP: ReadonlyMap<string, string> = new Map([
  [`${DS}sha1 ${XENC11}mgf1sha1`, 'sha1'],
  [`${XENC}sha256 ${XENC11}mgf1sha256`, 'sha256'],
  [`${XENC}sha512 ${XENC11}mgf1sha512`, 'sha512'],
]);

const methodOf = (element: Element): string =>
  attributeOf(childrenOf(element, XENC, 'EncryptionMethod')[0] ?? element, 'Algorithm') ?? '';

function cipherValue(element: Element): Buffer | undefined {
  const values = childrenOf(element, XENC, 'CipherData').flatMap((data) => childrenOf(data, XENC, 'CipherValue'));
  const text = (values.length === 1 ? textOf(values[0]!) : undefined)?.replace(/[ \t\r\n]+/g, '');
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
