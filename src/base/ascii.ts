/**
 * Lower-cases the letters A to Z and nothing else.
 *
 * AWS compares action names, condition keys and entity names without regard to ASCII case. `toLowerCase` would
 * also fold the Kelvin sign to `k`, and a confusable action name would match (security.md H03).
 */
export function asciiLower(text: string): string {
  let upper = -1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 127) return lowerFrom(text, upper < 0 ? i : upper);
    if (upper < 0 && unit >= 65 && unit <= 90) upper = i;
  }
  // Of ASCII alone there is nothing to confuse, and the built-in one is many times as fast.
  return upper < 0 ? text : text.toLowerCase();
}

function lowerFrom(text: string, start: number): string {
  let lowered = text.slice(0, start);
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    lowered += unit >= 65 && unit <= 90 ? String.fromCharCode(unit + 32) : text[i];
  }
  return lowered;
}
