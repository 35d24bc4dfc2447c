import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import { type Call, type Client, cleanEnvironment, iniOf, type Outcome, type Place, serviceOf } from '../client.ts';

const itself = fileURLToPath(import.meta.url);

/** The AWS SDK for JavaScript, in this process; in one of its own for a call by profile, which it reads from the environment. */
export function jsSdk(place: Place): Client {
  return {
    name: 'js-sdk',
    userAgent: /^aws-sdk-js\/3\./,
    noMfaPrompt: 'the SDK asks nobody for a code: an application has to hand it a function',
    call: ({ as: { accessKeyId, secretAccessKey, sessionToken }, ...call }) => {
      const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
      return send(call, { endpoint: place.endpoint, region: place.region, credentials });
    },
    callByProfile({ operation, input, profile, config, environment }) {
      const home = join(place.home, profile);
      mkdirSync(home);
      writeFileSync(join(home, 'config'), iniOf(config));
      const env = {
        ...cleanEnvironment(place),
        AWS_CONFIG_FILE: join(home, 'config'),
        AWS_PROFILE: profile,
        ...environment,
      };
      return new Promise((done, fail) => {
        execFile(
          process.execPath,
          [itself, JSON.stringify({ operation, input })],
          { env, encoding: 'utf8' },
          (error, stdout) => {
            if (error === null) done(JSON.parse(stdout));
            else fail(error);
          },
        );
      });
    },
    async close() {},
  };
}

type Settings = ConstructorParameters<typeof sts.STSClient>[0];
type Command = Parameters<sts.STSClient['send']>[0];

async function send({ operation, input }: Pick<Call, 'operation' | 'input'>, settings: Settings): Promise<Outcome> {
  const [module, Service] = serviceOf(operation) === 'sts' ? [sts, sts.STSClient] : [iam, iam.IAMClient];
  const commands = module as unknown as Readonly<Record<string, new (input: unknown) => Command>>;
  const client = new Service(settings as object) as sts.STSClient;
  try {
    const { $metadata, ...output } = await client.send(new commands[`${operation}Command`]!(input));
    return { output: plain(output) };
  } catch (error) {
    const { name, message } = error as Error;
    if (!(error instanceof sts.STSServiceException || error instanceof iam.IAMServiceException)) {
      return { operation: undefined, code: 'the client itself', message: `${name}: ${message}` };
    }
    // The SDK does not say which operation was refused.
    return { operation: undefined, code: name, message };
  } finally {
    client.destroy();
  }
}

/** Times and blobs as text, as the other clients give them. */
const plain = (output: object): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(output, (_key, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    ),
  );

if (process.argv[1] === itself) {
  const outcome = await send(JSON.parse(process.argv[2]!), {});
  process.stdout.write(JSON.stringify(outcome));
}
