/**
 * Makes a text safe between tags, so that it reads back as it was (security.md E15). A carriage return is written as a
 * reference because an XML parser turns a bare one into a newline. XML 1.0 has no way at all to write the other control
 * characters, halves of surrogate pairs, U+FFFE and U+FFFF: each becomes U+FFFD, and the answer stays well-formed.
 */
export function escapeXml(text: string): string {
  return SUSPECT.test(text) ? text.toWellFormed().replace(ESCAPED, escapeOne) : text;
}

/** Anything that may need work, pairs of surrogates included: most texts have none and are returned as they are. */
const SUSPECT = /[\u0000-\u0008\u000b-\u001f&<>\ud800-\udfff\ufffe\uffff]/;
const ESCAPED = /[\u0000-\u0008\u000b-\u001f&<>\ufffe\uffff]/g;

function escapeOne(character: string): string {
  switch (character) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '\r':
      return '&#xD;';
    default:
      return '\ufffd';
  }
}
