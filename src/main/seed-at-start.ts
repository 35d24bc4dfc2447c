import { processTerminal } from '../cli/terminal.ts';
import type { Tools } from '../operation/operation.ts';

/** Applies the seed before anybody is served; where it is refused, nobody is. Keys are shown at once, whatever comes after. */
export async function applySeedFile(file: string, tools: Tools): Promise<void> {
  const [{ readSeedFile }, { generatedText }, { applySeed }] = await Promise.all([
    import('../cli/seed-file.ts'),
    import('../cli/show-seed.ts'),
    import('./seeds.ts'),
  ]);
  const { warnings, ...seed } = await readSeedFile(file, process.env);
  for (const warning of warnings) processTerminal.error(`rolecall: ${warning}\n`);
  const generated = await applySeed({ ...seed, prune: false }, tools);
  if (generated.length > 0)
    processTerminal.print(`${generatedText(generated)}Keep these keys: they are not shown again.\n\n`);
}
