import type { AddCommand } from '../command.ts';
import { type Options, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { privateOutput } from '../private-output.ts';

interface Export extends Options {
  readonly account?: string;
  readonly withSecrets?: string;
}

/** `rolecall export`: writes the store as a seed. */
export const addExport: AddCommand = (program, { house, terminal }) =>
  withSettings(program.command('export'), PLACE_SETTINGS)
    .description('write the store as a seed file, without secrets')
    .option('--account <ID>', 'this account alone, without the organization')
    .option(
      '--with-secrets <FILE>',
      'write keys, password hashes and MFA seeds too: to a new file, never to the screen',
    )
    .action(async (options: Export) => {
      const { where } = await settle(options);
      const { account, withSecrets } = options;
      if (withSecrets === undefined) return terminal.print(await house.exportSeed(where, { account, secrets: false }));
      const out = privateOutput(withSecrets);
      try {
        out.write(await house.exportSeed(where, { account, secrets: true }));
      } catch (error) {
        out.discard();
        throw error;
      }
    });
