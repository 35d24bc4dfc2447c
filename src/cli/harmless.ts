/**
 * Spells out what a terminal would obey: control characters, and marks that turn the direction of writing. What is printed holds
 * what others wrote, such as policies, names and the words of a server, and none of it may move the cursor, name the window,
 * answer in the person's stead, or look like something else. Colours and bold print are ours, and can do no harm.
 */
export const harmless = (text: string): string =>
  OBEYED.test(text) ? text.replace(COLOR_OR_OBEYED, (one) => (one.length > 1 ? one : spelled(one))) : text;

const OBEYED = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/;
const COLOR_OR_OBEYED = new RegExp(`\\u001B\\[(?:0|1|2|22|3[1-7]|39|9[1-7])m|${OBEYED.source}`, 'g');

/** As JSON has it, so that what stands between quotes there stays what it is. */
const spelled = (one: string): string => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** For a word within a line of ours: line ends, and whatever Unicode has no picture for, are spelled out too. */
export const printable = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (one) => `\\u{${one.codePointAt(0)!.toString(16)}}`);

/** For a sentence of a server within one of ours: in one line, and not without end. */
export const plain = (text: string): string =>
  text.replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]+/g, ' ').slice(0, SENTENCE_MAX);
const SENTENCE_MAX = 2000;
