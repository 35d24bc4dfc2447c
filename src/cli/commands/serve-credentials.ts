import type { AddCommand } from '../command.ts';
import { ROLE, type RoleOptions, withRole } from '../people/role-flags.ts';

/** `rolecall serve-credentials`: an endpoint on this machine that hands the credentials of a role to AWS's clients (sts.md 10.3). */
export const addServeCredentials: AddCommand = (program, { terminal }) =>
  withRole(program.command('serve-credentials'))
    .description(
      'hand the credentials of a role to clients on this machine, renewed while it runs, as a container does',
    )
    .argument('<ROLE>', ROLE)
    .option('--port <N>', 'port of the loopback address (default: a free one)', '0')
    .action(async (role: string, options: RoleOptions & { readonly port: string }) => {
      const [{ sessionOf }, { serveCredentials }, { readInteger }, { overTheWire }, { Refusal }] = await Promise.all([
        import('../people/session-of.ts'),
        import('../people/credential-server.ts'),
        import('../read-integer.ts'),
        import('../people/refusals.ts'),
        import('../refusal.ts'),
      ]);
      let port: number;
      try {
        port = readInteger(options.port, 0, 65_535);
      } catch (error) {
        throw new Refusal(`${(error as Error).message} for \`--port\``, 'usage');
      }
      const session = await overTheWire(() => sessionOf(role, options, terminal));
      await serveCredentials(session, port, terminal);
    });
