/** Why a token proves nothing. What AWS says to each is its operation's. */
export type Refusal =
  /** Not a token that we read at all. */
  | { readonly refused: 'malformed' }
  /** The issuer's documents are not what they have to be, or none of its keys is the token's. */
  | { readonly refused: 'no-key' }
  /** The issuer does not answer now. */
  | { readonly refused: 'unreachable' }
  | { readonly refused: 'signature' }
  | { readonly refused: 'audience' }
  | { readonly refused: 'expired'; readonly now: number; readonly exp: number }
  | { readonly refused: 'too-old'; readonly age: number }
  | { readonly refused: 'too-early' };
