import type { AddCommand } from '../command.ts';
import { ANSWER_IS_NO } from '../exit-codes.ts';
import { type Options, outputOption } from '../options.ts';
import { type PolicyFiles, withPolicyFiles } from '../policy-files.ts';

/** `rolecall simulate`: decides one request by policies in files, with the engine that the server has. */
export const addSimulate: AddCommand = (program, { terminal, exitWith }) =>
  withPolicyFiles(program.command('simulate'))
    .description('decide one request by policies in files; exit 0 allowed, 3 denied')
    .requiredOption('--request <FILE>', 'the request: JSON with action, resource, principal, context')
    .addOption(outputOption())
    .action(async (options: Options & PolicyFiles & { readonly request: string }) => {
      const { describe, simulated } = await import('../simulated.ts');
      const explained = simulated(options, options.request);
      terminal.print(options.output === 'json' ? `${JSON.stringify(explained)}\n` : describe(explained, 'brief'));
      if (!explained.decision.allowed) exitWith(ANSWER_IS_NO);
    });
