import { escaped } from './yaml-characters.ts';
import type { YamlPen } from './yaml-pen.ts';
import type { YamlScalar } from './yaml-scalar.ts';

/** Writes a text in the style that it needs; a key is never folded. */
export function writeScalar(pen: YamlPen, scalar: YamlScalar, isKey: boolean): void {
  WRITERS[scalar.style(isKey)](pen, [...scalar.text], !isKey);
}

type Write = (pen: YamlPen, characters: readonly string[], mayFold: boolean) => void;

const WRITERS: Readonly<Record<'plain' | 'single' | 'double', Write>> = {
  plain(pen, characters, mayFold) {
    if (!pen.isAfterSpace) pen.put(' ');
    for (const [index, character] of characters.entries()) {
      if (character !== ' ') pen.putOfText(character);
      else if (mayFold && isLoneBlank(characters, index) && pen.isBehindMargin) pen.newLine();
      else pen.put(' ');
    }
    pen.endText();
  },

  single(pen, characters, mayFold) {
    pen.indicator("'", { spaced: true });
    let isBehindBreak = false;
    for (const [index, character] of characters.entries()) {
      if (character === ' ') {
        const isInside = index > 0 && index < characters.length - 1;
        if (mayFold && isInside && isLoneBlank(characters, index) && pen.isBehindMargin) pen.newLine();
        else pen.put(' ');
      } else if (BREAKS.has(character)) {
        // A single line feed would be read as a blank.
        if (!isBehindBreak && character === '\n') pen.break('\n');
        pen.breakText(character);
        isBehindBreak = true;
      } else {
        if (isBehindBreak) pen.newLine();
        pen.putOfText(character === "'" ? "''" : character);
        isBehindBreak = false;
      }
    }
    if (isBehindBreak) pen.newLine();
    pen.indicator("'");
    pen.endText();
  },

  double(pen, characters, mayFold) {
    pen.indicator('"', { spaced: true });
    for (const [index, character] of characters.entries()) {
      const isInside = index > 0 && index < characters.length - 1;
      if (character !== ' ') pen.put(escaped(character));
      else if (mayFold && isInside && characters[index - 1] !== ' ' && pen.isBehindMargin) {
        pen.newLine();
        // A blank at the start of a line would be lost.
        if (characters[index + 1] === ' ') pen.put('\\');
      } else pen.put(' ');
    }
    pen.indicator('"');
    pen.endText();
  },
};

const BREAKS: ReadonlySet<string> = new Set(['\n', '\r', '\u0085', '\u2028', '\u2029']);

/** Only a blank between two words can become a line break and be read as a blank again. */
const isLoneBlank = (characters: readonly string[], index: number): boolean =>
  characters[index - 1] !== ' ' && characters[index + 1] !== ' ';
