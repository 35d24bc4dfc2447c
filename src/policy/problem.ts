import type { Problem } from './types.ts';

/** Makes a problem out of a sentence and an offset. LF, CR and CRLF each end one line (policy.md 9.3). */
export function problemAt(text: string, offset: number, message: string): Problem {
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < offset; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 13 && text.charCodeAt(i + 1) === 10 && i + 1 < offset) continue;
    if (unit === 10 || unit === 13) {
      line++;
      lineStart = i + 1;
    }
  }
  return { message, offset, line, column: offset - lineStart + 1 };
}
