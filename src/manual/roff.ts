import { type Block, type Page, spansOf } from './document.ts';

/**
 * Shows a page as man(7) reads it. Everything that comes from words or facts is escaped: nothing of it can become a
 * request. Hyphens of what is typed are minus signs, so that they can be copied.
 */
export function toRoff(page: Page, version: string): string {
  const head = `.TH ${macroWord(page.name.toUpperCase())} 1 "" ${macroWord(`Rolecall ${version}`)} "Rolecall"`;
  // Neither hyphenated nor justified: option names are not to be torn apart or spread.
  const sections = page.sections.flatMap(({ heading, blocks }) => {
    const [first, ...others] = shown(blocks);
    // A heading begins a paragraph by itself.
    return [`.SH ${macroWord(heading)}`, ...(first === '.PP' ? others : [first!, ...others])];
  });
  return `${[head, '.nh', '.ad l', ...sections].join('\n')}\n`;
}

function shown(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return ['.PP', labelled(block.text, block.label)];
    if (block.kind === 'literal') return ['.PP', '.RS 4', '.nf', ...block.lines.map(verbatim), '.fi', '.RE'];
    const note = block.note === undefined ? '' : ` (${text(block.note)})`;
    const [first, ...others] = block.blocks;
    const hasText = first?.kind === 'paragraph';
    const rest = hasText ? others : block.blocks;
    return [
      '.TP',
      `\\fB${code(block.term)}\\fR${note}`,
      hasText ? labelled(first.text, first.label) : '\\&',
      ...(rest.length === 0 ? [] : ['.RS', ...shown(rest), '.RE']),
    ];
  });
}

const labelled = (sentence: string, label: string | undefined): string =>
  line(`${label === undefined ? '' : `\\fB${text(label)}:\\fR `}${spans(sentence)}`);

const spans = (sentence: string): string =>
  spansOf(sentence)
    .map((span) => (span.isCode ? `\\fB${code(span.text)}\\fR` : text(span.text)))
    .join('');

/** A line of what is shown as it stands; an empty one would be a request to break a paragraph. */
const verbatim = (one: string): string => line(code(one) || '\\&');

/** A line that begins with a dot or an apostrophe would be a request. */
const line = (one: string): string => (/^[.']/.test(one) ? `\\&${one}` : one);

/** Letters beyond ASCII are written by their numbers: which encoding a page is read in is not ours to know. */
const text = (one: string): string =>
  one
    .replaceAll('\\', '\\e')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
    .replace(/[^\0-\x7e]/gu, (letter) => `\\[u${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`);

/** Typographers' signs are turned back into those of the keyboard; long words may break behind a slash, a colon or a bar. */
const code = (one: string): string =>
  text(one)
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replace(/\S{40,}/g, (word) => word.replace(/[/:|,]/g, '$&\\:'));

/** An argument of a macro, in quotes. */
const macroWord = (one: string): string => `"${text(one).replaceAll('"', '\\(dq').replaceAll('-', '\\-')}"`;
