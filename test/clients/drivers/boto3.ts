import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Client, cleanEnvironment, iniOf, type Outcome, type Place, serviceOf, waiterOf } from '../client.ts';
import { lineProcess } from './line-process.ts';

const driver = fileURLToPath(new URL('./boto3_driver.py', import.meta.url));

/** boto3: one Python process that takes calls line by line; a process of its own for a call by profile. */
export function boto3(place: Place): Client {
  const python = join(place.clients, 'venv/bin/python');
  const environment = cleanEnvironment(place);
  const { ask, close } = lineProcess([python, driver], environment);

  return {
    name: 'boto3',
    userAgent: /^Boto3\/1\.\d+/,
    async call({ as, ...call }) {
      const client = {
        endpoint_url: place.endpoint,
        aws_access_key_id: as.accessKeyId,
        aws_secret_access_key: as.secretAccessKey,
        aws_session_token: as.sessionToken ?? null,
      };
      const waiter = waiterOf(call.operation);
      return (await ask({ service: serviceOf(call.operation), ...call, waiter, client })) as Outcome;
    },
    callByProfile({ operation, input, profile, config, environment: more, typed }) {
      const home = join(place.home, profile);
      mkdirSync(home);
      writeFileSync(join(home, 'config'), iniOf(config));
      const env = { ...environment, HOME: home, AWS_CONFIG_FILE: join(home, 'config'), AWS_PROFILE: profile, ...more };
      return once(python, JSON.stringify({ service: serviceOf(operation), operation, input }), env, typed);
    },
    close,
  };
}

function once(python: string, call: string, env: Record<string, string>, typed: string | undefined): Promise<Outcome> {
  return new Promise((done, fail) => {
    // In a session of its own it has no terminal, so the question for an MFA code is answered from stdin.
    const options = { env, detached: true, encoding: 'utf8' } as const;
    const child = execFile(python, [driver, '--once', call], options, (error, stdout) => {
      const last = stdout.trim().split('\n').at(-1) ?? '';
      if (error === null) done(JSON.parse(last));
      else fail(error);
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(typed === undefined ? '' : `${typed}\n`);
  });
}
