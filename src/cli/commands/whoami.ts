import type { AddCommand } from '../command.ts';
import { type Options, outputOption } from '../options.ts';
import { type CallerOptions, withCaller } from '../people/caller-flags.ts';

/** `rolecall whoami`: whose credentials these are, by the server's word, and where they come from. */
export const addWhoami: AddCommand = (program, { terminal }) =>
  withCaller(program.command('whoami'))
    .description('say who you are to the server, until when, and where your credentials come from')
    .addOption(outputOption())
    .action(async (options: Options & CallerOptions) => {
      const [{ toldBy }, { whoIs, identityRows }, { rows }, { overTheWire }] = await Promise.all([
        import('../people/told-by.ts'),
        import('../people/who-is.ts'),
        import('../people/rows.ts'),
        import('../people/refusals.ts'),
      ]);
      const known = await overTheWire(() => whoIs(toldBy(options, terminal)));
      terminal.print(options.output === 'json' ? `${JSON.stringify(known)}\n` : rows(identityRows(known)));
    });
