import { Option } from 'commander';
import type { AddCommand } from '../command.ts';
import { ROLE, type RoleOptions, withRole } from '../people/role-flags.ts';

interface EnvOptions extends RoleOptions {
  readonly shell?: string;
  readonly unset?: boolean;
  readonly show?: boolean;
}

/** `rolecall env`: prints what a shell evaluates to have the credentials of a role. */
export const addEnv: AddCommand = (program, { terminal }) =>
  withRole(program.command('env'))
    .description('print the credentials of a role as variables: eval "$(rolecall env ROLE)"')
    .argument('[ROLE]', ROLE)
    .addOption(
      new Option('--shell <NAME>', 'for whom (default: your shell)').choices(
        // The keys of SHELLS, which are not loaded for the help.
        ['bash', 'zsh', 'sh', 'fish', 'powershell', 'dotenv', 'github'],
      ),
    )
    .option('--unset', 'print what takes the variables away again')
    .option('--show', 'also to a terminal')
    .action(async (role: string | undefined, options: EnvOptions) => {
      const { printVariables } = await import('../people/print-variables.ts');
      await printVariables(role, options, terminal);
    });
