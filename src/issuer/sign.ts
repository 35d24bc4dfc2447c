import type { SigningKey } from './signing-keys.ts';

/** Claims in the order in which they are to stand. */
export type Claims = Readonly<Record<string, unknown>>;

/** Signs claims into a token (RFC 7515 section 3.1), with the header members that AWS's have. */
export async function signToken(claims: Claims, { kid, algorithm, privateKey }: SigningKey): Promise<string> {
  library ??= import('jose/jws/compact/sign');
  const { CompactSign } = await library;
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ kid, typ: 'JWT', alg: algorithm })
    .sign(privateKey);
}

/** Loaded with the first token: a server that gives none starts without it. */
let library: Promise<typeof import('jose/jws/compact/sign')> | undefined;
