import { resolve } from 'node:path';
import type { AddCommand } from '../command.ts';
import { type Options, PLACE_SETTINGS, settle, withSettings } from '../options.ts';

/** `rolecall backup` */
export const addBackup: AddCommand = (program, { house, terminal }) =>
  withSettings(program.command('backup'), PLACE_SETTINGS)
    .description('copy the store into a new file, also while it is served; the root key is not in it')
    .argument('<FILE>', 'the backup; a file that stands there is not written over')
    .action(async (file: string, options: Options) => {
      const { where } = await settle(options);
      const made = await house.backUp(where, resolve(file), (share) =>
        terminal.progress(`${Math.floor(share * 100)} % copied`),
      );
      terminal.progress('');
      terminal.print(
        `${made.file}: ${made.bytes} bytes, the store as it was after change ${made.change} or later\n` +
          'The root key is not in it: keep a copy of the key file somewhere else. Without it the backup is of no use.\n',
      );
    });
