import { describe, expect, it } from 'vitest';
import { lineJoiner } from './joined-lines.ts';
import { lineBuffer } from './line-buffer.ts';
import { type Lines, textsOf } from './lines.ts';
import { piece } from './pieces.ts';
import { asciiOf } from './seal.ts';

const joined = lineJoiner();

/** What comes to a file of lines that somebody says. */
function linesOf(say: (to: Lines) => void, buffer = lineBuffer()): readonly string[] {
  say(buffer);
  const taken = buffer.take();
  let text = '';
  for (const chunk of joined(taken)) text += chunk.toString('latin1');
  buffer.giveBack(taken);
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  expect(lines).toHaveLength(taken.lines);
  return lines;
}

describe('lines joined from their parts', () => {
  it.each([
    ['plain', 'arn:aws:iam::1:role/x'],
    ['nothing', ''],
    ['quotes and backslashes', '{"a":"\\"}'],
    ['what JSON escapes', 'a\u0000\n\u001b[2J'],
    ['DEL', 'a\u007fb'],
    ['not ASCII', 'é\u2028😀'],
    ['half a character', '\ud800'],
    ['long', 'x"'.repeat(300_000)],
  ])('%s: as JSON has it, in ASCII', (_what, value) => {
    const [line] = linesOf((to) => {
      to.string(value);
      to.end();
    });
    expect(line).toMatch(/^[ -~]*$/);
    expect(JSON.parse(line!)).toBe(value);
  });

  it('say the common part of two lines again, wherever a file was written to in between', () => {
    const long = piece('y'.repeat(1000));
    const say = (to: Lines) => {
      for (let n = 0; n < 600; n++) {
        to.text(`[${n},`);
        to.commonBegins();
        to.string(`é${n}`.slice(n % 2));
        to.piece(long);
        to.commonEnds();
        to.text(']');
        to.end();
        to.piece(long);
        to.commonAgain();
        to.end();
      }
    };
    expect(linesOf(say)).toEqual(textsOf(say).map(asciiOf));
  });

  it('take back what is too much, and a line that is not ended', () => {
    const kept = piece('kept');
    const buffer = lineBuffer();
    const say = (to: Lines) => {
      to.text('a');
      const mark = to.mark();
      to.piece(kept);
      to.backTo(mark);
      to.piece(kept);
      to.end();
    };
    say(buffer);
    buffer.text('never said');
    buffer.dropLine();
    expect(linesOf(say, buffer)).toEqual(['akept', 'akept']);
  });

  it('keep batches apart that follow each other in the same memory', () => {
    const buffer = lineBuffer();
    const shared = piece('shared');
    for (const n of [1, 2, 3, 4]) {
      const say = (to: Lines) => {
        to.text(`${n}`);
        to.piece(shared);
        to.end();
      };
      expect(linesOf(say, buffer)).toEqual([`${n}shared`]);
    }
  });
});
