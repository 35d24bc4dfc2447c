import type { AddCommand } from '../command.ts';
import { type Options, outputOption } from '../options.ts';
import { ROLE, type RoleOptions, withRole } from '../people/role-flags.ts';

interface ConsoleOptions extends RoleOptions, Options {
  readonly destination?: string;
  readonly consoleDuration?: string;
  readonly open?: boolean;
}

/** `rolecall console`: a link that signs a browser in as a role (sts.md 7). */
export const addConsole: AddCommand = (program, { terminal }) =>
  withRole(program.command('console'))
    .description('print a link that signs a browser in as a role, or open it')
    .argument('<ROLE>', ROLE)
    .option('--destination <URL>', 'where it leads; the operator registers others than the server’s own page')
    .option('--console-duration <TIME>', 'how long to stay signed in, in seconds, or as 30m, 2h')
    .option('--open', 'open it in a browser instead of printing it')
    .addOption(outputOption())
    .action(async (role: string, options: ConsoleOptions) => {
      const [{ sessionOf }, { signInLink }, { openPrivately }, { overTheWire }] = await Promise.all([
        import('../people/session-of.ts'),
        import('../people/sign-in-link.ts'),
        import('../people/open-privately.ts'),
        import('../people/refusals.ts'),
      ]);
      const link = await overTheWire(async () => signInLink(await sessionOf(role, options, terminal), options));
      if (options.open === true) {
        await openPrivately(link);
        return terminal.error('Opened in a browser.\n');
      }
      terminal.print(options.output === 'json' ? `${JSON.stringify({ link })}\n` : `${link}\n`);
      terminal.error(
        'Whoever opens this link first is signed in as you: keep it to yourself. It is good for 15 minutes, once.\n',
      );
    });
