import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { expandPath, ParameterFileError, readParameterFile } from './parameter-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'parameter-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('readParameterFile', () => {
  it.each([
    ['text', 'a\r\nb\rc\n', 'a\nb\nc\n'],
    ['letters', 'Zoë', 'Zoë'],
    ['mark', '\ufeffx', '\ufeffx'],
    ['empty', '', ''],
  ])('%s', (name, content, read) => expect(readParameterFile(`file://${file(name, content)}`, {})).toBe(read));

  it('reads bytes as they are', () => {
    expect(readParameterFile(`fileb://${file('bytes', Buffer.from([0xff, 13]))}`, {})).toEqual(Buffer.from([0xff, 13]));
  });

  it('finds home and variables', () => {
    file('here', 'x');
    expect(readParameterFile('file://~/here', { HOME: folder })).toBe('x');
    expect(readParameterFile('file://${DIR}/$NAME', { DIR: folder, NAME: 'here' })).toBe('x');
    expect(expandPath('$NOT_SET/${NOR_THIS}', {})).toBe('$NOT_SET/${NOR_THIS}');
  });

  it.each([['x'], ['http://x'], ['FILE://x']])('%s is no file', (word) =>
    expect(readParameterFile(word, {})).toBeUndefined(),
  );

  it.each([
    [
      'file:///not/there',
      "Unable to load paramfile file:///not/there: [Errno 2] No such file or directory: '/not/there'",
    ],
    [`file://${folder}`, 'Is a directory'],
    [`file://${file('latin', Buffer.from([0xe9]))}`, 'please use the fileb:// prefix'],
    ['file:///dev/zero', 'more than 8388608 bytes'],
  ])('%s cannot be read', (word, sentence) => {
    expect(() => readParameterFile(word, {})).toThrow(ParameterFileError);
    expect(() => readParameterFile(word, {})).toThrow(sentence);
  });
});
