/**
 * A manual page before it is known how it will be shown: `text.ts` makes it for a terminal, `roff.ts` for man,
 * `markdown.ts` for a browser. In a sentence, back ticks mark what is typed or answered as it stands.
 */
export interface Page {
  /** The name of the installed page: `rolecall-sts-assume-role`. */
  readonly name: string;
  /** What is typed, without the program and the service: `assume-role`. */
  readonly title: string;
  /** One line, imperative, without a full stop. */
  readonly summary: string;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export type Block = Paragraph | Literal | Item;

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
  /** A word in bold before it: `Important`. */
  readonly label?: string;
}

/** Lines that are shown as they stand. */
export interface Literal {
  readonly kind: 'literal';
  readonly lines: readonly string[];
}

/** A name, what it is, and what is said about it. */
export interface Item {
  readonly kind: 'item';
  readonly term: string;
  /** In brackets behind the name: `string`. */
  readonly note?: string;
  readonly blocks: readonly Block[];
}

export const paragraph = (text: string, label?: string): Paragraph =>
  label === undefined ? { kind: 'paragraph', text } : { kind: 'paragraph', text, label };

export const literal = (...lines: readonly string[]): Literal => ({ kind: 'literal', lines });

export const item = (term: string, note: string | undefined, ...blocks: readonly Block[]): Item =>
  note === undefined ? { kind: 'item', term, blocks } : { kind: 'item', term, note, blocks };

/** A section, or none where there is nothing to say in it. */
export const section = (heading: string, ...blocks: readonly Block[]): readonly Section[] =>
  blocks.length === 0 ? [] : [{ heading, blocks }];

/** The parts of a sentence, in turn text and what back ticks mark. */
export const spansOf = (sentence: string): readonly { readonly text: string; readonly isCode: boolean }[] =>
  sentence.split('`').map((text, i) => ({ text, isCode: i % 2 === 1 }));
