import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Call,
  type Client,
  cleanEnvironment,
  type Input,
  iniOf,
  type Outcome,
  type Place,
  sentenceOf,
  serviceOf,
  waiterOf,
} from '../client.ts';
import { loadedOnce, startedAnew } from './aws-cli-program.ts';

interface Version {
  readonly name: string;
  /** The program and its first arguments. */
  readonly command: readonly [string, ...string[]];
  /** The Python that it runs by; absent where it is a program by itself. */
  readonly interpreter?: string | undefined;
  readonly userAgent: RegExp;
  readonly noProfiles?: string;
  /** Why it may be that it does not know an operation; absent where it has to know them all. */
  readonly isOld?: string;
}

/** The AWS CLI, either version: a process for each call, JSON out, its own sentence on stderr where it was refused. */
export function awsCli(version: Version, place: Place): Client {
  const { command, interpreter, isOld, ...self } = version;
  const environment = cleanEnvironment(place);
  const program =
    place.isForMany && interpreter !== undefined ? loadedOnce(interpreter, environment) : startedAnew(command);
  writeFileSync(join(place.home, 'config'), '');
  writeFileSync(join(place.home, 'unchecked'), iniOf({ default: { parameter_validation: 'false' } }));

  return {
    ...self,
    async call(call) {
      return aws(call, ['--endpoint-url', place.endpoint], {
        AWS_ACCESS_KEY_ID: call.as.accessKeyId,
        AWS_SECRET_ACCESS_KEY: call.as.secretAccessKey,
        ...(call.as.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: call.as.sessionToken }),
        ...(call.unchecked ? { AWS_CONFIG_FILE: join(place.home, 'unchecked') } : {}),
      });
    },
    async callByProfile({ profile, config, environment: more, typed, ...call }) {
      // A home of its own, or the CLI would find the credentials of the last call in its cache.
      const home = join(place.home, profile);
      mkdirSync(home);
      writeFileSync(join(home, 'config'), iniOf(config));
      return aws(call, ['--profile', profile], { HOME: home, AWS_CONFIG_FILE: join(home, 'config'), ...more }, typed);
    },
    close: program.close,
  };

  async function aws(
    { operation, input, manner = 'once' }: Pick<Call, 'operation' | 'input'> & Partial<Pick<Call, 'manner'>>,
    options: readonly string[],
    more: Readonly<Record<string, string>>,
    typed?: string,
  ): Promise<Outcome> {
    const seedFile = join(place.home, 'seed');
    const makesSeed = operation === 'CreateVirtualMFADevice';
    const words = [
      serviceOf(operation),
      ...(manner === 'waiter' ? ['wait', kebab(waiterOf(operation))] : [kebab(operation)]),
      ...flags(input, place.home),
      ...(manner === 'pages' ? ['--page-size', '1'] : []),
      ...(makesSeed ? ['--outfile', seedFile, '--bootstrap-method', 'Base32StringSeed'] : []),
      ...['--output', 'json'],
      ...options,
    ];
    const { code, stdout, stderr } = await program.run(words, { ...environment, ...more }, typed);
    if (code !== 0 && isOld !== undefined && UNKNOWN.test(stderr)) return { unknown: isOld };
    if (code !== 0) return refusal(stderr);

    const output = stdout.trim() === '' ? {} : JSON.parse(stdout);
    if (operation === 'GetCredentialReport') output.Content = Buffer.from(output.Content, 'base64').toString();
    if (makesSeed) {
      // The CLI gives the seed to a file and leaves it out of what it prints.
      output.VirtualMFADevice.Base32StringSeed = readFileSync(seedFile, 'latin1');
      rmSync(seedFile);
    }
    return { output };
  }
}

/** What it says of a command or an option that it does not know. */
const UNKNOWN = /Invalid choice|Unknown options:/;

/** `RoleSessionName: 'x'` -> `--role-session-name x`; lists and structures as JSON, which every version reads. */
const flags = (input: Input, home: string): string[] =>
  Object.entries(input).flatMap(([member, value]) => {
    const flag = kebab(member);
    if (typeof value === 'boolean') return [`--${value ? '' : 'no-'}${flag}`];
    return [`--${flag}`, typeof value === 'object' ? JSON.stringify(value) : asArgument(String(value), home, flag)];
  });

/** A text that would look like a flag, such as PEM, comes from a file. */
function asArgument(text: string, home: string, name: string): string {
  if (!text.startsWith('-')) return text;
  const file = join(home, name);
  writeFileSync(file, text);
  return `file://${file}`;
}

/** `CreateVirtualMFADevice` -> `create-virtual-mfa-device`. */
const kebab = (name: string): string =>
  name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();

/** Reads the sentence that both versions print. The text is taken to the letter, its trailing space too. */
function refusal(stderr: string): Outcome {
  const sentence = /An error occurred \(([^)]*)\) when calling the (\w+) operation(?: \([^)]*\))?: ([^\n]*)/.exec(
    stderr,
  );
  if (sentence === null) return { operation: undefined, code: 'the client itself', message: stderr.trim() };
  return { operation: sentence[2], code: sentence[1]!, message: sentenceOf(sentence[3]!) };
}
