/** The four things that each recipe does, in this order. */
export const STEPS = ['identity', 'AssumeRole', 'IAM call', 'refusal'] as const;

/** What a whole run found, as docs/clients/results.json keeps it for the tables in the documents. */
export interface Results {
  /** The day of the run. */
  readonly date: string;
  readonly clients: readonly ClientResult[];
  readonly configFiles: readonly FeatureResult[];
}

export type Word = 'ok' | 'FAILED' | 'NOT RUN' | 'no';

export interface ClientResult {
  readonly title: string;
  readonly page: string;
  readonly version?: string;
  /** What is to be known of its steps. */
  readonly note?: string;
  /** Why it was not run. */
  readonly missing?: string;
  /** What came of each of the steps. */
  readonly steps: readonly Word[];
}

export interface FeatureResult {
  readonly title: string;
  /** By the titles of the clients. */
  readonly results: Readonly<Record<string, Word>>;
}

/** The table of clients, in Markdown; `folder` is the way from the page to those of the clients. */
export function clientTable({ clients }: Results, folder: string): string {
  const rows = clients.map(({ title, page, version, note, missing, steps }) => [
    `[${title}](${folder}${page})`,
    version === undefined ? `NOT RUN: ${missing}` : version + (note === undefined ? '' : ` (${note})`),
    ...(version === undefined ? steps.map(() => '') : steps),
  ]);
  return table(['Client', 'Version', ...STEPS], rows);
}

/** The table of what config files know, in Markdown. */
export function featureTable({ configFiles }: Results): string {
  const clients = Object.keys(configFiles[0]?.results ?? {});
  return table(
    ['In the config file', ...clients],
    configFiles.map(({ title, results }) => [title, ...clients.map((client) => results[client] ?? '')]),
  );
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
