import { copyFileSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { type Disk, realDisk } from '../../src/audit/disk.ts';
import { isSecret } from '../../src/audit/parameters.ts';
import { countedFiles } from '../../src/audit/read-trail.ts';
import { trailFiles } from '../../src/audit/trail-folder.ts';
import { verifyTrail } from '../../src/audit/verify-trail.ts';
import { eventLine } from '../../src/cli/show-audit.ts';
import { iamOperations } from '../../src/iam/service.ts';
import type { Shape } from '../../src/model/facts.ts';
import * as iam from '../../src/model/generated/iam.ts';
import * as sts from '../../src/model/generated/sts.ts';
import { stsOperations } from '../../src/sts/service.ts';
import { ACCOUNT_A, ACCOUNT_B, openHouse } from '../house/harness.ts';

const known = [...sts.operations.values(), ...iam.operations.values()];
const built = [...stsOperations, ...iamOperations];

/** Every member of a shape, by its path. */
function* membersOf(shape: Shape, path: string, depth = 0): Generator<{ path: string; name: string; shape: Shape }> {
  if (depth > 6) return;
  if (shape.type === 'list') yield* membersOf(shape.member, path, depth + 1);
  if (shape.type === 'map') yield* membersOf(shape.value, path, depth + 1);
  if (shape.type !== 'structure') return;
  for (const [name, member] of Object.entries(shape.members)) {
    yield { path: `${path}.${name}`, name, shape: member };
    yield* membersOf(member, `${path}.${name}`, depth + 1);
  }
}

describe('attack/J01 secrets in the audit trail', () => {
  it('every member that sounds like a secret is left out, or is said here to be none', () => {
    const sounds =
      /passw|secret|token|private|seed|qr|assertion|authenticationcode|bootstrap|(?<!access|public|ssh|tag|context)key(?!s?id|s?metadata|lastused|s$|metadata|names?)/i;
    // Names, counts, settings and keys of maps: nothing that opens anything.
    const plain = new Set(
      (
        'Key TagKey HashKey GlobalEndpointTokenVersion SessionTokenUtilization SessionTokenSize MinimumSessionTokenSize SubjectFromWebIdentityToken ' +
        'PasswordLastUsed PasswordResetRequired AllowUsersToChangePassword PasswordReusePrevention MaxPasswordAge MinimumPasswordLength ' +
        'RequireSymbols ExpirePasswords HardExpiry PasswordPolicy AccessKey AccessKeyLastUsed ContextKeyName ContextKeyType ContextKeyNames ' +
        'ContextKeyValues ContextEntries MissingContextValues SSHPublicKey SSHPublicKeyBody SSHPublicKeys TransitiveTagKeys TagKeys ' +
        'PrivateKeyList AssertionEncryptionMode SortKey RemovePrivateKey EvalDecisionDetails SummaryMap ServiceSpecificCredentialSecret OpenIDConnectProviderList VirtualMFADevice'
      ).split(' '),
    );
    const forgotten = known.flatMap(({ name, input, output }) =>
      [...membersOf(input, name), ...(output === undefined ? [] : membersOf(output, name))].filter(
        (member) => sounds.test(member.name) && !isSecret(member.name, member.shape) && !plain.has(member.name),
      ),
    );
    expect([...new Set(forgotten.map(({ path }) => path))]).toEqual([]);
  });

  it('no canary of any operation is in a file of the trail or in the outbox', async () => {
    const house = await openHouse({ audit: true });
    const canaries: string[] = [];
    const canary = (form = (n: number) => `Canary!${n}-${'q'.repeat(12)}`) => {
      const made = form(canaries.length);
      canaries.push(made);
      return made;
    };
    const user = await house.user(house.rootA, 'ann');
    canaries.push(user.secretAccessKey, house.rootA.secretAccessKey);
    await house.allowUser(house.rootA, 'ann', { Action: '*', Resource: '*' });
    await house.call(house.rootA, 'CreateLoginProfile', { UserName: 'ann', Password: canary() });
    await house.call(house.rootA, 'UpdateLoginProfile', { UserName: 'ann', Password: canary() });
    await house.call(user, 'ChangePassword', { OldPassword: canaries.at(-1), NewPassword: canary() });
    const code = () => canary((n) => String(731_000 + n * 13));
    await house.call(user, 'GetSessionToken', { SerialNumber: `arn:aws:iam::${ACCOUNT_A}:mfa/x`, TokenCode: code() });
    await house.call(user, 'EnableMFADevice', {
      UserName: 'ann',
      SerialNumber: `arn:aws:iam::${ACCOUNT_A}:mfa/x`,
      AuthenticationCode1: code(),
      AuthenticationCode2: code(),
    });
    await house.call(user, 'GetDelegatedAccessToken', { TradeInToken: canary() });
    await house.call(user, 'DecodeAuthorizationMessage', { EncodedMessage: canary() });
    await house.call(house.rootA, 'UploadServerCertificate', {
      ServerCertificateName: 'c',
      CertificateBody: 'x',
      PrivateKey: canary(),
    });
    const unsigned = { RoleArn: `arn:aws:iam::${ACCOUNT_A}:role/gone`, RoleSessionName: 'session' };
    await house.call(user, 'AssumeRoleWithWebIdentity', { ...unsigned, WebIdentityToken: canary() });
    await house.call(user, 'AssumeRoleWithSAML', {
      RoleArn: unsigned.RoleArn,
      PrincipalArn: `arn:aws:iam::${ACCOUNT_A}:saml-provider/p`,
      SAMLAssertion: canary(),
    });
    const device = await house.must(house.rootA, 'CreateVirtualMFADevice', { VirtualMFADeviceName: 'dev' });
    canaries.push(Buffer.from(device.text('Base32StringSeed')!, 'base64').toString(), device.text('Base32StringSeed')!);
    const special = await house.must(house.rootA, 'CreateServiceSpecificCredential', {
      UserName: 'ann',
      ServiceName: 'codecommit.amazonaws.com',
    });
    canaries.push(special.text('ServicePassword')!);
    const session = await house.must(user, 'GetSessionToken');
    canaries.push(session.text('SessionToken')!, session.text('SecretAccessKey')!);
    const role = await house.role(house.rootB, 'R', { Principal: { AWS: ACCOUNT_A } });
    const assumed = await house.must(user, 'AssumeRole', { RoleArn: role, RoleSessionName: 'session' });
    canaries.push(assumed.text('SessionToken')!, assumed.text('SecretAccessKey')!);

    const events = await house.trail();
    const text =
      trailFiles(house.audit!.folder)
        .map(({ path }) => readFileSync(path, 'utf8'))
        .join('') + (await house.store.audit.outbox()).map(({ event }) => event).join('');
    const forms = canaries.flatMap((each) => [
      each,
      encodeURIComponent(each),
      Buffer.from(each).toString('base64'),
      Buffer.from(each).toString('hex'),
      JSON.stringify(each).slice(1, -1),
    ]);
    expect(forms.filter((form) => text.includes(form))).toEqual([]);
    expect(events.length).toBeGreaterThan(15);
    console.log(`${canaries.length} secrets in ${events.length} events: none found`);
  });
});

describe('attack/J03 an event that the client wrote', () => {
  const PIECES = [
    '\n',
    '\r\n',
    '\r',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u001b[2J',
    '\u001b]0;x\u0007',
    '\u0000',
    '\u007f',
    '"}\n{"eventVersion":"1.11"',
    '\\',
    '\\"',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\ud800',
    '😀',
    'é',
    '{"seal":',
    '","mac":"',
    '</script>',
    '%0a',
    '\t',
  ];

  it('10,000 hostile strings: a line for each event, plain ASCII, and nothing that a terminal obeys', async () => {
    const house = await openHouse({ audit: true });
    let state = 7;
    const draw = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    const hostile = () =>
      Array.from({ length: 1 + draw(4) }, () => PIECES[draw(PIECES.length)]).join(draw(2) === 0 ? '' : 'a');
    const bob = await house.user(house.rootA, 'bob');
    const before = (await house.trail()).length;
    for (let n = 0; n < 10_000; n += 4) {
      await Promise.all([
        house.call(house.rootA, 'GetUser', { UserName: hostile() }),
        house.call(bob, 'AssumeRole', { RoleArn: `arn:aws:iam::${ACCOUNT_B}:role/x`, RoleSessionName: hostile() }),
        house.call(house.rootA, 'TagUser', {
          UserName: 'bob',
          'Tags.member.1.Key': hostile(),
          'Tags.member.1.Value': hostile(),
        }),
        house.call(house.rootA, hostile(), {}, 'iam'),
      ]);
    }
    const events = await house.trail();
    expect(events.length - before).toBe(10_000);
    const bytes = countedFiles(house.audit!.folder).map((file) => Buffer.from(file.counted(), 'latin1'));
    expect(
      bytes.flatMap((each) => [...new Set(each)]).filter((byte) => byte !== 10 && (byte < 32 || byte > 126)),
    ).toEqual([]);
    const lines = bytes.flatMap((each) =>
      each
        .toString('latin1')
        .split('\n')
        .filter((line) => line !== ''),
    );
    expect(lines.filter((line) => JSON.parse(line).eventID !== undefined)).toHaveLength(events.length);
    expect(events.filter((event) => /[\p{C}\p{Zl}\p{Zp}]/u.test(eventLine(event)))).toEqual([]);
  }, 120_000);
});

describe('attack/J04 a call that leaves no event', () => {
  it('every operation leaves exactly one for its caller: asked by root, by somebody who may nothing, and with nonsense', async () => {
    const house = await openHouse({ audit: true });
    const nobody = await house.user(house.rootA, 'nobody-at-all');
    let told = (await house.trail()).length;
    const wrong: string[] = [];
    for (const { service, name } of known) {
      for (const [who, caller, parameters] of [
        ['root', house.rootA, {}],
        ['nobody', nobody, {}],
        ['nonsense', nobody, { MaxItems: 'x', RoleArn: 'x', UserName: '\u0000' }],
      ] as const) {
        await house.call(caller, name, parameters, service.name);
        const events = (await house.trail()).slice(told);
        told += events.length;
        // Without a role there is no account that an unsigned call would belong to.
        const isUnsigned = /^AssumeRoleWith/.test(name);
        const named = events.filter((event) => event.eventName === name);
        if (named.length !== (isUnsigned ? 0 : 1) || events.length !== named.length)
          wrong.push(`${name} by ${who}: ${events.length}`);
      }
    }
    expect(wrong).toEqual([]);
    console.log(`${known.length} operations, ${built.length} of them built: each left its event, ${told} in all`);
  }, 120_000);

  it('a token that proves nothing leaves one with the owner of the role', async () => {
    const house = await openHouse({ audit: true });
    await house.call(house.rootA, 'AssumeRoleWithWebIdentity', {
      RoleArn: `arn:aws:iam::${ACCOUNT_B}:role/x`,
      RoleSessionName: 'session',
      WebIdentityToken: 'a.b.c',
    });
    expect((await house.trail()).at(-1)).toMatchObject({
      eventName: 'AssumeRoleWithWebIdentity',
      userIdentity: { type: 'WebIdentityUser' },
      errorCode: 'InvalidIdentityTokenException',
      recipientAccountId: ACCOUNT_B,
    });
  });
});

/** A disk that a test can fill, hang and mend. */
function faultyDisk() {
  const state: { fault: 'none' | 'full' | 'sync' | 'hangs' } = { fault: 'none' };
  let release = () => {};
  const disk: Disk = {
    async create(path) {
      if (state.fault === 'full') throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      const sink = await realDisk.create(path);
      return {
        async append(bytes) {
          if (state.fault === 'full') {
            await sink.append(bytes.subarray(0, bytes.length >> 1));
            throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
          }
          if (state.fault === 'hangs') await new Promise<void>((go) => (release = go));
          await sink.append(bytes);
        },
        async sync() {
          if (state.fault === 'sync') throw Object.assign(new Error('i/o error'), { code: 'EIO' });
          await sink.sync();
        },
        close: sink.close,
      };
    },
    open: realDisk.open,
    remove: realDisk.remove,
  };
  return {
    disk,
    break(fault: 'full' | 'sync' | 'hangs') {
      state.fault = fault;
    },
    mend() {
      state.fault = 'none';
      release();
    },
  };
}

/** The threads that are started from now on. */
function threadsFromNowOn() {
  const threads: Worker[] = [];
  const note = (worker: Worker) => void threads.push(worker);
  process.on('worker', note);
  return { threads, forget: () => process.off('worker', note) };
}

/** Each user that is there has one event of its making, no event stands twice, and the seals hold. */
async function expectWhole(house: Awaited<ReturnType<typeof openHouse>>): Promise<void> {
  const events = await house.trail();
  const ids = events.map(({ eventID }) => eventID);
  expect(new Set(ids).size).toBe(ids.length);
  const made = events.filter(({ eventName, errorCode }) => eventName === 'CreateUser' && errorCode === undefined);
  const users = (await house.store.users.list(ACCOUNT_A, { limit: 1000 })).map(({ name }) => name);
  expect(made.map(({ requestParameters }) => requestParameters?.userName).sort()).toEqual(users.sort());
  const { folder, key } = house.audit!;
  expect(verifyTrail({ folder, key }).problems).toEqual([]);
}

describe('attack/J05 a trail that cannot be written, and nobody notices', () => {
  it.each(['full', 'sync', 'hangs'] as const)(
    '%s: nothing changes until it is written again, reads go on, and no event is lost or doubled',
    async (fault) => {
      const broken = faultyDisk();
      const troubles: string[] = [];
      const house = await openHouse({
        audit: {
          disk: broken.disk,
          limits: { retryMs: 5, stallMs: 40, gatherMs: 1 },
          onTrouble: ({ kind }) => troubles.push(kind),
        },
      });
      const create = (UserName: string) => house.call(house.rootA, 'CreateUser', { UserName });
      expect((await create('before')).status).toBe(200);
      await house.trail();

      broken.break(fault);
      await house.call(house.rootA, 'GetUser', { UserName: 'before' });
      await expect.poll(async () => (await create(`during-${Math.random()}`)).status, { timeout: 5000 }).toBe(503);
      const refused = await create('refused');
      expect([refused.status, refused.code]).toEqual([503, 'ServiceUnavailable']);
      expect(await house.store.users.byName(ACCOUNT_A, 'refused')).toBeUndefined();
      expect((await house.call(house.rootA, 'ListUsers')).status).toBe(200);
      expect((await house.call(house.rootA, 'GetCallerIdentity')).status).toBe(200);
      // A busy machine may find the trail stalled before it finds the disk broken.
      if (fault !== 'hangs') await expect.poll(() => troubles, { timeout: 5000 }).toContain('broken');

      broken.mend();
      await expect.poll(async () => (await create('after')).status, { timeout: 5000 }).toBe(200);
      const events = await house.trail();
      const ids = events.map(({ eventID }) => eventID);
      expect(new Set(ids).size).toBe(ids.length);
      const names = new Set(
        events
          .filter(({ errorCode }) => errorCode === undefined)
          .map(({ requestParameters }) => requestParameters?.userName),
      );
      const users = (await house.store.users.list(ACCOUNT_A, { limit: 1000 })).map(({ name }) => name);
      expect(users.filter((name) => !names.has(name))).toEqual([]);
      expect(events.filter(({ eventName }) => eventName === 'GetCallerIdentity')).toHaveLength(1);
    },
  );

  it('the thread that writes it ends: nothing changes until another writes, and what is in doubt is told', async () => {
    const { threads, forget } = threadsFromNowOn();
    const troubles: string[] = [];
    const house = await openHouse({
      audit: {
        limits: { gatherMs: 1, syncMs: 60_000, retryMs: 300 },
        onTrouble: ({ kind }) => troubles.push(kind),
      },
    });
    const create = (UserName: string) => house.call(house.rootA, 'CreateUser', { UserName });
    await house.call(house.rootA, 'GetCallerIdentity');
    await expect.poll(() => house.audit!.auditing.state().waiting).toBe(0);
    expect((await create('before')).status).toBe(200);
    await expect.poll(() => house.audit!.auditing.state().waiting).toBe(0);
    await threads[0]!.terminate();
    // As if it had begun a file, and ended before it could tell.
    const [written] = trailFiles(house.audit!.folder);
    copyFileSync(written!.path, written!.path.replace('000001', '000002'));

    await house.call(house.rootA, 'GetUser', { UserName: 'before' });
    await expect.poll(async () => (await create('during')).status, { timeout: 5000 }).toBe(503);
    expect((await house.call(house.rootA, 'GetCallerIdentity')).status).toBe(200);
    await expect.poll(async () => (await create('after')).status, { timeout: 5000 }).toBe(200);
    const events = await house.trail();
    forget();
    expect(threads).toHaveLength(2);
    expect(troubles).toEqual(['broken', 'mended']);
    const gaps = events.filter(({ eventName }) => eventName === 'TrailGap');
    expect(gaps.map(({ additionalEventData }) => additionalEventData)).toMatchObject([{ lost: 0, unsure: 1 }]);
    await expectWhole(house);
  });

  it('the thread that writes it is ended 15 times, at any moment: no event of a change is lost or doubled', async () => {
    const { threads, forget } = threadsFromNowOn();
    const house = await openHouse({ audit: { limits: { gatherMs: 1, syncMs: 20, retryMs: 1 } } });
    const done = { ended: 0, created: 0 };
    const change = async () => {
      for (let n = 0; done.ended < 15; n++) {
        if ((await house.call(house.rootA, 'CreateUser', { UserName: `u-${n}` })).status === 200) done.created++;
        await pause(1);
      }
    };
    const end = async () => {
      for (; done.ended < 15; done.ended++) {
        const { created } = done;
        while (done.created === created) await pause(1);
        await pause((done.ended * 7) % 23);
        await threads.at(-1)?.terminate();
      }
    };
    await Promise.all([change(), end()]);
    await expectWhole(house);
    forget();
    console.log(`${threads.length} threads, ${done.created} users`);
    expect(threads.length).toBeGreaterThan(10);
  });

  it('a full buffer: changes are refused, reads go on, and the trail says how many events are missing', async () => {
    const broken = faultyDisk();
    const house = await openHouse({
      audit: { disk: broken.disk, limits: { bytesMax: 8000, gatherMs: 1, stallMs: 60_000 } },
    });
    await house.trail();
    broken.break('hangs');
    let calls = 0;
    const isRefused = async () => {
      for (let n = 0; n < 30; n++, calls++) await house.call(house.rootA, 'GetCallerIdentity');
      const { status } = await house.call(house.rootA, 'CreateUser', { UserName: `one-${calls++}` });
      return status === 503;
    };
    await expect.poll(isRefused, { timeout: 5000 }).toBe(true);
    await expect.poll(() => house.audit!.auditing.state().lost).toBeGreaterThan(0);
    broken.mend();
    await expect.poll(() => house.audit!.auditing.state().waiting).toBe(0);
    const events = await house.trail();
    const gaps = events.filter(({ eventName }) => eventName === 'TrailGap');
    const missing = gaps.reduce((sum, gap) => sum + (gap.additionalEventData as { lost: number }).lost, 0);
    expect(events.length - gaps.length + missing).toBe(calls);
    expect(missing).toBe(house.audit!.auditing.state().lost);
    expect((await house.call(house.rootA, 'CreateUser', { UserName: 'again' })).status).toBe(200);
  });

  it('a folder that cannot be written: nobody is served', async () => {
    await expect(
      openHouse({ audit: { disk: { ...realDisk, create: () => Promise.reject(new Error('EACCES')) } } }),
    ).rejects.toThrow('EACCES');
  });

  it('a change that is rolled back leaves no event of its own in the outbox', async () => {
    const house = await openHouse({ audit: true });
    await house.call(house.rootA, 'DeleteUser', { UserName: 'nobody' });
    await house.must(house.rootA, 'CreateUser', { UserName: 'ann' });
    await house.call(house.rootA, 'CreateUser', { UserName: 'ann' });
    expect((await house.store.audit.outbox()).map(({ event }) => JSON.parse(event).eventName)).toEqual(['CreateUser']);
    expect((await house.trail()).map(({ eventName, errorCode }) => [eventName, errorCode])).toEqual([
      ['DeleteUser', 'NoSuchEntityException'],
      ['CreateUser', undefined],
      ['CreateUser', 'EntityAlreadyExistsException'],
    ]);
  });
});
