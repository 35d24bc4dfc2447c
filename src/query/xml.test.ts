import { expect, test } from 'vitest';
import { escapeXml } from './xml.ts';

test.each([
  ['plain text, "quoted" and \'quoted\'', 'plain text, "quoted" and \'quoted\''],
  ['a\tb\nc', 'a\tb\nc'],
  ['a\r\nb\rc', 'a&#xD;\nb&#xD;c'],
  ['<a href="x">&amp;</a>', '&lt;a href="x"&gt;&amp;amp;&lt;/a&gt;'],
  [']]>', ']]&gt;'],
  ['\u0000\u0001\u0008\u000b\u000c\u000e\u001f', '\ufffd'.repeat(7)],
  ['\u007f\u0085\u2028', '\u007f\u0085\u2028'],
  ['\ufffd\ufffe\uffff', '\ufffd\ufffd\ufffd'],
  ['\u{1f600} \u{10ffff}', '\u{1f600} \u{10ffff}'],
  ['\ud83d', '\ufffd'],
  ['\ude00\ud83d', '\ufffd\ufffd'],
  ['<\ud83d\ude00\ud83d>', '&lt;\u{1f600}\ufffd&gt;'],
])('%j is written %j', (text, written) => {
  expect(escapeXml(text)).toBe(written);
});
