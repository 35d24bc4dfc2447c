import { writeJson } from '../output/json.ts';
import { writeTable } from '../output/table.ts';
import { writeText } from '../output/text.ts';
import { Unprintable } from '../output/unprintable.ts';
import { dumpYaml, writeYaml } from '../output/yaml.ts';
import { CommandError, FAILED } from './command-error.ts';
import type { Format } from './globals.ts';
import { merged, type Page, type PagedFacts, type Pages, partOf } from './pages.ts';
import type { Query } from './query.ts';

/** How answers are to be printed. */
export interface Printing {
  readonly format: Format;
  readonly query: Query;
  /** The name of the operation, which is the title of a table. */
  readonly title: string;
  readonly isColored: boolean;
  readonly terminalWidth: number;
  readonly print: (text: string) => void;
}

/** Prints one answer. */
export function printAnswer(answer: unknown, printing: Printing): void {
  const { format, query, print } = printing;
  const value = query(answer);
  print(format === 'yaml-stream' ? streamed(value) : written(value, printing));
}

/** Prints an answer of many pages: as a whole, or, as text and as a stream, page by page. */
export async function printPages(pages: Pages, facts: PagedFacts, printing: Printing): Promise<void> {
  const { format, query, print } = printing;
  if (format !== 'text' && format !== 'yaml-stream') return printAnswer(await merged(pages, facts), printing);
  let isFirst = true;
  for await (const page of pages.pages) {
    if (format === 'text') print(written(query(partOf(page, facts, isFirst)), printing));
    else print(dumpYaml([query(page)]));
    isFirst = false;
  }
  const token = pages.resumeToken();
  if (token !== undefined && format === 'text') {
    const next: Page = { NextToken: { NextToken: token } };
    print(written(query(next), printing));
  }
}

const streamed = (value: unknown): string => (writeYaml(value) === '' ? '' : dumpYaml([value]));

function written(value: unknown, { format, title, isColored, terminalWidth }: Printing): string {
  try {
    return WRITERS[format](value, { title, isColored, terminalWidth });
  } catch (error) {
    if (error instanceof Unprintable) {
      throw new CommandError(error.message, FAILED, [`the answer does not fit \`--output ${format}\``]);
    }
    throw error;
  }
}

const WRITERS: Readonly<Record<Format, (value: unknown, settings: Parameters<typeof writeTable>[1]) => string>> = {
  json: writeJson,
  yaml: writeYaml,
  'yaml-stream': streamed,
  text: writeText,
  table: writeTable,
  off: () => '',
};
