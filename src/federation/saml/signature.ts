import { createHash, type KeyObject, verify } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { ExclusiveCanonicalization, SignedXml } from 'xml-crypto';
import { digests, signatureMethods, TRANSFORMS } from './algorithms.ts';
import type { Signed } from './envelope.ts';
import { DS } from './names.ts';
import { isUsualForm } from './signature-form.ts';
import { attributeOf, childrenOf, textOf } from './xml.ts';

/**
 * Verifies one signature, with the keys of the metadata alone. Gives the canonical text that was digested and signed: it
 * is the only text of the document that says anything (security.md E03). `undefined` when nothing was.
 *
 * The library resolves the reference, takes the signature out and makes canonical forms. It is given our methods instead
 * of its own, so that none is left that we would not take, and no certificate: whatever KeyInfo brings has no way in.
 */
export function signedText(text: string, signed: Signed, keys: readonly KeyObject[]): string | undefined {
  if (!isUsualForm(signed) || !isSignedInfo(signed.signature, keys)) return undefined;
  const verifier = new SignedXml({ publicCert: 'the keys are in the methods', getCertFromKeyInfo: () => null });
  const own = verifier.CanonicalizationAlgorithms;
  verifier.idAttributes = ['ID'];
  verifier.CanonicalizationAlgorithms = bareRecord(TRANSFORMS.map((name) => [name, own[name]!] as const));
  verifier.HashAlgorithms = HASHES;
  verifier.SignatureAlgorithms = methodsWith(keys);
  try {
    verifier.loadSignature(signed.signature as unknown as Parameters<typeof verifier.loadSignature>[0]);
    if (verifier.checkSignature(text) !== true) return undefined;
  } catch {
    // A canonical form that fails, a reference to nothing, a signature by nobody: all the same to us.
    return undefined;
  }
  const [canonical, ...others] = verifier.getSignedReferences();
  return others.length === 0 && canonical !== '' ? canonical : undefined;
}

/**
 * Whether SignedInfo alone is signed by one of the keys. The library asks that last, after all the work over a document of
 * anybody's; asked first, it is work for those alone who have something of the identity provider's in hand (security.md I08).
 */
function isSignedInfo(signature: Element, keys: readonly KeyObject[]): boolean {
  const [signedInfo] = childrenOf(signature, DS, 'SignedInfo');
  const [method] = childrenOf(signedInfo!, DS, 'SignatureMethod');
  const [value] = childrenOf(signature, DS, 'SignatureValue');
  const canonicalForm = new ExclusiveCanonicalization();
  const canonical = canonicalForm.process(signedInfo as unknown as Parameters<typeof canonicalForm.process>[0], {});
  const { hash, keyType } = signatureMethods.get(attributeOf(method!, 'Algorithm')!)!;
  return isSignedBy(keys, hash, keyType, canonical.toString(), textOf(value!)!);
}

function isSignedBy(
  keys: readonly KeyObject[],
  hash: string,
  keyType: string,
  canonical: string,
  value: string,
): boolean {
  const bytes = Buffer.from(canonical, 'utf8');
  const signature = Buffer.from(value.replace(/[ \t\r\n]+/g, ''), 'base64');
  // XML carries the two numbers of ECDSA one after the other, and not as DER (XML Signature 1.1 section 6.4.3).
  return keys.some(
    (key) => key.asymmetricKeyType === keyType && verify(hash, bytes, { key, dsaEncoding: 'ieee-p1363' }, signature),
  );
}

const HASHES: SignedXml['HashAlgorithms'] = bareRecord(
  [...digests].map(([name, { hash }]) => [
    name,
    class {
      getAlgorithmName = () => name;
      getHash = (canonical: string) => createHash(hash).update(canonical, 'utf8').digest('base64');
    },
  ]),
);

function methodsWith(keys: readonly KeyObject[]): SignedXml['SignatureAlgorithms'] {
  return bareRecord(
    [...signatureMethods].map(([name, { hash, keyType }]) => [
      name,
      class {
        getAlgorithmName = () => name;
        getSignature = (): never => {
          throw new Error('nothing is signed here');
        };
        verifySignature = (canonical: string, _certificate: unknown, value: string): boolean =>
          isSignedBy(keys, hash, keyType, canonical, value);
      },
    ]),
  );
}

/** A table in which nothing is found that was not put there. */
function bareRecord<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}
