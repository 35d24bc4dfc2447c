import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { home, keysIn } from './people.ts';
import { folder, PROGRAM_FOLDER, rolecall } from './process.ts';

const complete = async (words: readonly string[], env: Record<string, string> = {}, cwd = folder()) => {
  const { code, stdout, stderr } = await rolecall(['complete', '--', ...words], { env: { ...home(), ...env }, cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t')[0]!);
};

describe('rolecall complete', () => {
  it.each([
    ['a command', ['sim'], ['simulate']],
    ['a command within a command', ['audit', 'w'], ['why']],
    ['an option of ours', ['serve', '--port'], ['--port']],
    ['a choice of ours', ['whoami', '--output', 'te'], ['text']],
    ['a choice behind =', ['whoami', '--output=j'], ['--output=json']],
    ['a shell', ['completion', ''], ['bash', 'zsh', 'fish', 'powershell']],
    ['a service', ['i'], ['init', 'iam']],
    ['an operation', ['sts', 'get-c'], ['get-caller-identity']],
    ['an operation behind options', ['--output', 'json', 'sts', 'get-c'], ['get-caller-identity']],
    ['a waiter', ['iam', 'wait', 'role'], ['role-exists']],
    ['an option', ['sts', 'assume-role', '--role-s'], ['--role-session-name']],
    ['what is needed, first', ['sts', 'assume-role', ''], ['--role-arn', '--role-session-name']],
    ['not what is there', ['sts', 'assume-role', '--role-arn', 'x', ''], ['--role-session-name']],
    ['nothing for a text', ['sts', 'assume-role', '--role-arn', ''], []],
    ['an enumeration', ['iam', 'list-policies', '--scope', ''], ['All', 'AWS', 'Local']],
    ['an enumeration in a list', ['iam', 'get-account-authorization-details', '--filter', 'User', 'Ro'], ['Role']],
    ['a format', ['sts', '--output', 'y'], ['yaml', 'yaml-stream']],
    ['AWS’s paging stays its own', ['iam', 'list-roles', '--ma'], ['--max-items']],
    ['files', ['explain', '--request', ''], [':files']],
    ['nothing at all', ['sts', 'no-such-operation', '--x'], []],
    [
      'a line that is wrong',
      ['sts', 'assume-role', '--duration-seconds', '--role-', '--max-items', 'x', '--role-a'],
      ['--role-arn'],
    ],
  ])('%s', async (_what, words, candidates) => expect(await complete(words)).toEqual(candidates));

  it('completes nothing of an option that waits for a text', async () => {
    expect(await complete(['sts', 'assume-role', '--external-id', 'a'])).toEqual([]);
  });

  it('profiles', async () => {
    const keys = { accessKeyId: 'a', secretAccessKey: 'b' };
    const env = home({ config: '[profile two]\nregion = eu-west-1\n', credentials: keysIn('one', keys) });
    expect(await complete(['sts', 'get-caller-identity', '--profile', ''], env)).toEqual(['one', 'two']);
    expect(await complete(['whoami', '--profile', 't'], env)).toEqual(['two']);
  });

  it('files behind file://', async () => {
    const here = folder();
    mkdirSync(join(here, 'policies'));
    writeFileSync(join(here, 'policy.json'), '');
    const word = ['sts', 'assume-role', '--policy', 'file://pol'];
    expect((await complete(word, {}, here)).sort()).toEqual(['file://policies/', 'file://policy.json']);
    expect(await complete([...word.slice(0, -1), `file://${here}/policy`], {}, here)).toEqual([
      `file://${here}/policy.json`,
    ]);
    expect(await complete([...word.slice(0, -1), 'file:///no/such/'], {}, here)).toEqual([]);
  });

  it('every option has a name of its own among those that are offered', async () => {
    const offered = await complete(['iam', 'create-role', '--']);
    expect(new Set(offered).size).toBe(offered.length);
    expect(offered).toContain('--assume-role-policy-document');
    expect(offered).toContain('--query');
  });
});

/** A folder with `rolecall` in it, for the shells. */
let bin: string;
beforeAll(() => {
  bin = folder();
  const program = join(PROGRAM_FOLDER, 'rolecall.js');
  writeFileSync(join(bin, 'rolecall'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(join(bin, 'rolecall'), 0o755);
});

/** Whether a shell is there; one that is not is named. */
function found(shell: string): boolean {
  const isFound = spawnSync(shell, ['--version']).status === 0;
  if (!isFound) console.log(`NOT RUN: completion in ${shell}: it is not on this machine`);
  return isFound;
}

function run(shell: string, args: readonly string[], cwd = folder()): string {
  const env = { ...home(), PATH: `${bin}:${process.env.PATH}`, TERM: 'dumb', LANG: 'C.UTF-8' };
  const { stdout, stderr } = spawnSync(shell, args, { env, cwd, encoding: 'utf8', timeout: 30_000 });
  return stdout + stderr;
}

const ARN = 'arn:aws:iam::123456789012:role/demo';

/** What a terminal shows when a line is typed to a shell and the tab key is pressed. */
function atKeyboard(shell: readonly string[], setUp: string, line: string): string {
  const steps = [
    { type: `PS1='> '; ${setUp}; echo RE''ADY\n` },
    { await: 'READY' },
    { type: `${line}\t` },
    { await: `${line}` },
    { await: ' ' },
    { type: '\u0001\u000bexit\n' },
  ];
  const script = join(import.meta.dirname, 'terminal.py');
  const shown = JSON.parse(run('python3', [script, JSON.stringify(steps), ...shell])).shown as string;
  return shown.slice(shown.lastIndexOf('READY')).replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}

describe.skipIf(!found('bash'))('bash', () => {
  it('completes at the keyboard', () => {
    const tab = (line: string) => atKeyboard(['bash', '--norc', '-i'], 'eval "$(rolecall completion bash)"', line);
    expect(tab('rolecall sts get-calle')).toContain('get-caller-identity ');
    expect(tab(`rolecall sts assume-role --role-arn ${ARN} --role-sess`)).toContain('--role-session-name ');
    expect(tab('rolecall sts assume-role --policy file:///etc/host.c')).toContain('file:///etc/host.conf ');
  });

  /** As readline calls it: words split at its breaks, : and = among them. */
  const tab = (line: string, cwd?: string): string[] => {
    const script = `
      source <(rolecall completion bash)
      COMP_LINE=$1 COMP_POINT=\${#1} COMP_WORDS=() COMP_CWORD=0
      compopt() { :; }
      word= 
      for ((i = 0; i < \${#COMP_LINE}; i++)); do
        c=\${COMP_LINE:i:1}
        case $c in
          ' ') [[ -n $word ]] && COMP_WORDS+=("$word"); word= ;;
          ':'|'=') if [[ -n $word && $word != [:=]* ]]; then COMP_WORDS+=("$word"); word=; fi; word+=$c
             if [[ \${COMP_LINE:i+1:1} != [:=] ]]; then COMP_WORDS+=("$word"); word=; fi ;;
          *) word+=$c ;;
        esac
      done
      COMP_WORDS+=("$word"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      _rolecall
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run('bash', ['-c', script, 'bash', line], cwd).split('\n').filter(Boolean);
  };

  it.each([
    ['rolecall sts get-ca', ['get-caller-identity']],
    ['rolecall   sts   assume-role ', ['--role-arn', '--role-session-name']],
    [`rolecall sts assume-role --role-arn ${ARN} --role-s`, ['--role-session-name']],
    ['rolecall iam list-policies --scope=A', ['All', 'AWS']],
    ['rolecall sts --output tab', ['table']],
    ['rolecall sts assume-role --policy file:///etc/host.c', ['///etc/host.conf']],
  ])('%s', (line, words) => expect(tab(line)).toEqual(words));

  it('runs nothing that is typed', () => {
    const cwd = folder();
    tab('rolecall sts assume-role --role-arn $(touch ran) --role-s', cwd);
    tab('rolecall sts assume-role --role-arn `touch ran` --role-s', cwd);
    expect(run('ls', [], cwd)).toBe('');
  });
});

describe.skipIf(!found('zsh'))('zsh', () => {
  const tab = (line: string) =>
    atKeyboard(
      ['zsh', '-f', '-i'],
      'autoload -Uz compinit; compinit -u -d $HOME/dump; eval "$(rolecall completion zsh)"',
      line,
    );

  it('completes an operation, and what has colons before it', () => {
    expect(tab('rolecall sts get-calle')).toContain('get-caller-identity ');
    expect(tab(`rolecall sts assume-role --role-arn ${ARN} --role-sess`)).toContain('--role-session-name ');
  });
});

describe.skipIf(!found('fish'))('fish', () => {
  const tab = (line: string): string[] =>
    run('fish', ['--no-config', '-c', 'rolecall completion fish | source; complete -C $argv[1]', line])
      .split('\n')
      .filter(Boolean)
      .map((one) => one.split('\t')[0]!);

  it.each([
    ['rolecall sts get-ca', ['get-caller-identity']],
    ['rolecall sts assume-role ', ['--role-arn', '--role-session-name']],
    [`rolecall sts assume-role --role-arn ${ARN} --role-s`, ['--role-session-name']],
    ['rolecall sts --output tab', ['table']],
  ])('%s', (line, words) => expect(tab(line)).toEqual(words));
});

describe('PowerShell', () => {
  it('has a script; no package of it is to be had here, so it is not run', async () => {
    const { stdout } = await rolecall(['completion', 'powershell']);
    expect(stdout).toContain('Register-ArgumentCompleter -Native -CommandName rolecall');
    console.log('NOT RUN: completion in PowerShell: neither apt nor a registry of this project carries it');
  });
});
