/**
 * Holds the documents to the repository. What they say is there has to be there: a reader who follows a link into nothing,
 * or trusts a test that was renamed away, was told something false. `npm run check:documents`; exits 1 with what is wrong.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../test/attacks/catalogue.ts';
import { attackTests, hasTest, listTests } from './tests.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const SKIPPED = new Set(['node_modules', 'dist', 'data', '.git', '.cache']);
const tests = listTests();
const documents = markdownFiles('.');
const wrong: string[] = [];
const count = {
  links: checkLinks(),
  'named tests': checkNamedTests(),
  sentences: checkSentences(),
  decisions: checkDecisions(),
  'attack rows': checkAttacks(),
  'derived files': checkDerived(),
};

for (const sentence of wrong) console.error(sentence);
const counts = Object.entries(count).map(([what, number]) => `${number} ${what}`);
console.log(`${documents.length} documents: ${counts.join(', ')}; ${tests.length} tests known; ${wrong.length} wrong`);
process.exitCode = wrong.length > 0 ? 1 : 0;

function markdownFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : markdownFiles(join(folder, entry.name));
    return entry.name.endsWith('.md') ? [normalize(join(folder, entry.name))] : [];
  });
}

/** Each relative link leads to a file, and each anchor to a heading of it. */
function checkLinks(): number {
  let links = 0;
  for (const document of documents) {
    for (const [, target] of withoutCode(read(document)).matchAll(/\]\(([^()\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target!)) continue;
      links++;
      const [path = '', anchor] = target!.split('#');
      const file = path === '' ? document : normalize(join(dirname(document), path));
      if (!existsSync(join(root, file))) wrong.push(`${document}: broken link: ${target}`);
      else if (anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor)) {
        wrong.push(`${document}: no such heading: ${target}`);
      }
    }
  }
  return links;
}

/** GitHub's way to make an anchor of a heading. */
function anchorsOf(document: string): Set<string> {
  const headings = [...read(document).matchAll(/^#{1,6} (.+)$/gm)].map((found) => found[1]!);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** Tests are named in back ticks: the file, a `›`, the title. */
function checkNamedTests(): number {
  let named = 0;
  for (const document of documents) {
    for (const [, file, title] of read(document).matchAll(/`((?:src|test)\/[\w./-]+\.test\.ts) › ([^`]+)`/g)) {
      named++;
      if (!hasTest(tests, file!, title!)) wrong.push(`${document}: no such test: ${file} › ${title}`);
    }
  }
  return named;
}

/** Each sentence of the two documents has a row, and each row a test or a reason to have none. */
function checkSentences(): number {
  const document = 'docs/the-two-documents.md';
  const seen: string[] = [];
  for (const [line, numbers, letter] of read(document).matchAll(/^\| (([SP])[0-9][^|]*) \|.*$/gm)) {
    const ends = numbers!.match(/[0-9]+/g)!.map(Number);
    const [from, to] = [ends[0]!, ends.at(-1)!];
    for (let n = from; n <= to; n++) seen.push(`${letter}${n}`);
    const verdict = line.split(' | ')[2]!;
    const isAnswered =
      /^no behaviour$/.test(verdict) || (/^later/.test(verdict) ? /waits for: \w/ : /`test\//).test(line);
    if (!isAnswered) wrong.push(`${document}: ${numbers}: ${verdict}, and nothing shows it`);
  }
  for (const [letter, most] of [
    ['S', 26],
    ['P', 97],
  ] as const) {
    const wanted = Array.from({ length: most }, (_, i) => `${letter}${i + 1}`);
    const found = seen.filter((sentence) => sentence.startsWith(letter));
    if (found.join() !== wanted.join())
      wrong.push(`${document}: the sentences ${letter}1 to ${letter}${most} are not all there, once, in order`);
  }
  return seen.length;
}

/** Each decision has its line in the list of decisions. */
function checkDecisions(): number {
  const folder = 'docs/decisions';
  const list = read(`${folder}/README.md`);
  const decisions = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  for (const name of decisions)
    if (!list.includes(`](${name})`)) wrong.push(`${folder}/README.md: does not list ${name}`);
  return decisions.length;
}

/** Each row of the catalogue that says where it is tested is tested there, and each test of an attack is in the catalogue. */
function checkAttacks(): number {
  const held = attackTests(tests);
  const rows = catalogue.flatMap(({ attacks }) => attacks);
  for (const { id, heldIn, waitsFor } of rows) {
    const files = held.get(id) ?? new Set();
    for (const file of heldIn) if (!files.has(file)) wrong.push(`attack/${id}: no test of that name in ${file}`);
    for (const file of files)
      if (!heldIn.includes(file)) wrong.push(`attack/${id}: the catalogue does not list ${file}`);
    if (heldIn.length === 0 && waitsFor === undefined)
      wrong.push(`attack/${id}: neither tested nor waiting for anything`);
  }
  const ids = new Set(rows.map(({ id }) => id));
  if (ids.size < rows.length) wrong.push('the catalogue lists an attack twice');
  for (const id of held.keys()) if (!ids.has(id)) wrong.push(`attack/${id}: not in the catalogue`);
  return rows.length;
}

function checkDerived(): number {
  const script = join(root, 'scripts/derive.ts');
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) wrong.push(stderr.trim());
  return [...read('scripts/derive.ts').matchAll(/\{ path: '/g)].length;
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** What stands in back ticks or in a fence is shown, not linked. */
function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
}
