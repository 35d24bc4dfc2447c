import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment } from '../client.ts';
import { HOME, roleArn, sessionArn, userArn } from '../scenario/step.ts';
import type { LogLine, Server } from '../server.ts';
import { type AwsNames, awsNames } from './aws-names.ts';
import { STEPS } from './results.ts';
import { type Recipe, type Seen, USUAL } from './roster.ts';
import { EXTERNAL_ID, type Person, REGION } from './world.ts';

/** What was wrong with each step; nothing where it passed. */
export type Walk = readonly (readonly string[])[];

const LONGEST_MS = 60_000;

/** Runs a recipe, and holds to account what it printed and what the server's log tells of it. */
export async function walk(recipe: Recipe, person: Person, server: Server, folder: string): Promise<Walk> {
  const names = recipe.needsAwsNames ? await awsNames(server.endpoint, folder) : undefined;
  try {
    return await walkBy(names?.environment ?? {}, recipe, person, server, folder);
  } finally {
    names?.close();
  }
}

async function walkBy(
  names: AwsNames['environment'],
  recipe: Recipe,
  person: Person,
  server: Server,
  folder: string,
): Promise<Walk> {
  const home = join(folder, recipe.name);
  mkdirSync(home);
  if (recipe.config !== undefined) copyFileSync(recipe.config, join(home, 'config'));
  const role = recipe.role ?? 'deploy';
  const { code, stdout, stderr } = await run(recipe.command, {
    ...environmentOf(home),
    AWS_ENDPOINT_URL: server.endpoint,
    AWS_ACCESS_KEY_ID: person.keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: person.keys.secretAccessKey,
    ROLE_ARN: roleArn(HOME, role),
    EXTERNAL_ID,
    MFA_SERIAL: person.device.serial,
    MFA_CODE: await person.device.freshCode(),
    ...recipe.environment,
    ...names,
  });
  const seen = recipe.sees ?? USUAL;
  const logged = await server.nextRequests(seen.flat().length);
  const stray = await server.catchUp();
  const printed = stdout.trimEnd().split('\n');

  const session = sessionArn(HOME, role, recipe.session);
  const expected = [
    `identity ${userArn(HOME, recipe.name)}`,
    `session ${session}`,
    `role ${roleArn(HOME, 'deploy')}`,
    refusalOf(session, recipe, logged.at(-1)?.requestId),
  ];
  let at = 0;
  const wrong = STEPS.map((_, step) => {
    const from = at;
    at += seen[step]!.length;
    return [
      ...(printed[step] === expected[step] ? [] : [`printed \`${printed[step] ?? ''}\` and not \`${expected[step]}\``]),
      ...unlike(seen[step]!, logged.slice(from, at), recipe.userAgent),
    ];
  });
  if (stray.length > 0) wrong.at(-1)!.push(`then the server saw ${stray.map(described).join(', ')}`);
  if (code !== 0) wrong.at(-1)!.push(`it ended with ${code}: ${stderr.trim()}`);
  return wrong;
}

function refusalOf(session: string, { showsRequestId, refusedBecause }: Recipe, requestId: string | undefined): string {
  const because = refusedBecause ?? 'no session policy allows the iam:ListUsers action';
  return `refused AccessDenied ${showsRequestId ? requestId : '-'} User: ${session} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${HOME}:user/ because ${because}`;
}

/** The log must tell of these requests, in this order, from this client. */
export function unlike(seen: readonly Seen[], logged: readonly LogLine[], usual: RegExp): string[] {
  return seen.flatMap(([action, status, userAgent = usual], index) => {
    const line = logged[index];
    if (line === undefined) return [`the server logged no ${action}`];
    return [
      ...(line.action === action && line.status === status
        ? []
        : [`the server logged ${described(line)} and not ${action} ${status}`]),
      ...(userAgent.test(line.userAgent ?? '') ? [] : [`the server logged the user agent \`${line.userAgent}\``]),
    ];
  });
}

const described = ({ action, status, code }: LogLine): string =>
  `${action} ${status}${code === undefined ? '' : ` ${code}`}`;

/**
 * Nothing of whoever runs this: no credentials, no profiles, no metadata service. And no way to AWS itself: a client that
 * does not take our endpoint must not send its request there.
 */
export const environmentOf = (home: string): Record<string, string> => ({
  ...cleanEnvironment({ home, region: REGION, endpoint: '', clients: '', isForMany: false }),
  HTTPS_PROXY: 'http://127.0.0.1:9',
});

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program until it ends, with nothing on its standard input. */
export function run([program, ...words]: readonly string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((done) => {
    const child = execFile(program!, words, { env, timeout: LONGEST_MS, encoding: 'utf8' }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code) || 1, stdout, stderr: stderr || (error?.message ?? '') }),
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end();
  });
}
