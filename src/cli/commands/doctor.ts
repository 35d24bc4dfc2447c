import type { AddCommand } from '../command.ts';
import { REFUSED } from '../exit-codes.ts';
import { type Options, outputOption } from '../options.ts';
import { type CallerOptions, withCaller } from '../people/caller-flags.ts';

interface DoctorOptions extends CallerOptions, Options {
  readonly data?: string;
  readonly request?: string;
  readonly canonical?: string;
}

/** `rolecall doctor`: looks at everything that a call depends on, and says what to do about it. */
export const addDoctor: AddCommand = (program, { terminal, exitWith }) =>
  withCaller(program.command('doctor'))
    .description(
      'check what a call depends on: configuration, endpoint, clock, keys, file modes; or a signature that does not match',
    )
    .option('--data <DIR>', 'also the files of the store in this folder')
    .option(
      '--request <FILE>',
      'instead, a request as a client sent it: how the server reads it, and whether its signature holds',
    )
    .option(
      '--canonical <FILE>',
      'with --request: the canonical request that the client signed, as its debug log has it',
    )
    .addOption(outputOption())
    .action(async (options: DoctorOptions) => {
      const { Refusal } = await import('../refusal.ts');
      if (options.canonical !== undefined && options.request === undefined)
        throw new Refusal('--canonical goes with --request', 'usage');
      const isJson = options.output === 'json';
      if (options.request !== undefined) {
        const { compareSignatures } = await import('../people/doctor/compare-signatures.ts');
        const { comparisonText } = await import('../people/doctor/comparison-text.ts');
        const { overTheWire } = await import('../people/refusals.ts');
        const { request, canonical } = options;
        const compared = await overTheWire(() => compareSignatures({ request, canonical }, options, terminal));
        terminal.print(isJson ? `${JSON.stringify(compared)}\n` : comparisonText(compared));
        if (!compared.holds) exitWith(REFUSED);
        return;
      }
      const { examine, findingsText } = await import('../people/doctor/examine.ts');
      const findings = await examine(options, terminal);
      terminal.print(isJson ? `${JSON.stringify({ findings })}\n` : findingsText(findings));
      if (findings.some(({ status }) => status === 'fail')) exitWith(REFUSED);
    });
