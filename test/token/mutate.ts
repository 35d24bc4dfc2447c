/** A pair that `open` must refuse, and how it differs from the pair that is good. */
export interface Mutation {
  readonly how: string;
  readonly token: string;
  readonly accessKeyId: string;
}

/** Where the parts of a token stand, before base64. */
export const LAYOUT = { version: 0, purpose: 1, kid: 2, salt: 10, nonce: 26, ciphertext: 38, tagBytes: 16 } as const;

/**
 * Every way that the catalogue names of altering a good token (security.md B02 to B05), in a fixed order: each bit of each byte,
 * lengths, tags cut short, other versions and purposes, and every other spelling of its base64. The token stays good for
 * its key id; `others` are tokens with their key ids that are good too, from which parts are borrowed.
 */
export function* mutations(good: Good, others: readonly Good[] = []): Generator<Mutation> {
  const bytes = Buffer.from(good.token, 'base64');
  const of = (how: string, altered: Buffer): Mutation => ({
    how,
    token: altered.toString('base64'),
    accessKeyId: good.accessKeyId,
  });
  const spelt = (how: string, token: string): Mutation => ({ how, token, accessKeyId: good.accessKeyId });

  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++)
      yield of(`bit ${bit} of byte ${at} flipped`, patched(bytes, at, bytes[at]! ^ (1 << bit)));
    yield of(`byte ${at} inverted`, patched(bytes, at, bytes[at]! ^ 0xff));
    yield of(`cut to ${at} bytes`, bytes.subarray(0, at));
    yield of(`byte ${at} left out`, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]));
    yield of(
      `a zero byte before byte ${at}`,
      Buffer.concat([bytes.subarray(0, at), Buffer.alloc(1), bytes.subarray(at)]),
    );
    yield of(`begun at byte ${at + 1}`, bytes.subarray(at + 1));
  }
  for (let value = 0; value < 256; value++) {
    if (value !== bytes[LAYOUT.version]) yield of(`version ${value}`, patched(bytes, LAYOUT.version, value));
    if (value !== bytes[LAYOUT.purpose]) yield of(`purpose ${value}`, patched(bytes, LAYOUT.purpose, value));
    yield of(`byte ${value} behind`, Buffer.concat([bytes, Buffer.from([value])]));
  }
  for (const length of [0, 4, 8, 12, 13, 14, 15]) {
    const body = bytes.subarray(0, bytes.length - LAYOUT.tagBytes);
    yield of(`a tag of ${length} bytes`, Buffer.concat([body, bytes.subarray(body.length, body.length + length)]));
    yield of(
      `the end of the tag, ${length} bytes`,
      Buffer.concat([body, bytes.subarray(bytes.length - length, length === 0 ? 0 : bytes.length)]),
    );
  }
  for (const length of [2, 3, 4, 16, 64, 1024])
    yield of(`${length} zero bytes behind`, Buffer.concat([bytes, Buffer.alloc(length)]));
  yield* spellings(good.token, spelt);
  yield* keyIds(good);
  for (const other of others) yield* crossed(good, bytes, other);
}

export interface Good {
  readonly token: string;
  readonly accessKeyId: string;
}

