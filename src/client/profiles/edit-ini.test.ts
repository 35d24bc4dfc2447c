import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editIni } from './edit-ini.ts';
import { readIni } from './ini.ts';

const edit = (text: string, settings: Record<string, string>, header = 'a') =>
  editIni('f', text, { isSection: (one) => one === header, header }, new Map(Object.entries(settings)));

describe('editIni', () => {
  const rows: readonly [name: string, text: string, settings: Record<string, string>, edited: string][] = [
    ['an empty file', '', { x: '1' }, '[a]\nx = 1\n'],
    ['no such section', '[b]\ny = 2\n', { x: '1' }, '[b]\ny = 2\n\n[a]\nx = 1\n'],
    ['no such section, and no end of the last line', '[b]\ny = 2', { x: '1' }, '[b]\ny = 2\n\n[a]\nx = 1\n'],
    ['a setting that is missing', '[a]\ny = 2\n', { x: '1' }, '[a]\ny = 2\nx = 1\n'],
    ['after a last line without an end', '[a]\ny = 2', { x: '1' }, '[a]\ny = 2\nx = 1\n'],
    ['an empty section', '[a]', { x: '1' }, '[a]\nx = 1\n'],
    ['a setting that is another', '[a]\nx = 2\n', { x: '1' }, '[a]\nx = 1\n'],
    ['a setting that is the same', '[a]\nx=1', { x: '1' }, '[a]\nx=1'],
    ['its spaces and its comment', '[a]\n X=2  # why\n', { x: '10' }, '[a]\n X=10  # why\n'],
    ['lines that end otherwise', '[a]\r\nx = 2\r\n[b]\r\n', { x: '1', y: '3' }, '[a]\r\nx = 1\r\ny = 3\r\n[b]\r\n'],
    [
      'before the next section and its comment',
      '[a]\ny = 2\n\n# about b\n[b]\n',
      { x: '1' },
      '[a]\ny = 2\nx = 1\n\n# about b\n[b]\n',
    ],
    ['after settings of a setting', '[a]\ns3 =\n  k = v\n[b]\n', { x: '1' }, '[a]\ns3 =\n  k = v\nx = 1\n[b]\n'],
    ['a setting of another section alike', '[b]\nx = 2\n[a]\nx = 3\n', { x: '1' }, '[b]\nx = 2\n[a]\nx = 1\n'],
    ['an equal-sign in the value', '[a]\nx = b=c\n', { x: 'd=e' }, '[a]\nx = d=e\n'],
    ['a setting without a value', '[a]\nx =\ny = 2\n', { x: '1' }, '[a]\nx =1\ny = 2\n'],
    [
      'names that objects have',
      '[a]\n',
      { __proto__x: '1', constructor: '2' },
      '[a]\n__proto__x = 1\nconstructor = 2\n',
    ],
  ];
  it.each(rows)('%s', (_name, text, settings, edited) => expect(edit(text, settings).text).toBe(edited));

  it.each(['', '#a', ' a', 'a ', 'a #b', 'a\nb', 'a ;b', 'a\u0000'])('refuses the value %j', (value) =>
    expect(() => edit('[a]\n', { x: value })).toThrow('no value that can stand'),
  );
  it('refuses a setting of more lines', () =>
    expect(() => edit('[a]\nx =\n  k = v\n', { x: '1' })).toThrow('f:2: this setting goes on'));
  it('refuses a file that does not read', () => expect(() => edit('[a]\nhello\n', { x: '1' })).toThrow('f:2: neither'));

  it('changes what it is asked to, and not a byte of anything else', () => {
    const word = fc.stringMatching(/^[a-z_]{1,6}$/);
    const value = fc.stringMatching(/^[A-Za-z0-9/+:.=-]{1,12}$/);
    const comment = fc.constantFrom('', '# c', '  ; d = e', '\t', '#[a]');
    const line = fc.oneof(
      fc
        .tuple(word, fc.constantFrom('=', ' = ', '= ', '  ='), value, fc.constantFrom('', '  # c', ' ;x'))
        .map((parts) => parts.join('')),
      fc.tuple(word, word, value).map(([name, inner, held]) => `${name} =\n  ${inner} = ${held}`),
      comment,
    );
    const section = fc.tuple(
      fc.constantFrom('[a]', '[b] # x', '[profile c]', '[services d]', ' [e] '),
      fc.array(line, { maxLength: 6 }),
    );
    const file = fc.tuple(comment, fc.array(section, { maxLength: 5 }), fc.constantFrom('\n', '\r\n'), fc.boolean());
    let edited = 0;
    fc.assert(
      fc.property(
        file,
        fc.dictionary(word, value, { minKeys: 1, maxKeys: 3 }),
        ([head, sections, end, isEnded], settings) => {
          const lines = [head, ...sections.flatMap(([header, below]) => [header, ...below])].join('\n');
          const text = (isEnded ? `${lines}\n` : lines).replaceAll('\n', end);
          let done: ReturnType<typeof edit>;
          try {
            readIni('f', text);
            done = edit(text, settings);
          } catch {
            return;
          }
          edited++;
          // It reads as it was meant.
          const read = readIni('f', done.text).find(({ header }) => header === 'a');
          for (const [name, wanted] of Object.entries(settings)) expect(read?.settings.get(name)?.value).toBe(wanted);
          // What came is taken out again, and what went put back: then it is the text of before, but for an end of its last line.
          const after = done.text.split('\n');
          const asBefore = (line: string) =>
            done.changes.findIndex((change) => change.after === line.replace(/\r$/, ''));
          const left = [...done.changes];
          const restored = after.flatMap((one) => {
            const at = asBefore(one) < 0 ? -1 : left.findIndex((change) => change.after === one.replace(/\r$/, ''));
            if (at < 0 || text.split('\n').includes(one)) return [one];
            const [change] = left.splice(at, 1);
            return change!.before === undefined ? [] : [change!.before + (one.endsWith('\r') ? '\r' : '')];
          });
          expect(restored.join('\n').trimEnd()).toBe(text.trimEnd());
          expect(edit(done.text, settings)).toEqual({ text: done.text, changes: [] });
        },
      ),
      { numRuns: 3000 },
    );
    expect(edited).toBeGreaterThan(500);
  });
});
