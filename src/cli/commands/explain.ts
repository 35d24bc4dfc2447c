import type { Explanation } from '../../policy/index.ts';
import type { AddCommand } from '../command.ts';
import { type Options, outputOption } from '../options.ts';
import { type PolicyFiles, readText, withPolicyFiles } from '../policy-files.ts';
import { Refusal } from '../refusal.ts';

interface Explain extends Options, PolicyFiles {
  readonly request?: string;
  readonly decision?: string;
}

/** `rolecall explain`: all that led to a decision, made now or printed earlier by `rolecall simulate --output json`. */
export const addExplain: AddCommand = (program, { terminal }) =>
  withPolicyFiles(program.command('explain'))
    .description('decide one request by policies in files, and tell all that led to it')
    .option('--request <FILE>', 'the request: JSON with action, resource, principal, context')
    .option('--decision <FILE>', 'explain what `rolecall simulate --output json` printed, instead')
    .addOption(outputOption())
    .action(async (options: Explain) => {
      const { decision, output, ...inputs } = options;
      // A decision was made from other files: whoever names some beside it would think that they counted.
      if (decision !== undefined && Object.keys(inputs).length > 0) {
        throw new Refusal('`--decision FILE` stands alone: it holds its policies and its request', 'usage');
      }
      const { explained, text } = await (decision === undefined ? made(options) : printed(decision));
      terminal.print(output === 'json' ? `${JSON.stringify(explained)}\n` : text);
    });

interface Told {
  readonly explained: Explanation;
  readonly text: string;
}

async function made(options: Explain): Promise<Told> {
  if (options.request === undefined) throw new Refusal('`--request FILE` or `--decision FILE` is needed', 'usage');
  const { describe, simulated } = await import('../simulated.ts');
  const explained = simulated(options, options.request);
  return { explained, text: describe(explained) };
}

/** Whatever the file holds, it is either described or refused. */
async function printed(file: string): Promise<Told> {
  const { describe } = await import('../simulated.ts');
  const text = readText(file);
  try {
    const explained = JSON.parse(text) as Explanation;
    return { explained, text: describe(explained) };
  } catch {
    throw new Refusal(`not a decision that \`rolecall simulate --output json\` printed: \`${file}\``);
  }
}
