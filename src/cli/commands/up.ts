import type { AddCommand } from '../command.ts';
import { type Options, SERVE_SETTINGS, settle, withSettings } from '../options.ts';
import { showAccounts, showWelcome } from '../show.ts';

/** `rolecall up` */
export const addUp: AddCommand = (program, { house, terminal }) =>
  withSettings(program.command('up'), SERVE_SETTINGS)
    .description('serve, and make the store first where there is none')
    .action(async (options: Options) => {
      const { settings, where } = await settle(options);
      const made = (await house.holdsStore(where)) ? [] : await house.init(where, []);
      const serving = await house.serve({ ...settings, ...where }).catch((error: unknown) => {
        // The store stands, and its keys can be read this once.
        if (made.length > 0) showAccounts(terminal, made, 'text');
        throw error;
      });
      if (made[0] !== undefined)
        showWelcome(terminal, made[0], settings['public-url'] ?? serving.url, settings.region?.[0]);
      terminal.print(`listening on ${serving.url}\n`);
    });
