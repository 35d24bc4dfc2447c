/**
 * Gives the key under which a text stands in a set. V8 before its fix of CVE-2026-21717 hashed texts that look like
 * integers predictably, so that a document could make thousands of them collide; the character in front makes each an
 * ordinary text (security.md H08). Texts that begin with that character get it too, so no two texts share a key.
 */
export function setKey(text: string): string {
  const first = text.charCodeAt(0);
  return (first >= 0x30 && first <= 0x39) || first === 0 ? `\0${text}` : text;
}
