import { Argument } from 'commander';
import type { AddCommand } from '../command.ts';
import type { Shell } from '../completion/scripts.ts';

/** The scripts are not loaded for the help. */
const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish', 'powershell'];

/** `rolecall completion SHELL` prints the shell's script; `rolecall complete -- WORDS` is what it asks at each tab. */
export const addCompletion: AddCommand = (program, { terminal }) => {
  program
    .command('completion')
    .description('print the script by which a shell completes rolecall: `eval "$(rolecall completion bash)"`')
    .addArgument(new Argument('<SHELL>', 'your shell').choices(SHELLS))
    .action(async (shell: Shell) => {
      const { SCRIPTS } = await import('../completion/scripts.ts');
      terminal.print(SCRIPTS[shell]);
    });
  program
    .command('complete', { hidden: true })
    .description('answer a shell that completes: the words so far, the last one being typed')
    .argument('[WORDS...]')
    .action(async (words: readonly string[]) => {
      const { candidateLines, complete } = await import('../completion/complete.ts');
      terminal.print(candidateLines(await complete(words, program, process.env)));
    });
};
