import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { type Chunks, chunks } from './chunks.ts';

/** What `exports` of the package leads to, by the name of its file in `dist/`: its source in `src/`. */
export const entries = {
  index: 'library/index.ts',
  testing: 'library/testing/index.ts',
  client: 'client/index.ts',
  sigv4: 'authorizer/index.ts',
  policy: 'policy/index.ts',
} as const;

/** The program: `rolecall.js`, and what it loads when it needs it. A thread begins at a file of its own. */
export async function bundleProgram(root: URL, dir: URL): Promise<readonly OutputChunk[]> {
  const input = { rolecall: source(root, 'main/rolecall.ts'), 'trail-writer': source(root, 'audit/trail-writer.ts') };
  const parts = chunks({
    main: input.rolecall,
    thread: input['trail-writer'],
    program: source(root, 'main/program.ts'),
    server: source(root, 'main/serve.ts'),
    commands: /\/src\/cli\//,
  });
  await (await rolldown({ input, ...common, plugins: [...common.plugins, parts.look] })).generate();
  return bundle(input, dir, 'rolecall-[name].js', parts.groups());
}

/** The entries for programs. They share their parts; the policy engine is one file, which a browser loads as well. */
export async function bundleLibrary(root: URL, dir: URL): Promise<readonly OutputChunk[]> {
  const { policy, ...others } = entries;
  // A thread begins at a file of its own, beside the part that starts it.
  const files = { ...others, 'shared/trail-writer': 'audit/trail-writer.ts' };
  const input = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, source(root, file)]));
  return [...(await bundle(input, dir, 'shared/[name].js')), ...(await bundlePolicy(root, dir))];
}

export const bundlePolicy = (root: URL, dir: URL): Promise<readonly OutputChunk[]> =>
  bundle({ policy: source(root, entries.policy) }, dir, 'policy-[name].js');

const source = (root: URL, file: string): string => fileURLToPath(new URL(`src/${file}`, root));

async function bundle(
  input: Record<string, string>,
  dir: URL,
  chunkFileNames: string,
  groups: ReturnType<Chunks['groups']> = [],
): Promise<OutputChunk[]> {
  const bundled = await rolldown({ input, ...common, preserveEntrySignatures: 'allow-extension' });
  const options = { dir: fileURLToPath(dir), format: 'esm', entryFileNames: '[name].js', chunkFileNames } as const;
  // A group is closed under imports already: to take in what its modules import would make it take in other groups.
  const codeSplitting = groups.length === 0 ? true : { includeDependenciesRecursively: false, groups };
  const { output } = await bundled.write({ ...options, codeSplitting });
  return output.filter((one) => one.type === 'chunk');
}

/**
 * Node's own modules, asked for instead of imported: an `import` of `node:crypto` reads all that it exports, and so loads
 * WebCrypto, which nobody here uses; it took a third of Node's own start (docs/decisions/bundled-program.md).
 */
const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  resolveId(id, _importer, { kind }) {
    // The bundler's own first lines import `node:module`, before any other module can run.
    const isBuiltin = kind === 'import-statement' && id.startsWith('node:') && id !== 'node:module';
    return isBuiltin ? `\0${id}` : undefined;
  },
  load(id) {
    if (!id.startsWith('\0node:')) return undefined;
    const name = id.slice(1);
    const names = Object.keys(requireBuiltin(name)).filter(
      (one) => /^[A-Za-z_$][\w$]*$/.test(one) && one !== 'default',
    );
    const lines = names.map((one) => `export const ${one} = /* @__PURE__ */ (() => builtin.${one})();`);
    const asked = `process.getBuiltinModule('${name}')`;
    const old = `throw new Error('rolecall needs Node 24 or newer, and this is ' + process.version + ': it has no ${name}')`;
    // The library of the command line imports it whole, for programs beside it that there are none of.
    const builtin = name === 'node:child_process' ? `new Proxy({}, { get: (_, one) => ${asked}[one] })` : asked;
    return {
      code: [
        `const builtin = ${builtin};`,
        `if (builtin === undefined) ${old};`,
        ...lines,
        'export default builtin;',
      ].join('\n'),
      moduleSideEffects: false,
    };
  },
};

const common = { platform: 'node' as const, external: [/^@aws-sdk\//], plugins: [lazyBuiltins] };

const requireBuiltin = createRequire(import.meta.url);
