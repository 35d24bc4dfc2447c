import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyLines, parseKeyLines } from './key-lines.ts';

const key = (fill: number) => createSecretKey(Buffer.alloc(32, fill));
const text = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const FILE = `${text(1)}\n${text(2)} rows\n${text(3)} until 1764000000\n${text(4)} audit\n`;

describe('the lines of a key file', () => {
  it('are read and written', () => {
    const keys = parseKeyLines(FILE)!;
    expect(keys.active.equals(key(1))).toBe(true);
    expect(keys.before.map(({ key: each, untilSeconds }) => [each.export()[0], untilSeconds])).toEqual([
      [2, undefined],
      [3, 1_764_000_000],
    ]);
    expect(keys.audit?.equals(key(4))).toBe(true);
    expect(keyLines(keys)).toBe(FILE);
  });

  it('one line is what it always was', () => {
    const keys = parseKeyLines(`${text(1)}\n`)!;
    expect([keys.before, keys.audit]).toEqual([[], undefined]);
    expect(keyLines(keys)).toBe(`${text(1)}\n`);
  });

  it.each([
    '',
    '\n',
    `${text(1)}\n\n`,
    `${text(1)} active\n`,
    `${text(1).slice(4)}\n`,
    `${text(1)}\n${text(2)}\n`,
    `${text(1)}\n${text(2)} rows 5\n`,
    `${text(1)}\n${text(2)} until\n`,
    `${text(1)}\n${text(2)} until -5\n`,
    `${text(1)}\n${text(2)} until 5x\n`,
    `${text(1)}\n${text(2)}  rows\n`,
    `${text(1)}\n${text(2)} rows \n`,
    `${text(1)}\r\n${text(2)} rows\r\n`,
    `${text(1)}\n${text(2).replace('=', '')} rows\n`,
    `${text(1)}\n${text(4)} audit\n${text(5)} audit\n`,
    `${text(1)}\n${`${text(2)} until 1\n`.repeat(1000)}`,
  ])('anything else is refused: %j', (file) => expect(parseKeyLines(file)).toBeUndefined());
});
