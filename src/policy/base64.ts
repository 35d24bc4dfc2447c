const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Reads base64 (RFC 4648 section 4) into the one spelling that its bytes have, or gives `undefined`. Bits that the
 * padding leaves over are cleared, so two texts are equal exactly when their bytes are.
 */
export function readBase64(text: string): string | undefined {
  if (!BASE64.test(text)) return undefined;
  if (text.endsWith('==')) return `${text.slice(0, -3)}${cleared(text.at(-3)!, 0x30)}==`;
  if (text.endsWith('=')) return `${text.slice(0, -2)}${cleared(text.at(-2)!, 0x3c)}=`;
  return text;
}

const cleared = (letter: string, mask: number): string => ALPHABET[ALPHABET.indexOf(letter) & mask]!;
