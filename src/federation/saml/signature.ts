import { createHash, type KeyObject, verify } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { digests, signatureMethods, TRANSFORMS } from './algorithms.ts';
import type { Signed } from './envelope.ts';
import { isUsualForm } from './signature-form.ts';

/**
 * Verifies one signature, with the keys of the metadata alone. Gives the canonical text that was digested and signed: it
 * is the only text of the document that says anything (security.md E03). `undefined` when nothing was.
 *
 * The library resolves the reference, takes the signature out and makes canonical forms. It is given our methods instead
 * of its own, so that none is left that we would not take, and no certificate: whatever KeyInfo brings has no way in.
 */
export function signedText(text: string, signed: Signed, keys: readonly KeyObject[]): string | undefined {
  if (!isUsualForm(signed)) return undefined;
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
        verifySignature = (canonical: string, _certificate: unknown, value: string): boolean => {
          const fitting = keys.filter((key) => key.asymmetricKeyType === keyType);
          const bytes = Buffer.from(canonical, 'utf8');
          const signature = Buffer.from(value.replace(/[ \t\r\n]+/g, ''), 'base64');
          // XML carries the two numbers of ECDSA one after the other, and not as DER (XML Signature 1.1 section 6.4.3).
          return fitting.some((key) => verify(hash, bytes, { key, dsaEncoding: 'ieee-p1363' }, signature));
        };
      },
    ]),
  );
}

/** A table in which nothing is found that was not put there. */
function bareRecord<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}
