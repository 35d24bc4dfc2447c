import { Command, CommanderError, Option } from 'commander';
import { Refusal } from './refusal.ts';
import {
  type Flags,
  readSettings,
  type SettingName,
  type Settings,
  settings,
  settingsFile,
  variableOf,
} from './settings.ts';
import { showAccounts, showKeys, showWelcome } from './show.ts';
import type { Terminal } from './terminal.ts';

/** What the commands do; `main` hands it in, so that the command line knows no database and no key. */
export interface House {
  readonly version: string;
  /** Makes a store with these accounts (one random one where none is named) and gives their root keys, once. */
  init(where: Where, accounts: readonly string[]): Promise<readonly AccountKeys[]>;
  /** Whether the folder holds a store. */
  holdsStore(where: Where): boolean;
  /** Serves until it is told to stop; resolves when it listens. */
  serve(settings: Settings & Where): Promise<Serving>;
  /** New root keys for an account, in force when it resolves; the old ones are dead. */
  resetKeys(where: Where, account: string | undefined): Promise<AccountKeys>;
  /** Walks the whole way over the wire as the newcomer's example. */
  tryOut(terminal: Terminal, endpoint: string): Promise<void>;
}

export interface Where {
  readonly data: string;
  readonly 'key-file': string | undefined;
}

export interface AccountKeys {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface Serving {
  readonly url: string;
}

/** The command line. Gives the exit code: 0 done, 1 refused, 2 wrong usage. */
export async function run(argv: readonly string[], house: House, terminal: Terminal): Promise<number> {
  try {
    await program(house, terminal).parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Refusal) {
      terminal.error(`rolecall: ${error.message}\n`);
      return error.exitCode;
    }
    throw error;
  }
}

const SERVE_SETTINGS = Object.keys(settings) as SettingName[];
const PLACE_SETTINGS: readonly SettingName[] = ['data', 'key-file'];

function program(house: House, terminal: Terminal): Command {
  const root = new Command('rolecall')
    .description('The AWS Security Token Service you can run yourself.')
    .version(house.version, '-v, --version')
    .exitOverride()
    .configureOutput({ writeOut: terminal.print, writeErr: terminal.error })
    .showHelpAfterError('(add --help for the options)');

  withSettings(root.command('init'), PLACE_SETTINGS)
    .description('make a store with its key file, and print the root keys of its accounts, once')
    .option('--account <ID>', 'twelve-digit account id; repeatable (default: one random id)', collect)
    .addOption(outputOption())
    .action(async (options: Options) => {
      const { where } = await settle(options);
      showAccounts(terminal, await house.init(where, options.account ?? []), options.output);
    });

  withSettings(root.command('serve'), SERVE_SETTINGS)
    .description('serve STS and IAM from a store')
    .action(async (options: Options) => {
      const settled = await settle(options);
      terminal.print(`listening on ${(await house.serve({ ...settled.settings, ...settled.where })).url}\n`);
    });

  withSettings(root.command('up'), SERVE_SETTINGS)
    .description('serve, and make the store first where there is none')
    .action(async (options: Options) => {
      const { settings: values, where } = await settle(options);
      const made = house.holdsStore(where) ? [] : await house.init(where, []);
      const serving = await house.serve({ ...values, ...where });
      if (made[0] !== undefined) showWelcome(terminal, made[0], serving.url, values.region?.[0]);
      terminal.print(`listening on ${serving.url}\n`);
    });

  root
    .command('try')
    .description('make a user, its key and a role on a running server; assume the role, use it, be refused once')
    .option('--endpoint-url <URL>', 'the server', process.env.AWS_ENDPOINT_URL ?? 'http://127.0.0.1:8787')
    .action((options: { endpointUrl: string }) => house.tryOut(terminal, options.endpointUrl));

  const account = root.command('account').description('administer accounts');
  withSettings(account.command('reset-keys'), PLACE_SETTINGS)
    .description('replace the root keys of an account; the old ones stop working at once')
    .option('--account <ID>', 'which account (default: the only one)')
    .addOption(outputOption())
    .action(async (options: Options) => {
      const { where } = await settle(options);
      showKeys(terminal, await house.resetKeys(where, options.account as string | undefined), options.output);
    });

  return root;
}

interface Options {
  readonly account?: readonly string[];
  readonly output: 'json' | 'text';
  readonly config?: string;
  readonly [flag: string]: unknown;
}

const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

const outputOption = (): Option =>
  new Option('--output <FORMAT>', 'how to print').choices(['json', 'text']).default('text');

/** Adds the flags of some settings, each with its variable named in the help. */
function withSettings(command: Command, names: readonly SettingName[]): Command {
  for (const name of names) {
    const { argument, help, repeatable, fallback } = settings[name];
    const standing = fallback === undefined ? '' : ` (default: ${fallback})`;
    const option = new Option(`--${name} <${argument}>`, `${help}${standing} [${variableOf(name)}]`);
    command.addOption(repeatable ? option.argParser(collect) : option);
  }
  return command.option('--config <FILE>', 'settings file (default: rolecall.yaml where it exists)');
}

/** Puts flags, environment and file together. */
async function settle(options: Options): Promise<{ settings: Settings; where: Where }> {
  const flags: Record<string, string | readonly string[] | undefined> = {};
  for (const name of SERVE_SETTINGS) flags[name] = options[camel(name)] as string | readonly string[] | undefined;
  const file: Flags = await settingsFile(options.config ?? 'rolecall.yaml', options.config !== undefined);
  const settled = readSettings(flags, process.env, file);
  if (settled.data === undefined) throw new Refusal('`--data DIR` is needed: the folder of the store', 'usage');
  return { settings: settled, where: { data: settled.data, 'key-file': settled['key-file'] } };
}

const camel = (name: string): string => name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
