import type { SigningAlgorithm, SigningKey } from './signing-keys.ts';

/** How long verifiers may keep the documents of an issuer. */
export const DOCUMENT_SECONDS = 300;

/** The longest that a token lives (sts.md 3.0). */
const TOKEN_SECONDS_MAX = 3600;

/**
 * A key stays published so much longer than the last token that it signed: another node may sign with it for a moment after
 * its successor has taken over, and verifiers' clocks may be behind.
 */
const GRACE_SECONDS = 600;

type Timed = Pick<SigningKey, 'algorithm' | 'number' | 'signsFrom'>;

/** The key that signs at a time: the newest of its algorithm whose time has come. */
export function signingKey<Key extends Timed>(
  keys: readonly Key[],
  algorithm: SigningAlgorithm,
  nowSeconds: number,
): Key | undefined {
  let found: Key | undefined;
  for (const key of keys) {
    if (key.algorithm !== algorithm || key.signsFrom > nowSeconds) continue;
    if (found === undefined || key.number > found.number) found = key;
  }
  return found;
}

/** The keys that verifiers are to find: those that sign, are about to, or may have signed a token that is still alive. */
export const publishedKeys = <Key extends Timed>(keys: readonly Key[], nowSeconds: number): readonly Key[] =>
  keys.filter((key) => nowSeconds < successorSignsFrom(keys, key) + TOKEN_SECONDS_MAX + GRACE_SECONDS);

/** When the key has ceased to sign; never for the newest. */
const successorSignsFrom = (keys: readonly Timed[], { algorithm, number }: Timed): number =>
  Math.min(
    ...keys.filter((other) => other.algorithm === algorithm && other.number > number).map(({ signsFrom }) => signsFrom),
    Number.POSITIVE_INFINITY,
  );
