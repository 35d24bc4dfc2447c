import { Command, CommanderError } from 'commander';
import { awsService } from './aws/is-aws.ts';
import type { AddCommand, Kit } from './command.ts';
import { addAccount } from './commands/account.ts';
import { addApply } from './commands/apply.ts';
import { addAssume } from './commands/assume.ts';
import { addAudit } from './commands/audit.ts';
import { addAws } from './commands/aws.ts';
import { addBackup } from './commands/backup.ts';
import { addCompletion } from './commands/completion.ts';
import { addConfigure } from './commands/configure.ts';
import { addConsole } from './commands/console.ts';
import { addCredentialProcess } from './commands/credential-process.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEnv } from './commands/env.ts';
import { addExec } from './commands/exec.ts';
import { addExplain } from './commands/explain.ts';
import { addExport } from './commands/export.ts';
import { addHelp } from './commands/help.ts';
import { addInit } from './commands/init.ts';
import { addKeys } from './commands/keys.ts';
import { addLint } from './commands/lint.ts';
import { addMfa } from './commands/mfa.ts';
import { addRestore } from './commands/restore.ts';
import { addServe } from './commands/serve.ts';
import { addServeCredentials } from './commands/serve-credentials.ts';
import { addSessions } from './commands/sessions.ts';
import { addSimulate } from './commands/simulate.ts';
import { addTry } from './commands/try.ts';
import { addUp } from './commands/up.ts';
import { addWhoCan } from './commands/who-can.ts';
import { addWhoami } from './commands/whoami.ts';
import { DONE, WRONG_USAGE } from './exit-codes.ts';
import type { House } from './house.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

export type { AccountKeys, House, RevokedOf, RotatedIssuer, RotatedKey, Serving, Where } from './house.ts';

/** The commands, in the order of the help: first what a newcomer types, last what an operator seldom does. */
const commands: ReadonlyMap<string, readonly AddCommand[]> = new Map([
  ['To begin:', [addUp, addTry, addInit, addServe]],
  ['Every operation of the services:', [addAws]],
  [
    'To work as a role:',
    [
      addWhoami,
      addAssume,
      addExec,
      addEnv,
      addConsole,
      addCredentialProcess,
      addServeCredentials,
      addConfigure,
      addDoctor,
    ],
  ],
  ['To find out who may do what, and why:', [addWhoCan, addLint, addSimulate, addExplain]],
  [
    'To look after a store:',
    [addAccount, addApply, addExport, addSessions, addAudit, addMfa, addKeys, addBackup, addRestore],
  ],
  ['Help:', [addHelp, addCompletion]],
]);

/** The command line. Gives the exit code. */
export async function run(argv: readonly string[], house: House, terminal: Terminal): Promise<number> {
  let exitCode: number = DONE;
  const exitWith = (code: number) => {
    exitCode = code;
  };
  try {
    const service = awsService(argv);
    if (service !== undefined) {
      const { runAws } = await import('./aws/run.ts');
      return await runAws(service, argv, { terminal, env: process.env, version: house.version });
    }
    await program({ house, terminal, exitWith }).parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    if (error instanceof Refusal) {
      terminal.error(`rolecall: ${error.message}\n`);
      return error.exitCode;
    }
    throw error;
  }
}

/** The program with all its commands; `kit` is what they work with when one is carried out. */
export function program(kit: Kit): Command {
  const root = new Command('rolecall')
    .description('The AWS Security Token Service you can run yourself.')
    .version(kit.house.version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'show this help; `rolecall help COMMAND` says more')
    .helpCommand(false)
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .exitOverride()
    .configureOutput({
      writeOut: kit.terminal.print,
      writeErr: kit.terminal.error,
      outputError: (text, write) => write(text.replace(/^error: /, 'rolecall: ')),
    })
    .showHelpAfterError('(add --help for the options)');
  for (const [group, members] of commands) {
    root.commandsGroup(group);
    for (const add of members) add(root, kit);
  }
  return root;
}
