import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { awsFilePaths } from '../../../client/profiles/aws-files.ts';
import { folderProblem, ownerProblem, sessionFolder } from '../session-folder.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Who else can read or write what secrets depend on. */
export function fileFindings(env: NodeJS.ProcessEnv, data: string | undefined): Finding[] {
  const { config, credentials } = awsFilePaths(env);
  return [
    ...secretFile('keys file', credentials),
    ...trustedFile('config file', config),
    sessionsFinding(env),
    ...(data === undefined ? [] : storeFindings(data)),
  ];
}

/** Nobody else may read it, or write it; nor the folder, where it could be put in another's place. */
function secretFile(name: string, file: string): Finding[] {
  const stats = look(file);
  if (stats === undefined) return [];
  const problem = ownerProblem(stats, 0o077) ?? folderOf(file);
  if (problem === undefined) return [ok(name, `${file} is its owner's alone`)];
  return [fail(name, `\`${file}\` ${problem}`, `chmod 600 ${file}; if others saw it, replace the keys`)];
}

/** It may be read; who writes it can name a program that is started. */
function trustedFile(name: string, file: string): Finding[] {
  const stats = look(file);
  if (stats === undefined) return [];
  const problem = ownerProblem(stats, 0o022) ?? folderOf(file);
  return [
    problem === undefined
      ? ok(name, `${file} is written by its owner alone`)
      : fail(name, `\`${file}\` ${problem}`, `chmod go-w ${file}: it can name programs that are started as you`),
  ];
}

function folderOf(file: string): string | undefined {
  const folder = look(dirname(file));
  const problem = folder === undefined ? undefined : ownerProblem(folder, 0o022);
  return problem === undefined ? undefined : `is in a folder that ${problem}`;
}

function sessionsFinding(env: NodeJS.ProcessEnv): Finding {
  const folder = sessionFolder(env);
  const problem = folderProblem(env);
  if (problem !== undefined)
    return fail('sessions', `${problem}: no session is kept`, `chmod go-w, or remove ${folder}`);
  const names = look(folder) === undefined ? [] : readdirSync(folder);
  const open = names.find((name) => {
    const stats = lstatSync(join(folder, name), { throwIfNoEntry: false });
    return stats !== undefined && (!stats.isFile() || ownerProblem(stats, 0o077) !== undefined);
  });
  return open === undefined
    ? ok('sessions', `${names.length} kept in ${folder}`)
    : warn('sessions', `\`${join(folder, open)}\` is open to others, and not used`, `remove it`);
}

const SECRETS = ['root.key'];
const OWN = ['rolecall.db', 'admin.sock'];

function storeFindings(data: string): Finding[] {
  const folder = look(data);
  if (folder === undefined) return [fail('store', `no folder \`${data}\``, '`rolecall init --data DIR` makes a store')];
  const problem = ownerProblem(folder, 0o022);
  if (problem !== undefined) return [fail('store', `\`${data}\` ${problem}`, `chmod go-w ${data}`)];
  const found = [...SECRETS, ...OWN].flatMap((name) => {
    const file = join(data, name);
    const stats = look(file);
    const wrong = stats === undefined ? undefined : ownerProblem(stats, name === 'root.key' ? 0o077 : 0o022);
    return wrong === undefined ? [] : [fail('store', `\`${file}\` ${wrong}`, `chmod 600 ${file}`)];
  });
  return found.length > 0 ? found : [ok('store', `${data} is its owner's alone`)];
}

function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