/** Texts that Node's decoder takes for the same bytes, or nearly. */
function* spellings(token: string, spelt: (how: string, token: string) => Mutation): Generator<Mutation> {
  for (const [name, junk] of JUNK) {
    for (let at = 0; at <= token.length; at++)
      yield spelt(`${name} before character ${at}`, token.slice(0, at) + junk + token.slice(at));
  }
  const bare = token.replace(/=+$/, '');
  for (let pads = 0; pads <= 4; pads++) {
    if (bare.length + pads !== token.length) yield spelt(`${pads} padding characters`, bare + '='.repeat(pads));
  }
  const padBits = { 0: 0, 2: 4, 3: 2 }[bare.length % 4] ?? 0;
  const last = ALPHABET.indexOf(bare.at(-1)!);
  for (let bits = 1; bits < 1 << padBits; bits++) {
    yield spelt(
      `pad bits ${bits}`,
      bare.slice(0, -1) + ALPHABET[last + bits]! + '='.repeat(token.length - bare.length),
    );
  }
  const urlSafe = token.replaceAll('+', '-').replaceAll('/', '_');
  if (urlSafe !== token) {
    yield spelt('the URL-safe alphabet', urlSafe);
    yield spelt('the URL-safe alphabet without padding', urlSafe.replace(/=+$/, ''));
  }
  for (let at = 0; at < token.length; at++) {
    if (token[at] === '+') yield spelt(`- for + at character ${at}`, `${token.slice(0, at)}-${token.slice(at + 1)}`);
    if (token[at] === '/') yield spelt(`_ for / at character ${at}`, `${token.slice(0, at)}_${token.slice(at + 1)}`);
    // A character 256 code points on has the same low byte.
    yield spelt(
      `character ${at} outside ASCII`,
      token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) + 256) + token.slice(at + 1),
    );
  }
  yield spelt('in hexadecimal', Buffer.from(token, 'base64').toString('hex'));
  yield spelt('base64 of base64', Buffer.from(token).toString('base64'));
  yield spelt('percent-encoded', encodeURIComponent(`${token}=`));
  yield spelt('in lower case', token.toLowerCase());
  yield spelt('twice', token + token);
  yield spelt('with a comma and another', `${token},${token}`);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const JUNK: readonly (readonly [string, string])[] = [
  ['a line feed', '\n'],
  ['a carriage return', '\r'],
  ['a space', ' '],
  ['a tab', '\t'],
  ['a NUL', '\0'],
  ['a full stop', '.'],
  ['a no-break space', '\u00a0'],
  ['a byte order mark', '\ufeff'],
];

/** The good token with key ids that are not its own. */
function* keyIds({ token, accessKeyId }: Good): Generator<Mutation> {
  const withId = (how: string, id: string): Mutation => ({ how, token, accessKeyId: id });
  for (let at = 0; at < accessKeyId.length; at++) {
    const next = accessKeyId[at] === 'A' ? 'B' : 'A';
    yield withId(`another character ${at} of the key id`, accessKeyId.slice(0, at) + next + accessKeyId.slice(at + 1));
    yield withId(
      `character ${at} of the key id in lower case`,
      accessKeyId.slice(0, at) + accessKeyId[at]!.toLowerCase().replace(/[0-9]/, '_') + accessKeyId.slice(at + 1),
    );
    yield withId(
      `character ${at} of the key id outside ASCII`,
      accessKeyId.slice(0, at) + String.fromCharCode(accessKeyId.charCodeAt(at) + 256) + accessKeyId.slice(at + 1),
    );
    yield withId(`a key id of ${at} characters`, accessKeyId.slice(0, at));
  }
  for (const [name, junk] of JUNK) {
    yield withId(`${name} before the key id`, junk + accessKeyId);
    yield withId(`${name} after the key id`, accessKeyId + junk);
  }
  yield withId('the key id with another prefix', `AKIA${accessKeyId.slice(4)}`);
  yield withId('the key id and more', `${accessKeyId}A`);
}

/** Parts of one token put into another, both good. */
function* crossed(good: Good, bytes: Buffer, other: Good): Generator<Mutation> {
  const theirs = Buffer.from(other.token, 'base64');
  const cuts = [LAYOUT.kid, LAYOUT.salt, LAYOUT.nonce, LAYOUT.ciphertext] as const;
  yield { how: 'the key id of another session', token: good.token, accessKeyId: other.accessKeyId };
  yield { how: 'the token of another session', token: other.token, accessKeyId: good.accessKeyId };
  for (const [i, from] of cuts.entries()) {
    for (const to of [...cuts.slice(i + 1), bytes.length - LAYOUT.tagBytes, bytes.length]) {
      const mixed = Buffer.concat([bytes.subarray(0, from), theirs.subarray(from, to), bytes.subarray(to)]);
      if (mixed.equals(bytes) || mixed.equals(theirs)) continue;
      yield {
        how: `bytes ${from} to ${to} of another token`,
        token: mixed.toString('base64'),
        accessKeyId: good.accessKeyId,
      };
    }
  }
  const body = bytes.subarray(0, bytes.length - LAYOUT.tagBytes);
  const tag = theirs.subarray(theirs.length - LAYOUT.tagBytes);
  yield {
    how: 'the tag of another token',
    token: Buffer.concat([body, tag]).toString('base64'),
    accessKeyId: good.accessKeyId,
  };
}

function patched(bytes: Buffer, at: number, value: number): Buffer {
  const altered = Buffer.from(bytes);
  altered[at] = value;
  return altered;
}
