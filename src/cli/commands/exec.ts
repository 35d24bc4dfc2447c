import type { AddCommand } from '../command.ts';
import { ROLE, type RoleOptions, withRole } from '../people/role-flags.ts';

/** `rolecall exec`: runs a command as a role; its exit code and its signals are ours. */
export const addExec: AddCommand = (program, { terminal, exitWith }) =>
  withRole(program.command('exec'))
    .description('run a command with the credentials of a role in its environment, and end as it does')
    .argument('<ROLE>', ROLE)
    .argument('<COMMAND...>', 'the command and its arguments, after `--`')
    .option('--nested', 'also within another `rolecall exec`, whose role then assumes this one')
    .action(async (role: string, words: readonly string[], options: RoleOptions & { readonly nested?: boolean }) => {
      const [{ sessionOf }, { run }, variables, { overTheWire }, { Refusal }] = await Promise.all([
        import('../people/session-of.ts'),
        import('../people/run.ts'),
        import('../people/session-variables.ts'),
        import('../people/refusals.ts'),
        import('../refusal.ts'),
      ]);
      const within = process.env[variables.SESSION_VARIABLE];
      if (within && options.nested !== true)
        throw new Refusal(
          `this is within \`rolecall exec\` as ${within} already: --nested goes on from there`,
          'usage',
        );
      const session = await overTheWire(() => sessionOf(role, options, terminal));
      const env = { ...process.env, ...Object.fromEntries(variables.sessionVariables(session)) };
      for (const rival of variables.RIVAL_VARIABLES) delete env[rival];
      exitWith(await run(words, env));
    });
