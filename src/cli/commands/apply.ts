import type { GeneratedKey } from '../../seed/index.ts';
import type { AddCommand } from '../command.ts';
import { consent } from '../consent.ts';
import { type Options, outputOption, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { privateOutput } from '../private-output.ts';
import { readSeedFile } from '../seed-file.ts';
import { countOf, generatedText, showChanges } from '../show-seed.ts';

interface Apply extends Options {
  readonly file: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly prune?: boolean;
  readonly keysOut?: string;
}

/** `rolecall apply`: makes the store be as a seed says. */
export const addApply: AddCommand = (program, { house, terminal }) =>
  withSettings(program.command('apply'), PLACE_SETTINGS)
    .description('make the store be as a seed file says: what it names is made so, the rest stays')
    .requiredOption('-f, --file <FILE>', 'the seed, YAML or JSON; `-` is standard input')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--yes', 'do not ask')
    .option('--prune', 'remove what the sections of the seed do not name')
    .option('--keys-out <FILE>', 'write access keys that are made to a new file that only its owner can read')
    .addOption(outputOption())
    .action(async (options: Apply) => {
      const { where } = await settle(options);
      const { warnings, ...seed } = await readSeedFile(options.file, process.env);
      for (const warning of warnings) terminal.error(`rolecall: ${warning}\n`);
      const asked = { ...seed, prune: options.prune === true };
      const isJson = options.output === 'json';
      const tell = (facts: object) => terminal.print(`${JSON.stringify(facts)}\n`);

      const changes = await house.planSeed(where, asked);
      if (!isJson) {
        showChanges(terminal, changes);
        terminal.print(changes.length === 0 ? 'nothing to change\n' : `${countOf(changes)}\n`);
      }
      if (changes.length === 0 || options.dryRun === true)
        return isJson ? tell({ applied: false, changes }) : undefined;

      await consent(terminal, options.yes, 'Apply?');
      const out = options.keysOut === undefined ? undefined : privateOutput(options.keysOut);
      let generated: readonly GeneratedKey[];
      try {
        const { planDigest } = await import('../../seed/index.ts');
        generated = await house.applySeed(where, { ...asked, planned: planDigest(changes) });
      } catch (error) {
        out?.discard();
        throw error;
      }
      out?.write(`${JSON.stringify({ keys: generated }, undefined, 2)}\n`);
      if (isJson) return tell({ applied: true, changes, ...(out === undefined && { keys: generated }) });
      terminal.print('applied\n');
      if (generated.length > 0 && out === undefined)
        terminal.print(`\n${generatedText(generated)}Keep these keys: they are not shown again.\n`);
    });
