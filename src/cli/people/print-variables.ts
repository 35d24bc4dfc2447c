import { appendFileSync } from 'node:fs';
import { Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { overTheWire } from './refusals.ts';
import type { RoleOptions } from './role-flags.ts';
import { sessionOf } from './session-of.ts';
import { SESSION_VARIABLES, sessionVariables } from './session-variables.ts';
import { SHELLS, shellOf } from './shells.ts';

/** Prints the variables of a session for a shell, or hands them to the steps of a GitHub workflow. */
export async function printVariables(
  role: string | undefined,
  options: RoleOptions & { readonly shell?: string; readonly unset?: boolean; readonly show?: boolean },
  terminal: Terminal,
): Promise<void> {
  const name = options.shell ?? shellOf(process.env);
  const shell = SHELLS.get(name ?? '');
  if (name === undefined || shell === undefined)
    throw new Refusal(`say for which shell: --shell ${[...SHELLS.keys()].join('|')}`, 'usage');
  const write = name === 'github' ? toWorkflow() : (lines: readonly string[]) => terminal.print(lines.join(''));

  if (options.unset === true) return write(SESSION_VARIABLES.map((variable) => `${shell.unset(variable)}\n`));
  if (role === undefined) throw new Refusal('`ROLE` is needed, or --unset', 'usage');
  // What stands on a screen is seen, and stays in its memory.
  if (name !== 'github' && process.stdout.isTTY && options.show !== true)
    throw new Refusal(
      `this prints secrets, and stdout is a terminal: evaluate it, as in ${howToEvaluate(name, role)}, or say --show`,
      'usage',
    );
  const session = await overTheWire(() => sessionOf(role, options, terminal));
  const variables = sessionVariables(session);
  if (name === 'github')
    for (const secret of [session.credentials.secretAccessKey, session.credentials.sessionToken])
      terminal.print(`::add-mask::${secret}\n`);
  write([...variables].map(([variable, value]) => `${shell.set(variable, value)}\n`));
}

/** The steps after this one read the file that `GITHUB_ENV` names; one write, so that it is never half there. */
function toWorkflow(): (lines: readonly string[]) => void {
  const file = process.env.GITHUB_ENV;
  if (!file) throw new Refusal('GITHUB_ENV is not set: this is no step of a GitHub workflow', 'usage');
  return (lines) => {
    try {
      appendFileSync(file, lines.join(''));
    } catch (error) {
      throw new Refusal(`cannot write \`${file}\`: ${(error as NodeJS.ErrnoException).code}`);
    }
  };
}

function howToEvaluate(shell: string, role: string): string {
  if (shell === 'fish') return `\`rolecall env ${role} | source\``;
  if (shell === 'powershell') return `\`rolecall env ${role} | Out-String | Invoke-Expression\``;
  return shell === 'dotenv' ? `\`rolecall env ${role} --shell dotenv > FILE\`` : `\`eval "$(rolecall env ${role})"\``;
}
