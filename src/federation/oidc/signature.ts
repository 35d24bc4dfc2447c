import type { Jws } from './jws.ts';
import type { VerificationKey } from './key-set.ts';

/**
 * Whether a token was signed with this key: the one place where signatures of tokens are verified. The algorithm is the
 * token's, which `readJws` held against our list and `KeySet.find` against the key; the library is told it once more.
 */
export async function isSignedWith(jws: Jws, key: VerificationKey): Promise<boolean> {
  const { compactVerify } = await jose();
  try {
    const { payload } = await compactVerify(jws.text, await importedKey(key, jws.alg), { algorithms: [jws.alg] });
    // What was verified is what was read, to the byte.
    return jws.payload.equals(payload);
  } catch {
    return false;
  }
}

/** Read once for each algorithm: the platform's keys are for one alone. */
function importedKey(key: VerificationKey, alg: string) {
  let imported = key.imported.get(alg);
  if (imported === undefined) {
    imported = jose().then(async ({ importJWK }) => {
      const read = await importJWK({ ...key.jwk }, alg);
      if (read instanceof Uint8Array) throw new Error('a symmetric key got past the reader of key sets');
      return read;
    });
    key.imported.set(alg, imported);
  }
  return imported;
}

/** Loaded with the first token: a server that sees none starts without it. */
const jose = async () => {
  library ??= Promise.all([import('jose/jws/compact/verify'), import('jose/key/import')]).then(
    ([{ compactVerify }, { importJWK }]) => ({ compactVerify, importJWK }),
  );
  return library;
};

let library: Promise<Pick<typeof import('jose'), 'compactVerify' | 'importJWK'>> | undefined;
