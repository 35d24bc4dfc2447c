import type { Explanation } from '../../policy/index.ts';
import type { AddCommand } from '../command.ts';
import { type Options, outputOption, PLACE_SETTINGS, withSettings } from '../options.ts';
import { type PolicyFiles, readText, withPolicyFiles } from '../policy-files.ts';
import { Refusal } from '../refusal.ts';

interface Explain extends Options, PolicyFiles {
  readonly request?: string;
  readonly decision?: string;
  readonly message?: string;
}

/** What goes with `--message`. */
const OF_MESSAGES = ['profile', 'region', 'endpointUrl', 'data', 'keyFile', 'database', 'databaseFile', 'config'];

/**
 * `rolecall explain`: all that led to a decision: one that is made now, one that `rolecall simulate --output json` printed, or
 * one of a server, by the message that came with its denial.
 */
export const addExplain: AddCommand = (program, kit) =>
  withSettings(withPolicyFiles(program.command('explain')), PLACE_SETTINGS)
    .description(
      'decide one request by policies in files, and tell all that led to it; or tell why a server denied one',
    )
    .option('--request <FILE>', 'the request: JSON with action, resource, principal, context')
    .option('--decision <FILE>', 'explain what `rolecall simulate --output json` printed, instead')
    .option(
      '--message <TEXT>',
      'explain the encoded message of a denial, instead; `-` is standard input. A server decodes it, or with `--data` the store, which has the documents too. By request id: `rolecall audit why`',
    )
    .option('--profile <NAME>', 'with `--message`: whose credentials, from ~/.aws [AWS_PROFILE]')
    .option('--region <NAME>', 'with `--message`: the region to sign for [AWS_REGION]')
    .option('--endpoint-url <URL>', 'with `--message`: where Rolecall answers [AWS_ENDPOINT_URL]')
    .addOption(outputOption())
    .action(async (options: Explain) => {
      const { terminal } = kit;
      const { decision, output, message, ...inputs } = options;
      const given = Object.keys(inputs);
      if (message !== undefined) {
        if (decision !== undefined || given.some((name) => !OF_MESSAGES.includes(name)))
          throw new Refusal(
            '`--message` brings its own decision: policies, `--request` and `--decision` do not go with it',
            'usage',
          );
        const { explainMessage } = await import('../explain-message.ts');
        return explainMessage({ ...options, message }, kit);
      }
      const alien = given.find((name) => OF_MESSAGES.includes(name));
      if (alien !== undefined) throw new Refusal('flags of servers and stores go with `--message` alone', 'usage');
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
  if (options.request === undefined)
    throw new Refusal('`--request FILE`, `--decision FILE` or `--message TEXT` is needed', 'usage');
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
