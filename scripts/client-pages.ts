import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { clientTable, featureTable, type Results } from '../test/clients/recipes/results.ts';

/** The pages of the clients and the README, with the programs and tables that they show: made from what is run, and what it found. */
export function clientPages(root: URL): { path: string; make: () => string }[] {
  const folder = 'docs/clients/';
  const pages = readdirSync(new URL(folder, root)).filter((name) => name.endsWith('.md'));
  return [...pages.map((name) => [folder + name, ''] as const), ['README.md', folder] as const].map(([path, way]) => ({
    path,
    make: () => {
      const page = filled(readFileSync(new URL(path, root), 'utf8'), way, root);
      return path.startsWith(folder) ? withoutOwnCode(page, path) : page;
    },
  }));
}

/** The fence that follows a mark `<!-- file: PATH -->` holds that file; what stands between two marks is a table. */
function filled(page: string, way: string, root: URL): string {
  const withFiles = page.replaceAll(
    /^(<!-- file: (\S+) -->)\n(?:```[\s\S]*?\n```\n)?/gm,
    (_whole, mark: string, path: string) =>
      `${mark}\n\`\`\`${language(path)}\n${readFileSync(new URL(path, root), 'utf8').trimEnd()}\n\`\`\`\n`,
  );
  const results = JSON.parse(readFileSync(new URL('docs/clients/results.json', root), 'utf8')) as Results;
  const date = `\n\nRun on ${results.date}.`;
  const withClients = between(withFiles, 'clients', clientTable(results, way) + date);
  return between(withClients, 'config-files', featureTable(results) + date);
}

/** The page, if each of its fences is made from a file: what is written by hand is not run. */
function withoutOwnCode(page: string, path: string): string {
  const fences = page.match(/^```\w/gm)?.length ?? 0;
  const marks = page.match(/^<!-- file: /gm)?.length ?? 0;
  if (fences !== marks) throw new Error(`${path} shows code that is no file of the recipes`);
  return page;
}

/** The text with this between the marks of this name; unchanged where it has no such marks. */
function between(text: string, name: string, inner: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 && to < 0) return text;
  if (from < 0 || to < from) throw new Error(`${begin} and ${end} do not stand one after the other`);
  return `${text.slice(0, from)}${begin}\n${inner}\n${text.slice(to)}`;
}

const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['.mjs', 'js'],
  ['.py', 'python'],
  ['.rb', 'ruby'],
  ['.rs', 'rust'],
]);

const language = (path: string): string => LANGUAGES.get(extname(path)) ?? extname(path).slice(1);
