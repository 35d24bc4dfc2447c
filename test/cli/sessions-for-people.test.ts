import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { atTerminal } from './at-terminal.ts';
import { ACCOUNT, home, keptIn, keysIn, keysOf, roleArn, type World, world } from './people.ts';
import { environment, folder, PROGRAM, rolecall } from './process.ts';

let w: World;
beforeAll(async () => {
  w = await world();
});

const annAt = (more: Record<string, string> = {}) => home({}, { ...keysOf(w.ann), AWS_ENDPOINT_URL: w.url, ...more });
const miaAt = () => home({}, { ...keysOf(w.mia), AWS_ENDPOINT_URL: w.url });
const sessionName = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
const isRoot = process.geteuid?.() === 0;

describe('rolecall whoami', () => {
  it('says who one is, and who said so', async () => {
    expect(await rolecall(['whoami'], { env: annAt() })).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(
        new RegExp(
          `^account +${ACCOUNT}\narn +arn:aws:iam::${ACCOUNT}:user/ann\nkind +IAM user\nuser id +AIDA\\w+\n` +
            `credentials +the environment\nendpoint +${w.url} \\(AWS_ENDPOINT_URL\\)\nregion +us-east-1 \\(the default\\)\n$`,
        ),
      ),
    });
  });

  it('through a chain of profiles', async () => {
    const config = `[profile dep]\nrole_arn = ${roleArn('deploy')}\nsource_profile = ann\nrole_session_name = one\n[profile deep]\nrole_arn = ${roleArn('deep')}\nsource_profile = dep\nrole_session_name = two\nendpoint_url = ${w.url}\nregion = eu-west-1\n`;
    const env = home({ config, credentials: keysIn('ann', w.ann) });
    const { stdout } = await rolecall(['whoami', '--profile', 'deep', '--output', 'json'], { env });
    expect(JSON.parse(stdout)).toMatchObject({
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deep/two`,
      kind: 'role session',
      session: 'two',
      until: expect.stringMatching(/Z$/),
      region: 'eu-west-1',
      from: {
        credentials: 'profile `deep`, by profile `dep`, by profile `ann`',
        endpoint: join(env.HOME, '.aws/config:9'),
      },
    });
  });

  const refusals: readonly [
    name: string,
    args: readonly string[],
    env: () => Record<string, string>,
    code: number,
    told: RegExp,
  ][] = [
    ['nobody', ['whoami'], () => home({}, { AWS_ENDPOINT_URL: w.url }), 1, /^no credentials: .*--profile/],
    [
      'keys of another server',
      ['whoami'],
      () => annAt({ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' }),
      1,
      /^GetCallerIdentity is refused: .*InvalidClientTokenId.*rolecall doctor/,
    ],
    [
      'a wrong secret',
      ['whoami'],
      () => annAt({ AWS_SECRET_ACCESS_KEY: 'wrong' }),
      1,
      /SignatureDoesNotMatch.*rolecall doctor/,
    ],
    [
      'nobody there',
      ['whoami', '--endpoint-url', 'http://127.0.0.1:1'],
      annAt,
      1,
      /^no answer from http:\/\/127.0.0.1:1: .*rolecall up/,
    ],
    ['a profile that is nowhere', ['whoami', '--profile', 'p'], annAt, 1, /^no profile `p` in/],
    ['a file that does not read', ['whoami'], () => home({ config: '[a' }), 1, /config:1: neither/],
    ['an endpoint that is none', ['whoami', '--endpoint-url', '127.0.0.1'], annAt, 1, /--endpoint-url is no http/],
    ['a wrong flag', ['whoami', '--profil', 'x'], annAt, 2, /unknown option '--profil'\n\(Did you mean --profile\?\)/],
  ];
  it.each(refusals)('refuses %s', async (_name, args, env, code, told) => {
    const ended = await rolecall(args, { env: env() });
    expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(/^rolecall: /) });
    expect(ended.stderr.slice('rolecall: '.length)).toMatch(told);
    if (code === 1) expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('rolecall assume', () => {
  it('says who one is then, and until when', async () => {
    const { code, stdout } = await rolecall(['assume', 'deploy'], { env: annAt() });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      new RegExp(
        `^arn +arn:aws:sts::${ACCOUNT}:assumed-role/deploy/${sessionName}\nuntil +20.*Z \\(1 hour\\)\nendpoint +${w.url}\n`,
      ),
    );
    expect(stdout).not.toMatch(/ASIA/);
  });

  it('by ARN, by name, by profile', async () => {
    const env = annAt();
    writeFileSync(
      join(env.HOME, '.aws/config'),
      `[profile p]\nrole_arn = ${roleArn('deploy')}\ncredential_source = Environment\n`,
    );
    for (const role of [roleArn('deploy'), 'deploy', '/deploy', 'p'])
      expect((await rolecall(['assume', role], { env })).stdout).toContain(':assumed-role/deploy/');
  });

  it('with all that goes with it', async () => {
    const policy = join(folder(), 'policy.json');
    writeFileSync(
      policy,
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}]}',
    );
    const flags = [
      '--external-id',
      'blue',
      '--duration',
      '20m',
      '--session-name',
      'blue-1',
      '--policy',
      policy,
      '--tag',
      'team=a=b',
      '--transitive-tag',
      'team',
      '--source-identity',
      'ann',
    ];
    const { code, stdout } = await rolecall(['assume', 'guarded', ...flags], { env: annAt() });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/assumed-role\/guarded\/blue-1\nuntil.*\(20 minutes\)/)]);
  });

  it('through roles on the way', async () => {
    const { code, stdout } = await rolecall(['assume', 'deep', '--via', 'deploy'], { env: annAt() });
    expect([code, stdout]).toEqual([0, expect.stringContaining(':assumed-role/deep/')]);
  });

  it('a profile’s role by somebody else, with what the profile says of it', async () => {
    const config = `[profile theirs]\nrole_arn = ${roleArn('guarded')}\nsource_profile = nobody\nexternal_id = blue\n[profile ann]\n`;
    const env = { ...home({ config, credentials: keysIn('ann', w.ann) }), AWS_ENDPOINT_URL: w.url };
    const { code, stdout } = await rolecall(['assume', 'theirs', '--profile', 'ann'], { env });
    expect([code, stdout]).toEqual([0, expect.stringContaining(':assumed-role/guarded/')]);
  });

  it('a profile by web identity takes no options, and is refused in the service’s words', async () => {
    const env = annAt();
    const token = join(env.HOME, 'token');
    writeFileSync(token, 'no.token.atall');
    writeFileSync(
      join(env.HOME, '.aws/config'),
      `[profile web]\nrole_arn = ${roleArn('deploy')}\nweb_identity_token_file = ${token}\n`,
    );
    const refused = await rolecall(['assume', 'web', '--external-id', 'blue'], { env });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('by web identity: it says itself') });
    const asked = await rolecall(['assume', 'web'], { env });
    expect(asked).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^rolecall: AssumeRoleWithWebIdentity is refused: .*InvalidIdentityToken/),
    });
    expect(asked.stderr).not.toContain('no.token.atall');
  });

  it('as JSON', async () => {
    const { stdout } = await rolecall(['assume', 'deploy', '--output', 'json'], { env: annAt() });
    expect(JSON.parse(stdout)).toEqual({
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA/),
        SecretAccessKey: expect.any(String),
        SessionToken: expect.any(String),
        Expiration: expect.stringMatching(/Z$/),
      },
      AssumedRoleUser: {
        AssumedRoleId: expect.stringMatching(/^AROA/),
        Arn: expect.stringContaining(':assumed-role/deploy/'),
      },
    });
  });

  const refusals: readonly [args: readonly string[], code: number, told: RegExp][] = [
    [['guarded'], 1, /AssumeRole is refused: User: .*ann is not authorized/],
    [['nowhere'], 1, /AssumeRole is refused: .*AccessDenied/],
    [['deploy', '--duration', '13h'], 1, /ValidationError/],
    [['deploy', '--duration', 'long'], 2, /--duration/],
    [['deploy', '--tag', 'team'], 2, /KEY=VALUE for `--tag`/],
    [['deploy', '--policy', '/nowhere/p'], 1, /cannot read the policy `\/nowhere\/p`: ENOENT/],
    [['what is this?'], 2, /no name of a role/],
    [['arn:aws:iam::1:role'], 1, /ValidationError|AccessDenied/],
    [['deploy', '--serial-number', 'x'.repeat(12)], 1, /needs a code of the MFA device .*nobody can be asked/],
    [['deploy', 'deep'], 2, /too many arguments/],
    [['deploy', '--vai', 'x'], 2, /Did you mean --via/],
  ];
  it.each(refusals)('refuses %j', async (args, code, told) => {
    const env = annAt();
    const ended = await rolecall(['assume', ...args], { env });
    expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(told) });
    expect(keptIn(env)).toEqual([]);
  });

  it('says what a hostile server says without letting it at the terminal', async () => {
    const { createServer } = await import('node:http');
    const server = createServer((_request, response) =>
      response
        .writeHead(403)
        .end(
          '<ErrorResponse><Error><Code>X\u009B2J</Code><Message>\u009B31mred\u202Etxet</Message></Error></ErrorResponse>',
        ),
    );
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };
    const { stderr } = await rolecall(['assume', roleArn('r'), '--endpoint-url', `http://127.0.0.1:${port}`], {
      env: annAt(),
    });
    server.close();
    expect(stderr).toBe('rolecall: AssumeRole is refused:  31mred txet (X 2J)\n');
  });
});

