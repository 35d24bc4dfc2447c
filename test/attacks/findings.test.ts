import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeForm } from '../../src/base/form.ts';
import { settingsFile } from '../../src/cli/settings/settings-file.ts';
import { adminServer } from '../../src/main/admin.ts';
import { type AdminTools, adminCommands } from '../../src/main/admin-commands.ts';
import { found } from '../../src/main/found.ts';
import { dataFolder } from '../../src/store/folder.ts';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, type House, openHouse, policy } from '../house/harness.ts';

/** What an attack on the whole house found, each held by a test that failed before its fix. */

let house: House;
let stranger: Credentials;
let folder: string;

beforeAll(async () => {
  house = await openHouse();
  stranger = await house.user(house.rootB, 'stranger');
  folder = mkdtempSync(join(tmpdir(), 'rolecall-findings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a form whose escapes are not UTF-8 costs no more than one whose are', () => {
  const filler = 'a'.repeat(1_000_000);

  it('in time, before anybody is authenticated', () => {
    const took = (form: string) => {
      const times = Array.from({ length: 3 }, () => {
        const start = process.cpuUsage();
        decodeForm(form, 10);
        const { user, system } = process.cpuUsage(start);
        return user + system;
      });
      return Math.min(...times);
    };
    // A ratio in one run: the same million characters, of which one escape is the difference. It was 300 and more.
    expect(took(`a=%FF${filler}%41`)).toBeLessThan(60 * Math.max(took(`a=%C3%BF${filler}%41`), 1_000));
  });

  it.each([
    ['a=%F0%9F%98%80%FF', '\u{1f600}\ufffd'],
    ['a=\u{1f600}%FF', '\u{1f600}\ufffd'],
    ['a=%EF%BB%BFx%FF', '\ufeffx\ufffd'],
    ['a=%ED%A0%80', '\ufffd\ufffd\ufffd'],
    ['a=%fF%Ff', '\ufffd\ufffd'],
  ])('and reads %s as every other decoder does', (form, value) => {
    expect(decodeForm(form, 10)).toEqual([['a', value]]);
  });
});

describe('a stranger who spells the name of a role in many ways', () => {
  it('makes the house remember the role once', async () => {
    const arn = await house.role(house.rootA, 'abcdefghij', { Principal: { AWS: ACCOUNT_A } });
    const spellings = Array.from({ length: 40 }, (_, i) =>
      [...'abcdefghij'].map((letter, bit) => ((i >> bit) & 1 ? letter.toUpperCase() : letter)).join(''),
    );
    await house.assume(stranger, arn);
    const before = house.statements.length;
    for (const name of spellings) await house.assume(stranger, arn.replace('abcdefghij', name));
    // Each spelling had its own compiled copy, loaded from the database: 2^letters copies of every role fitted into memory.
    expect(house.statements.length - before).toBe(0);
  });

  it('asks the database no more often about a role that is missing than about one that is there', async () => {
    const arn = await house.role(house.rootA, 'quiet', { Principal: { AWS: ACCOUNT_A } });
    const reads = async (arn: string) => {
      await house.assume(stranger, arn);
      const before = house.statements.length;
      for (let i = 0; i < 5; i++) await house.assume(stranger, arn);
      return house.statements.length - before;
    };
    const missing = [`${arn}x`, `arn:aws:iam::999999999999:role/quiet`, arn.replace('role/', 'role/path/')];
    for (const each of [arn, ...missing]) expect([each, await reads(each)]).toEqual([each, 0]);
  });

  it('and a role made under a name that was asked for in vain is there at once', async () => {
    const arn = `arn:aws:iam::${ACCOUNT_A}:role/late`;
    const caller = await house.user(house.rootA, 'early');
    expect((await house.assume(caller, arn)).code).toBe('AccessDenied');
    await house.role(house.rootA, 'late', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/early` } });
    expect((await house.assume(caller, arn)).status).toBe(200);
  });
});

describe('a managed policy that many hold', () => {
  it('is compiled once for all of them, and anew for a change', async () => {
    const PolicyArn = `arn:aws:iam::${ACCOUNT_A}:policy/widely-held`;
    const PolicyDocument = policy({ Action: 'iam:GetUser', Resource: '*' });
    await house.must(house.rootA, 'CreatePolicy', { PolicyName: 'widely-held', PolicyDocument });
    const ids: string[] = [];
    for (const name of ['holder-1', 'holder-2']) {
      await house.role(house.rootA, name, { Principal: { AWS: ACCOUNT_A } });
      ids.push((await house.must(house.rootA, 'GetRole', { RoleName: name })).text('RoleId')!);
      await house.must(house.rootA, 'AttachRolePolicy', { RoleName: name, PolicyArn });
    }
    const held = async () => {
      const known = await Promise.all(ids.map((id) => house.tools.directory.role(ACCOUNT_A, id)));
      return known.map((role) => role!.policies.identity[0]);
    };
    const [one, other] = await held();
    expect(one).toBe(other);

    for (const name of ['holder-1', 'holder-2']) {
      await house.must(house.rootA, 'DetachRolePolicy', { RoleName: name, PolicyArn });
    }
    await house.must(house.rootA, 'DeletePolicy', { PolicyArn });
    expect(await held()).toEqual([undefined, undefined]);
    await house.must(house.rootA, 'CreatePolicy', {
      PolicyName: 'widely-held',
      PolicyDocument: policy({ Action: 'iam:GetRole', Resource: '*' }),
    });
    for (const name of ['holder-1', 'holder-2']) {
      await house.must(house.rootA, 'AttachRolePolicy', { RoleName: name, PolicyArn });
    }
    expect((await held())[0]).not.toBe(one);
  });
});

describe('a settings file', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('has no setting %s', async (name) => {
    const file = join(folder, 'settings.yaml');
    writeFileSync(file, `${name}: x\n`);
    await expect(settingsFile(file, true)).rejects.toThrow(`no such setting: \`${name}\``);
  });
});

describe('an account that is written to without pause', () => {
  it('is read all the same', async () => {
    const reader = await house.user(house.rootA, 'reader');
    await house.allowUser(house.rootA, 'reader', { Action: 'iam:GetUser', Resource: '*' });
    for (let i = 0; i < 10; i++) {
      const PolicyArn = `arn:aws:iam::${ACCOUNT_A}:policy/reading${i}`;
      const PolicyDocument = policy({ Action: 's3:*', Resource: '*' });
      await house.must(house.rootA, 'CreatePolicy', { PolicyName: `reading${i}`, PolicyDocument });
      await house.must(house.rootA, 'AttachUserPolicy', { UserName: 'reader', PolicyArn });
    }
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => [
        house.call(house.rootA, 'TagUser', {
          UserName: 'reader',
          'Tags.member.1.Key': 'n',
          'Tags.member.1.Value': String(i),
        }),
        house.call(reader, 'GetUser'),
      ]).flat(),
    );
    expect(new Set(answers.map(({ status, code }) => `${status} ${code ?? ''}`.trim()))).toEqual(new Set(['200']));
  });
});

describe('a managed session policy has one ARN', () => {
  const right = `arn:aws:iam::${ACCOUNT_A}:policy/narrow`;
  let caller: Credentials;
  let role: string;

  beforeAll(async () => {
    const PolicyDocument = policy({ Action: 'iam:GetUser', Resource: '*' });
    await house.must(house.rootA, 'CreatePolicy', { PolicyName: 'narrow', PolicyDocument });
    caller = await house.user(house.rootA, 'narrowed');
    role = await house.role(house.rootA, 'narrowing', { Principal: { AWS: '*' } });
    expect((await house.assume(caller, role, { 'PolicyArns.member.1.arn': right })).status).toBe(200);
  });

  it.each([
    right.replace('arn:aws:', 'arn:aws-cn:'),
    right.replace('iam::', 'iam:us-east-1:'),
    right.replace('narrow', 'NARROW'),
    right.replace('policy/', 'policy/path/'),
  ])('%s names none', async (arn) => {
    expect(await house.assume(caller, role, { 'PolicyArns.member.1.arn': arn })).toMatchObject({
      code: 'ValidationError',
      message: `Policy ${arn} does not exist or is not attachable.`,
    });
  });
});

describe('the administrative socket', () => {
  const carriedOut: unknown[] = [];
  let server: Awaited<ReturnType<typeof adminServer>>;

  beforeAll(async () => {
    const resetKeys = {
      ...adminCommands['reset-keys'],
      async perform(question: unknown) {
        carriedOut.push(question);
        return { ok: true };
      },
    };
    server = await adminServer(folder, { 'reset-keys': resetKeys }, () => ({}) as AdminTools);
  });
  afterAll(() => server.close());

  async function say(...chunks: string[]): Promise<string> {
    const socket = connect(dataFolder(folder).adminSocket);
    await once(socket, 'connect');
    let said = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    socket.on('error', () => {});
    for (const chunk of chunks) socket.write(chunk);
    await once(socket, 'close');
    return said;
  }

  it.each([
    '\n',
    'garbage\n',
    '{"command":"reset-keys"\n',
    'null\n',
    '[]\n',
    '"reset-keys"\n',
    '{}\n',
    '{"command":"status"}\n',
    '{"command":["reset-keys"]}\n',
    '{"command":"reset-keys","account":7}\n',
    '{"command":"reset-keys"}\n{"command":"reset-keys"}\n',
    '{"command":"reset-keys","only":"one"}\n',
    '{"command":"toString"}\n',
    '{"command":"__proto__"}\n',
  ])('carries out nothing for %j and lives', async (line) => {
    // It reset the root keys for any object, and the rest ended the process as an unhandled rejection.
    expect(JSON.parse(await say(line))).toHaveProperty('refused');
    expect(carriedOut).toEqual([]);
  });

  it('still carries out a command, also one that comes in pieces', async () => {
    expect(JSON.parse(await say('{"command":"reset', '-keys","account":"111122223333"}', '\n'))).toEqual({
      done: { ok: true },
    });
    expect(carriedOut).toEqual([{ account: '111122223333' }]);
  });
});

describe('a log that cannot be written', () => {
  it.skipIf(!existsSync('/dev/full'))(
    'neither ends the process nor keeps it from ending',
    async () => {
      const script = join(import.meta.dirname, 'full-log-child.ts');
      const child = execFile('/bin/sh', ['-c', `exec "${process.execPath}" "${script}" 2>/dev/full`], {
        timeout: 20_000,
      });
      let printed = '';
      child.stdout!.on('data', (chunk: string) => {
        printed += chunk;
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      expect({ code, printed }).toEqual({ code: 0, printed: 'alive\nflushed\n' });
    },
    30_000,
  );
});

describe('an init that loses a race', () => {
  it('leaves the store of the one that won alone', async () => {
    const data = join(folder, 'raced');
    const { database, rootKey } = dataFolder(data);
    let rivals = 0;
    const entropy = {
      bytes(length: number) {
        // The rival founds its store after this one has looked and before it writes its key.
        if (length === 32 && rivals++ === 0) {
          writeFileSync(rootKey, 'the key of the rival');
          writeFileSync(database, 'the store of the rival');
        }
        return Buffer.alloc(length, 7);
      },
    };
    const where = { data, 'key-file': undefined };
    await expect(found(where, [ACCOUNT_B], { clock: house.clock, entropy })).rejects.toThrow('exists already');
    expect(readFileSync(rootKey, 'utf8')).toBe('the key of the rival');
    expect(readFileSync(database, 'utf8')).toBe('the store of the rival');
  });
});
