import { Argument } from 'commander';
import type { AddCommand } from '../command.ts';

/** `rolecall completion SHELL` prints the shell's script; `rolecall complete -- WORDS` is what it asks at each tab. */
export const addCompletion: AddCommand = (program, { terminal }) => {
  program
    .command('completion')
    .description('print the script by which a shell completes rolecall: `eval "$(rolecall completion bash)"`')
    .addArgument(new Argument('<SHELL>', 'your shell').choices(['bash', 'zsh', 'fish', 'powershell']))
    .action(async (shell: 'bash' | 'zsh' | 'fish' | 'powershell') => {
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