describe('a server that takes its time', () => {
  it('is waited for with a word at a terminal, and silently elsewhere', async () => {
    const { createServer, request } = await import('node:http');
    const { hostname, port } = new URL(w.url);
    const slow = createServer((asked, answer) => {
      const { method, url: path, headers } = asked;
      const sent = request({ hostname, port, method, path, headers }, (given) => {
        answer.writeHead(given.statusCode!, given.headers);
        setTimeout(() => given.pipe(answer), 1200);
      });
      asked.pipe(sent);
    });
    await new Promise<void>((listening) => slow.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(slow.address() as { port: number }).port}`;
    const args = ['exec', roleArn('deploy'), '--no-cache', '--', 'true'];
    const shown = await atTerminal(args, [], annAt({ AWS_ENDPOINT_URL: url }));
    // Gone again when the command begins.
    expect(shown).toEqual({
      code: 0,
      shown: `\r assuming ${roleArn('deploy')} ...\u001B[K\r\u001B[K`.replace('\r ', '\r'),
    });
    expect(await rolecall(args, { env: annAt({ AWS_ENDPOINT_URL: url }) })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    slow.close();
  });
});

describe('sessions that are kept', () => {
  const accessKeyOf = async (args: readonly string[], env: Record<string, string>) => {
    const { stdout, stderr } = await rolecall(['credential-process', ...args], { env });
    return { id: stdout === '' ? undefined : JSON.parse(stdout).AccessKeyId, stderr };
  };

  it('are found again, each for what it was asked for', async () => {
    const env = annAt();
    const { id } = await accessKeyOf(['deploy'], env);
    expect(await accessKeyOf([roleArn('deploy')], env)).toEqual({ id, stderr: '' });
    const others = [
      ['deploy', '--session-name', 'other'],
      ['deploy', '--duration', '1800'],
      ['deploy', '--tag', 'a=b'],
      ['deploy', '--region', 'eu-west-1'],
      ['deploy', '--no-cache'],
    ];
    for (const args of others) expect((await accessKeyOf(args, env)).id, args.join(' ')).not.toBe(id);
    const mia = { ...env, ...keysOf(w.mia) };
    expect((await accessKeyOf(['deploy'], mia)).id).not.toBe(id);
  });

  it('are for their owner’s eyes alone', async () => {
    const env = annAt();
    await accessKeyOf(['deploy'], env);
    const [file] = keptIn(env);
    expect(statSync(file!).mode & 0o777).toBe(0o600);
    for (const path of ['rolecall', 'rolecall/sessions'])
      expect(statSync(join(env.XDG_CACHE_HOME, path)).mode & 0o777).toBe(0o700);
    expect(keptIn(env)).toHaveLength(1);
  });

  /** What is done to a kept session, and what is said then. The session of before is not used. */
  const harms: readonly [name: string, harm: (file: string) => void, told: RegExp][] = [
    ['readable for others', (file) => chmodSync(file, 0o640), /is not used: it is open to others \(mode 640\)/],
    ['writable for others', (file) => chmodSync(file, 0o602), /open to others/],
    ['damaged', (file) => writeFileSync(file, '{"Version":1'), /is not used: it is damaged/],
    ['of another version', (file) => writeFileSync(file, '{"Version":2}'), /damaged/],
    ['empty', (file) => writeFileSync(file, ''), /damaged/],
    ['huge', (file) => writeFileSync(file, 'x'.repeat(100_000)), /no file of ours/],
    [
      'a link',
      (file) => {
        renameSync(file, `${file}.elsewhere`);
        symlinkSync(`${file}.elsewhere`, file);
      },
      /it is a link/,
    ],
    [
      'a pipe',
      (file) => {
        renameSync(file, `${file}.elsewhere`);
        execFileSync('mkfifo', ['-m', '600', file]);
      },
      /no file of ours/,
    ],
    [
      'near its end',
      (file) =>
        edit(file, (kept) => {
          kept.Expiration = new Date(Date.now() + 9 * 60_000).toISOString();
          kept.HeldSince = new Date(Date.now() - 51 * 60_000).toISOString();
        }),
      /^$/,
    ],
    [
      'at its end',
      (file) =>
        edit(file, (kept) => {
          kept.Expiration = '2001-01-01T00:00:00Z';
        }),
      /^$/,
    ],
    [
      'without its secret',
      (file) =>
        edit(file, (kept) => {
          delete kept.SecretAccessKey;
        }),
      /damaged/,
    ],
  ];
  it.each(harms)('one that is %s is asked for anew', async (_name, harm, told) => {
    const env = annAt();
    const { id } = await accessKeyOf(['deploy'], env);
    harm(keptIn(env)[0]!);
    const anew = await accessKeyOf(['deploy'], env);
    expect(anew.id).toMatch(/^ASIA/);
    expect(anew.id).not.toBe(id);
    expect(anew.stderr).toMatch(told);
    const again = await accessKeyOf(['deploy'], env);
    expect(again).toEqual({ id: anew.id, stderr: '' });
  });

  it('a folder that others can write is not used at all', async () => {
    const env = annAt();
    const { id } = await accessKeyOf(['deploy'], env);
    chmodSync(join(env.XDG_CACHE_HOME, 'rolecall/sessions'), 0o770);
    const anew = await accessKeyOf(['deploy'], env);
    expect(anew.id).not.toBe(id);
    expect(anew.stderr).toMatch(/the session is not kept: .*sessions` is open to others \(mode 770\)/);
  });

  it('nor one that is a link', async () => {
    const env = annAt();
    mkdirSync(join(env.HOME, 'elsewhere/sessions'), { recursive: true, mode: 0o700 });
    mkdirSync(env.XDG_CACHE_HOME);
    symlinkSync(join(env.HOME, 'elsewhere'), join(env.XDG_CACHE_HOME, 'rolecall'));
    expect((await accessKeyOf(['deploy'], env)).stderr).toMatch(/rolecall` is no folder/);
  });

  it.skipIf(!isRoot)('nor what belongs to somebody else', async () => {
    const env = annAt();
    const { id } = await accessKeyOf(['deploy'], env);
    chownSync(keptIn(env)[0]!, 12345, 12345);
    const anew = await accessKeyOf(['deploy'], env);
    expect(anew.id).not.toBe(id);
    expect(anew.stderr).toMatch(/it belongs to somebody else/);
  });

  it('no cache can be written: the command goes on', async () => {
    const env = annAt({ XDG_CACHE_HOME: '/proc/nowhere' });
    const { id, stderr } = await accessKeyOf(['deploy'], env);
    expect(id).toMatch(/^ASIA/);
    expect(stderr).toMatch(/^rolecall: the session is not kept: /);
  });
});

function edit(file: string, change: (kept: Record<string, unknown>) => void): void {
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  change(kept);
  writeFileSync(file, JSON.stringify(kept));
}

describe('rolecall exec', () => {
  const exec = (words: readonly string[], env = annAt(), flags: readonly string[] = []) =>
    rolecall(['exec', 'deploy', ...flags, '--', ...words], { env });

  it('gives the command a session, and nothing that speaks of somebody else', async () => {
    const env = annAt({ AWS_PROFILE: 'default', AWS_ROLE_ARN: 'x', AWS_ENDPOINT_URL_STS: w.url, KEPT: 'yes' });
    const script = 'process.stdout.write(JSON.stringify(process.env))';
    const { code, stdout } = await exec([process.execPath, '-e', script], env);
    const seen = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(seen).toMatchObject({
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
      AWS_ENDPOINT_URL: w.url,
      AWS_REGION: 'us-east-1',
      ROLECALL_SESSION: roleArn('deploy'),
      KEPT: 'yes',
    });
    for (const rival of ['AWS_PROFILE', 'AWS_ROLE_ARN', 'AWS_ENDPOINT_URL_STS']) expect(seen).not.toHaveProperty(rival);
  });

  it('a command of ours within it is the role', async () => {
    const { stdout } = await exec([process.execPath, PROGRAM, 'whoami']);
    expect(stdout).toContain(`:assumed-role/deploy/${sessionName}`);
  });

  it('leaves no secret in the words of any process', async () => {
    const listing =
      'for p in /proc/[0-9]*; do tr "\\0" " " < $p/cmdline 2>/dev/null; echo; done; echo "secret $AWS_SECRET_ACCESS_KEY"; echo "token $AWS_SESSION_TOKEN"';
    const { stdout } = await exec(['sh', '-c', listing]);
    const [secret, token] = ['secret', 'token'].map((name) => new RegExp(`^${name} (.+)$`, 'm').exec(stdout)![1]!);
    const words = stdout
      .split('\n')
      .filter((line) => !/^(secret|token) /.test(line))
      .join('\n');
    expect(words).toContain('exec deploy');
    for (const hidden of [secret!, token!, w.ann.secretAccessKey]) expect(words).not.toContain(hidden);
  });

  const ends: readonly [words: readonly string[], code: number][] = [
    [['true'], 0],
    [['sh', '-c', 'exit 42'], 42],
    [['/nowhere/command'], 127],
    [['/etc/passwd'], 126],
  ];
  it.each(ends)('%j ends with %i', async (words, code) => expect((await exec(words)).code).toBe(code));

  it('words that look like flags are the command’s', async () =>
    expect((await exec(['echo', '--help', '--', '-x'])).stdout).toBe('--help -- -x\n'));

  it('ends by the signal that ended the command', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'exec', 'deploy', '--', 'sh', '-c', 'kill -TERM $$'], {
      env: environment(annAt()),
    });
    expect(await new Promise((done) => child.on('exit', (code, signal) => done([code, signal])))).toEqual([
      null,
      'SIGTERM',
    ]);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('passes %s on, and waits', async (signal) => {
    const script = `process.on('${signal}', () => { console.log('heard'); process.exit(9); }); console.log('ready'); setInterval(() => {}, 1000)`;
    const child = spawn(process.execPath, [PROGRAM, 'exec', 'deploy', '--', process.execPath, '-e', script], {
      env: environment(annAt()),
    });
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (stdout === 'ready\n') child.kill(signal);
    });
    expect(await new Promise((done) => child.on('exit', (code) => done(code)))).toBe(9);
    expect(stdout).toBe('ready\nheard\n');
  });

  it('Ctrl-C is the command’s, once', async () => {
    const script =
      "let n = 0; process.on('SIGINT', () => { n++; setTimeout(() => { console.log('heard ' + n); process.exit(3); }, 300); }); console.log('ready'); setInterval(() => {}, 1000)";
    const ended = await atTerminal(
      ['exec', 'deploy', '--', process.execPath, '-e', script],
      [{ await: 'ready' }, { interrupt: true }],
      annAt(),
    );
    expect(ended).toMatchObject({ code: 3, shown: expect.stringContaining('heard 1') });
  });

  it('Ctrl-C is not passed on: it is the terminal that tells the command, where the command listens to it', async () => {
    // In a session of its own the terminal does not reach it; whatever it hears is from us.
    const script =
      "process.on('SIGINT', () => process.exit(3)); console.log('ready'); setTimeout(() => { console.log('unmoved'); process.exit(4); }, 1500)";
    const ended = await atTerminal(
      ['exec', 'deploy', '--', 'setsid', process.execPath, '-e', script],
      [{ await: 'ready' }, { interrupt: true }],
      annAt(),
    );
    expect(ended).toMatchObject({ code: 4, shown: expect.stringContaining('unmoved') });
  });

  it('one within another is refused, unless it is asked for', async () => {
    const within = [process.execPath, PROGRAM, 'exec', 'deep'];
    const refused = await exec([...within, '--', 'true']);
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/within `rolecall exec` as .*deploy already: --nested/),
    });
    const { stdout } = await exec([...within, '--nested', '--', process.execPath, PROGRAM, 'whoami']);
    expect(stdout).toContain(':assumed-role/deep/');
  });

  it('runs nothing where the role is refused', async () => {
    const file = join(folder(), 'made');
    expect(await rolecall(['exec', 'guarded', '--', 'touch', file], { env: annAt() })).toMatchObject({ code: 1 });
    expect(existsSync(file)).toBe(false);
  });
});

describe('rolecall env', () => {
  const env = (args: readonly string[], more: Record<string, string> = {}) =>
    rolecall(['env', ...args], { env: annAt(more) });
  /** Runs what is printed in that shell, then says what came of it. */
  const inShell: readonly [shell: string, run: readonly string[], then: string][] = [
    [
      'bash',
      ['bash', '-c'],
      '; echo "$AWS_ACCESS_KEY_ID|$AWS_SESSION_TOKEN|$AWS_ENDPOINT_URL"; env | grep -c ROLECALL_SESSION',
    ],
    [
      'sh',
      ['dash', '-c'],
      '\necho "$AWS_ACCESS_KEY_ID|$AWS_SESSION_TOKEN|$AWS_ENDPOINT_URL"; env | grep -c ROLECALL_SESSION',
    ],
    [
      'zsh',
      ['zsh', '-c'],
      '\necho "$AWS_ACCESS_KEY_ID|$AWS_SESSION_TOKEN|$AWS_ENDPOINT_URL"; env | grep -c ROLECALL_SESSION',
    ],
    [
      'fish',
      ['fish', '-c'],
      '\necho "$AWS_ACCESS_KEY_ID|$AWS_SESSION_TOKEN|$AWS_ENDPOINT_URL"; env | grep -c ROLECALL_SESSION',
    ],
    [
      'powershell',
      ['pwsh', '-NoProfile', '-Command'],
      '\n"$env:AWS_ACCESS_KEY_ID|$env:AWS_SESSION_TOKEN|$env:AWS_ENDPOINT_URL"; 1',
    ],
  ];
  for (const [shell, [program, ...flags], then] of inShell) {
    const isThere = spawnSync(program!, ['--version']).error === undefined;
    if (!isThere) console.log(`NOT RUN: rolecall env --shell ${shell}: no ${program} on this machine`);
    it.skipIf(!isThere)(`${shell} takes it, and gives it back`, async () => {
      const { stdout } = await env(['deploy', '--shell', shell]);
      const lines = execFileSync(program!, [...flags, `${stdout.trimEnd()}${then}`], { encoding: 'utf8' });
      expect(lines).toMatch(new RegExp(`^ASIA\\w+\\|[\\w+/=]{100,}\\|${w.url}\n1\n$`));
      const gone = await env(['--unset', '--shell', shell]);
      expect(
        execFileSync(program!, [...flags, `${stdout}${gone.stdout.trimEnd()}${then.replace(/; (env|1).*/, '')}`], {
          encoding: 'utf8',
        }),
      ).toMatch(/^\|\|/);
    });
  }

  it('dotenv: Node reads it', async () => {
    const { stdout } = await env(['deploy', '--shell', 'dotenv']);
    const file = join(folder(), '.env');
    writeFileSync(file, stdout);
    const read = execFileSync(process.execPath, [`--env-file=${file}`, '-p', 'process.env.AWS_SESSION_TOKEN'], {
      encoding: 'utf8',
    });
    expect(stdout).toContain(`AWS_SESSION_TOKEN=${read}`);
  });

  it('GitHub: the secrets are masked, and nothing but the file holds the variables', async () => {
    const file = join(folder(), 'github-env');
    writeFileSync(file, 'BEFORE=1\n');
    const { code, stdout } = await env(['deploy', '--shell', 'github'], { GITHUB_ENV: file });
    const written = readFileSync(file, 'utf8');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^::add-mask::.{40}\n::add-mask::.+\n$/);
    expect(written).toMatch(/^BEFORE=1\nAWS_ACCESS_KEY_ID=ASIA\w+\nAWS_SECRET_ACCESS_KEY=/);
    expect(written).toContain(/::add-mask::(.{40})\n/.exec(stdout)![1]);
    expect(await env(['deploy', '--shell', 'github'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('GITHUB_ENV is not set'),
    });
  });

  it('by the shell that one works in', async () => {
    expect((await env(['deploy'], { SHELL: '/usr/bin/fish' })).stdout).toMatch(/^set -gx /);
    expect((await env(['deploy'], { SHELL: '/bin/bash' })).stdout).toMatch(/^export /);
    expect(await env(['deploy'], { SHELL: '/bin/tcsh' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--shell bash|zsh'),
    });
  });

  it('shows no secret at a terminal, unless that is said', async () => {
    const refused = await atTerminal(['env', 'deploy', '--shell', 'bash'], [], annAt());
    expect(refused).toMatchObject({ code: 2, shown: expect.stringMatching(/stdout is a terminal: evaluate it/) });
    expect(refused.shown).not.toContain('ASIA');
    expect((await atTerminal(['env', 'deploy', '--shell', 'bash', '--show'], [], annAt())).shown).toContain("='ASIA");
  });
});

describe('a code of an MFA device', () => {
  const careful = () => ['assume', 'careful', '--serial-number', w.device];
  const question = () => `Enter MFA code for ${w.device}: `;

  it('is asked for, once while the session is kept', async () => {
    const env = miaAt();
    const ended = await atTerminal(careful(), [{ await: question() }, { type: `${await w.code()}\r` }], env);
    expect(ended).toMatchObject({ code: 0, shown: expect.stringContaining(':assumed-role/careful/') });
    const again = await atTerminal(careful(), [], env);
    expect(again.code).toBe(0);
    expect(again.shown).not.toContain('Enter MFA');
    // Without a terminal too, now that it is kept.
    const exec = await rolecall(['exec', ...careful().slice(1), '--', 'true'], { env });
    expect(exec).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('of a profile', async () => {
    const config = `[profile careful]\nrole_arn = ${roleArn('careful')}\nsource_profile = mia\nmfa_serial = ${w.device}\n`;
    const env = { ...home({ config, credentials: keysIn('mia', w.mia) }), AWS_ENDPOINT_URL: w.url };
    const ended = await atTerminal(
      ['whoami', '--profile', 'careful'],
      [{ await: question() }, { type: `${await w.code()}\r` }],
      env,
    );
    expect(ended).toMatchObject({ code: 0, shown: expect.stringContaining(':assumed-role/careful/') });
    expect((await rolecall(['whoami', '--profile', 'careful'], { env })).code).toBe(0);
    const other = home({ config, credentials: keysIn('mia', w.mia) }, { AWS_ENDPOINT_URL: w.url });
    expect(await rolecall(['whoami', '--profile', 'careful'], { env: other })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nobody can be asked here'),
    });
  });

  it('that is none is asked for again; a wrong one is refused', async () => {
    const ended = await atTerminal(
      careful(),
      [{ await: question() }, { type: '12\r' }, { await: 'six digits' }, { await: question() }, { type: '000000\r' }],
      miaAt(),
    );
    expect(ended).toMatchObject({
      code: 1,
      shown: expect.stringContaining('AssumeRole is refused: MultiFactorAuthentication failed'),
    });
  });

  it.each([{ interrupt: true }, { end: true }] as const)('is not given: %j', async (step) => {
    const env = miaAt();
    const ended = await atTerminal(careful(), [{ await: question() }, step], env);
    expect(ended).toMatchObject({ code: 1, shown: expect.stringContaining('rolecall: cancelled: nothing was done') });
    expect(keptIn(env)).toEqual([]);
  });
});

describe('rolecall credential-process', () => {
  it('is what the AWS SDK for JavaScript asks for', async () => {
    const env = annAt();
    const command = `"${process.execPath}" "${PROGRAM}" credential-process deploy`;
    writeFileSync(join(env.HOME, '.aws/config'), `[profile dep]\ncredential_process = ${command}\n`);
    const { fromProcess } = await import('@aws-sdk/credential-provider-process');
    for (const [name, value] of Object.entries(env)) process.env[name] = value;
    process.env.AWS_CONFIG_FILE = join(env.HOME, '.aws/config');
    const given = await fromProcess({
      profile: 'dep',
      configFilepath: join(env.HOME, '.aws/config'),
      filepath: '/nowhere',
    })();
    for (const name of [...Object.keys(env), 'AWS_CONFIG_FILE']) delete process.env[name];
    expect(given).toMatchObject({
      accessKeyId: expect.stringMatching(/^ASIA/),
      expiration: expect.any(Date),
      accountId: ACCOUNT,
    });
    const ours = await rolecall(['whoami', '--profile', 'dep'], { env });
    expect(ours.stdout).toContain(':assumed-role/deploy/');
  });

  it('does not start itself for ever', async () => {
    const env = home({}, { AWS_PROFILE: 'round', AWS_ENDPOINT_URL: w.url });
    writeFileSync(
      join(env.HOME, '.aws/config'),
      `[profile round]\ncredential_process = "${process.execPath}" "${PROGRAM}" credential-process deploy\n`,
    );
    const ended = await rolecall(['whoami'], { env });
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('goes round in a circle') });
  });
});
