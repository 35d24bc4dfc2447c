/**
 * The one place where text becomes HTML. Whatever is put into a template is escaped, unless it came out of a template
 * itself; attributes stand in double quotes. So nothing that a client or an administrator named can end an element or an
 * attribute (security.md G12).
 */
export function html(template: TemplateStringsArray, ...values: readonly Value[]): Html {
  let text = template[0]!;
  values.forEach((value, i) => {
    text += written(value) + template[i + 1]!;
  });
  return new Html(text);
}

/** HTML that is safe to send: only `html` makes it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | undefined | Html | readonly Html[];

function written(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(written).join('\n');
  return escapeHtml(String(value));
}

/** Escapes for text and for quoted attributes; what HTML has no way to write, and what turns the direction of reading, becomes U+FFFD. */
export const escapeHtml = (text: string): string =>
  text
    .toWellFormed()
    .replace(MARKUP, (character) => `&#${character.charCodeAt(0)};`)
    .replace(UNSHOWN, '\ufffd');

const MARKUP = /[&<>"'`=]/g;
/** Controls, and the marks by which a name could be shown backwards (Unicode UAX 9). */
const UNSHOWN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;
