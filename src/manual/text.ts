import { styleText } from 'node:util';
import type { Block, Page } from './document.ts';
import { spansOf } from './document.ts';

export interface TextStyle {
  /** The most characters of a line. */
  readonly width: number;
  /** Whether headings and names are bold: on a terminal. */
  readonly bold: boolean;
}

/** Shows a page as text, in the form of the AWS CLI's manual: names in quotes, headings underlined, three spaces in. */
export function toText(page: Page, style: TextStyle = { width: 78, bold: false }): string {
  const bold = (text: string): string => (style.bold ? styleText('bold', text, { validateStream: false }) : text);
  const head = [bold(page.title), '*'.repeat(page.title.length), '', ''];
  const sections = page.sections.flatMap(({ heading, blocks }) => [
    bold(heading),
    '='.repeat(heading.length),
    '',
    ...shown(blocks, heading === 'SYNOPSIS' ? STEP : '', style, bold),
    '',
  ]);
  return `${[...head, ...sections].join('\n').trimEnd()}\n`;
}

const STEP = '   ';

/** Blocks with an empty line after each; names of members stand close together. */
function shown(
  blocks: readonly Block[],
  indent: string,
  style: TextStyle,
  bold: (text: string) => string,
): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'literal') return [...block.lines.map((line) => (indent || STEP) + line), ''];
    if (block.kind === 'paragraph') {
      const label = block.label === undefined ? '' : `${bold(`**${block.label}:**`)} `;
      return [...wrapped(label + quoted(block.text), indent, style.width), ''];
    }
    const note = block.note === undefined ? '' : `  (${block.note})`;
    return [
      `${indent}${bold(`"${block.term}"`)}${note}`,
      ...shown(block.blocks, indent + STEP, style, bold),
      ...(block.blocks.length === 0 ? [''] : []),
    ];
  });
}

const quoted = (sentence: string): string =>
  spansOf(sentence)
    .map(({ text, isCode }) => (isCode ? `"${text}"` : text))
    .join('');

/** Breaks a sentence into lines. A word that is longer than a line is broken too: a pattern, an address. */
export function wrapped(sentence: string, indent: string, width: number): readonly string[] {
  const lines: string[] = [];
  const room = Math.max(width - indent.length, 20);
  let line = '';
  for (const word of sentence.split(' ').flatMap((one) => pieces(one, room))) {
    if (line !== '' && lengthOf(line) + 1 + lengthOf(word) > room) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line];
}

function pieces(word: string, room: number): readonly string[] {
  if (lengthOf(word) <= room) return [word];
  return Array.from({ length: Math.ceil(word.length / room) }, (_, i) => word.slice(i * room, (i + 1) * room));
}

/** What is seen of it: the marks for bold take no room. */
const lengthOf = (text: string): number => text.replace(/\u001B\[[0-9]*m/g, '').length;
