import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, kindOf, type LintedFile, lintPolicy } from '../lint/index.ts';
import type { PolicyKind } from '../policy/types.ts';
import { readText } from './policy-files.ts';
import { Refusal } from './refusal.ts';
import { readStdin } from './stdin.ts';

/** Files that are looked over in one run, at most. */
const FILES_MAX = 10_000;

/** What is written in these files, and in the `.json` files of these folders, all the way down. */
export async function lintFiles(
  named: readonly string[],
  { kind, account }: { readonly kind: PolicyKind | undefined; readonly account: string | undefined },
): Promise<readonly LintedText[]> {
  const linted: LintedText[] = [];
  for (const file of named.flatMap((name) => (name === '-' ? ['-'] : filesIn(name)))) {
    if (linted.length === FILES_MAX) throw new Refusal(`more than ${FILES_MAX} files`);
    const text = file === '-' ? await readStdin('policies') : readText(file);
    linted.push({ file, text, findings: lintPolicy(text, { kind: kind ?? kindOf(text), account }) });
  }
  return linted;
}

/** Findings with the text in which they are. */
export interface LintedText extends LintedFile {
  readonly text: string;
}

/** The policies in a seed, each by what it is for; places are the seed's. */
export async function lintSeed(file: string): Promise<LintedText> {
  const { readSeed } = await import('../seed/index.ts');
  const text = file === '-' ? await readStdin('seeds') : readText(file);
  const read = readSeed(text);
  if (!read.ok) {
    const findings = read.problems.map(({ line, column, message }): Finding => {
      const from = { offset: 0, line, column };
      return { rule: 'refused', level: 'error', message, from, to: { ...from, column: column + 1 } };
    });
    return { file, text, findings };
  }
  const findings = read.documents().flatMap((document) => {
    const [section, account] = document.path;
    const owner = section === 'accounts' ? String(account) : undefined;
    return lintPolicy(document.text, { kind: document.kind, account: owner }).map(({ from, to, ...rest }): Finding => {
      const start = document.placeAt(from.offset);
      const end = document.placeAt(to.offset);
      // A mapping is written in another way than the document that it is: where the end is elsewhere, the beginning has to do.
      const isThere = end.line === start.line && end.column > start.column;
      return { ...rest, from: start, to: isThere ? end : { ...start, column: start.column + 1 } };
    });
  });
  return { file, text, findings: [...findings].sort((a, b) => a.from.offset - b.from.offset) };
}

/** What whoever wrote a folder put there may be a pipe, which would be waited for without end. */
function regular(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) throw new Refusal(`cannot read \`${file}\`: it is no file`);
  return file;
}

function filesIn(name: string): readonly string[] {
  const stat = statSync(name, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) return [name];
  return readdirSync(name, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .slice(0, FILES_MAX + 1)
    .map((file) => regular(join(name, file)));
}
