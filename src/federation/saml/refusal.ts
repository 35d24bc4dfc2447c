/** Why a response proves nothing. What AWS says to each is its operation's. */
export type Refusal = { readonly refused: RefusalName };

export type RefusalName =
  /** Not base64 of UTF-8. */
  | 'base64'
  /** Not the plain XML that assertions are written in. */
  | 'xml'
  /** XML, and not one response with one assertion and signatures where they belong. */
  | 'form'
  /** The identity provider says itself that it failed. */
  | 'status'
  /** Encrypted in a way, or with a key, that is not taken; or plain where it has to be encrypted. */
  | 'encryption'
  | 'signature'
  | 'issuer'
  /** The provider's metadata have ended, or hold no key that is valid now. */
  | 'provider-ended'
  | 'destination'
  | 'audience'
  | 'recipient'
  /** Issued more than five minutes ago. */
  | 'too-old'
  | 'expired'
  | 'too-early'
  | 'subject'
  | 'session-name-missing'
  | 'session-name'
  | 'session-duration'
  | 'source-identity'
  | 'tags';

export const refused = (name: RefusalName): Refusal => ({ refused: name });

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
