import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { HOME, roleArn } from '../scenario/step.ts';
import { program, type Server } from '../server.ts';
import { environmentOf } from './walk.ts';
import type { Person } from './world.ts';

/** `rolecall serve-credentials` of the role `hub`: what it told to set, and how to end it. */
export interface Container {
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<number | null>;
}

export async function startContainer(server: Server, person: Person, home: string): Promise<Container> {
  mkdirSync(home);
  const env = {
    ...environmentOf(home),
    AWS_ACCESS_KEY_ID: person.keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: person.keys.secretAccessKey,
    AWS_ENDPOINT_URL: server.endpoint,
  };
  const words = [program, 'serve-credentials', roleArn(HOME, 'hub')];
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const told = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^export (AWS_CONTAINER_\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) told.set(name, value!);
    if (told.size === 2) break;
  }
  // Where it says nothing of the sort it has ended: the features that need it fail then, and how it ended is told.
  await server.catchUp();
  return {
    environment: Object.fromEntries(told),
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
