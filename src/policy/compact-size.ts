/**
 * Counts the characters of a JSON text without its insignificant white space, as policy quotas count them (policy.md
 * 10). White space inside strings is content and counts.
 */
export function compactSize(text: string): number {
  let size = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (inString) {
      size++;
      if (unit === 0x5c) {
        if (++i < text.length) size++;
      } else if (unit === 0x22) inString = false;
    } else if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) {
      size++;
      inString = unit === 0x22;
    }
  }
  return size;
}
