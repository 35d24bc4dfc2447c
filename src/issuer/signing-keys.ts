import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { IssuerKeyRecord } from '../store/account-records.ts';
import type { SecretBox, SecretContext } from '../token/secret-box.ts';

/** The algorithms by which tokens are signed (sts.md 3.10). */
export type SigningAlgorithm = 'RS256' | 'ES384';

/** A key of an account, opened. */
export interface SigningKey extends Pick<IssuerKeyRecord, 'kid' | 'number' | 'signsFrom'> {
  readonly algorithm: SigningAlgorithm;
  readonly publicKey: PublicKey;
  readonly privateKey: KeyObject;
}

/** The members of a JWK that say the key itself. */
export type PublicKey = Readonly<Record<string, string>>;

/** Key pairs that nobody owns yet: one of each algorithm. */
export type KeyPairs = readonly KeyPair[];

interface KeyPair {
  readonly algorithm: SigningAlgorithm;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Makes a key pair for each algorithm, away from the event loop: an RSA key may take half a second. */
export const newKeyPairs = (): Promise<KeyPairs> =>
  Promise.all(
    ALGORITHMS.map(async (algorithm) => ({
      algorithm,
      ...(await (algorithm === 'RS256'
        ? generate('rsa', { modulusLength: RSA_BITS })
        : generate('ec', { namedCurve: 'P-384' }))),
    })),
  );

/** The records of key pairs for an account, their private keys sealed. */
export const keyRecords = (
  pairs: KeyPairs,
  of: Pick<IssuerKeyRecord, 'account' | 'number' | 'createdAt' | 'signsFrom'>,
  secrets: SecretBox,
): readonly IssuerKeyRecord[] =>
  pairs.map(({ algorithm, publicKey, privateKey }) => {
    const kid = `${KIND[algorithm]}_${of.number}`;
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
    const sealedPrivateKey = secrets.seal(pkcs8, contextOf(of.account, kid));
    pkcs8.fill(0);
    return { ...of, kid, algorithm, publicKey: JSON.stringify(publicKey.export({ format: 'jwk' })), sealedPrivateKey };
  });

/** Opens a record. Throws for one that was not sealed for this account and kid. */
export function openKey(record: IssuerKeyRecord, secrets: SecretBox): SigningKey {
  const { account, kid, number, signsFrom, algorithm } = record;
  const pkcs8 = secrets.open(record.sealedPrivateKey, contextOf(account, kid));
  if (pkcs8 === undefined || !isSigningAlgorithm(algorithm)) {
    throw new Error(`issuer key ${kid} of account ${account} does not open: wrong key file, or an altered row`);
  }
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  pkcs8.fill(0);
  return { kid, number, signsFrom, algorithm, publicKey: JSON.parse(record.publicKey), privateKey };
}

export const isSigningAlgorithm = (name: string): name is SigningAlgorithm =>
  (ALGORITHMS as readonly string[]).includes(name);

export const ALGORITHMS: readonly SigningAlgorithm[] = ['RS256', 'ES384'];

/** How AWS's key ids begin. */
const KIND: Readonly<Record<SigningAlgorithm, string>> = { RS256: 'RSA', ES384: 'EC384' };

/** As AWS's are, and what every verifier takes. */
const RSA_BITS = 2048;

const generate = promisify(generateKeyPair) as (
  type: 'rsa' | 'ec',
  options: object,
) => Promise<Pick<KeyPair, 'publicKey' | 'privateKey'>>;

const contextOf = (account: string, kid: string): SecretContext => ({
  table: 'issuer_keys',
  column: 'private_key',
  id: `${account}/${kid}`,
  account,
});
