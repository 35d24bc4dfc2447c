import { resolve } from 'node:path';
import type { AddCommand } from '../command.ts';
import { type Options, PLACE_SETTINGS, settle, withSettings } from '../options.ts';

/** `rolecall restore` */
export const addRestore: AddCommand = (program, { house, terminal }) =>
  withSettings(program.command('restore'), PLACE_SETTINGS)
    .description('put a backup in the place of the store, while no server runs on it')
    .argument('<FILE>', 'the backup')
    .option('--replace', 'move a store that is there aside')
    .action(async (file: string, options: Options & { readonly replace?: boolean }) => {
      const { where } = await settle(options);
      const { kept } = await house.restore(where, resolve(file), options.replace === true);
      if (kept !== undefined) terminal.print(`the store that was there is kept as ${kept}\n`);
      terminal.print(
        `restored from ${resolve(file)}\n` +
          'What was deleted or made inactive since that backup is there again: look through keys, users and roles.\n',
      );
    });
