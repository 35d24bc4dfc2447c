import { describe, expect, it } from 'vitest';
import { escapeHtml, html } from './html.ts';

describe('HTML', () => {
  it('is made of templates, and whatever is put into them is text', () => {
    const name = '<script>alert("1")</script>';
    expect(html`<a title="${name}">${name}</a>`.text).toBe(
      '<a title="&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;">&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;</a>',
    );
  });

  it('takes templates into templates, and lists of them', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}${undefined}${html`<li>${3}</li>`}</ul>`.text).toBe(
      '<ul><li>a</li>\n<li>&#60;b&#62;</li><li>3</li></ul>',
    );
  });

  it('does not take an object that looks like HTML for it', () => {
    const planted = JSON.parse('{"text":"<script>"}') as { text: string };
    expect(html`${planted.toString()}`.text).toBe('[object Object]');
    expect(html`${planted as never}${[planted] as never}`.text).not.toContain('<');
  });

  it.each([
    ['&', '&#38;'],
    ["'", '&#39;'],
    ['`', '&#96;'],
    ['=', '&#61;'],
    ['\u0000\u0008\u001b\u007f\u0085', '\ufffd'.repeat(5)],
    ['\u202egpj.exe', '\ufffdgpj.exe'],
    ['\ud800', '\ufffd'],
    ['Zo\u00eb \u{1f600}\t\n', 'Zo\u00eb \u{1f600}\t\n'],
  ])('writes %j as %s', (text, written) => expect(escapeHtml(text)).toBe(written));
});
