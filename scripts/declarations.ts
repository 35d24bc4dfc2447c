import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entries } from './bundle.ts';

/**
 * Writes the types of the package's entries into a folder: the declarations that they reach, and no others. What they say must
 * stand on its own: a type of a package that is bundled would be nobody's to find.
 */
export function writeDeclarations(root: URL, dir: URL): void {
  const all = fileURLToPath(new URL(`.cache/declarations-${process.pid}/`, root));
  const starts = Object.values(entries);
  try {
    mkdirSync(all, { recursive: true });
    writeFileSync(join(all, 'tsconfig.json'), JSON.stringify(configFor(root, starts, all)));
    execFileSync('tsc', ['-p', all], { cwd: root, stdio: 'inherit' });
    for (const file of reachable(starts.map((entry) => join(all, declarationOf(entry))))) {
      const target = join(fileURLToPath(dir), relative(all, file));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, readFileSync(file, 'utf8').replace(SPECIFIER, toScript));
    }
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
}

const configFor = (root: URL, starts: readonly string[], outDir: string) => ({
  extends: fileURLToPath(new URL('tsconfig.json', root)),
  compilerOptions: {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: fileURLToPath(new URL('src', root)),
    outDir,
    // Looked for beside the configuration otherwise.
    typeRoots: [fileURLToPath(new URL('node_modules/@types', root))],
  },
  include: [],
  files: starts.map((start) => fileURLToPath(new URL(`src/${start}`, root))),
});

/** `from './x.ts'`, `import('./x.ts')`. */
const SPECIFIER = /(\bfrom |\bimport\()(['"])([^'"]+)\2/g;

const declarationOf = (source: string): string => source.replace(/\.ts$/, '.d.ts');

/** The compiler leaves the names of sources in declarations; readers look for what was made of them. */
const toScript = (all: string, before: string, quote: string, specifier: string): string =>
  specifier.startsWith('.') ? `${before}${quote}${specifier.replace(/\.ts$/, '.js')}${quote}` : all;

function reachable(starts: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (file: string, from: string): void => {
    if (reached.has(file)) return;
    if (!existsSync(file)) throw new Error(`${from} needs ${file}, which is missing`);
    reached.add(file);
    for (const [, , , specifier] of readFileSync(file, 'utf8').matchAll(SPECIFIER)) {
      if (specifier!.startsWith('.')) visit(declarationOf(resolve(dirname(file), specifier!)), file);
      else if (!specifier!.startsWith('node:')) throw new Error(`the types of ${file} need the package ${specifier}`);
    }
  };
  for (const start of starts) visit(start, 'the package');
  return reached;
}
