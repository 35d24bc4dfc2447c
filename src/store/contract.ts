import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mfaArn, policyArn } from '../base/arn.ts';
import type { OrganizationRecord } from './account-records.ts';
import type { AccessKeyRecord, MfaRecord, PolicyRecord, RoleRecord, UserRecord } from './records.ts';
import { Conflict, type Reads, type Store, type Transaction } from './store.ts';
import type { UsedOnce } from './used-once.ts';

/** The definition of a store, as tests: whatever passes them is one. `open` gives an empty store that the suite closes. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`the store contract on ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.change(async (tx) => {
        await tx.put.account({ id: A, uuid: 'uuid-a', createdAt: 1 });
        await tx.put.account({ id: B, uuid: 'uuid-b', createdAt: 2 });
      });
    });
    afterEach(() => store.close());
    const put = (...users: UserRecord[]) =>
      store.change(async (tx) => {
        for (const user of users) await tx.put.user(user);
      });

    describe('records', () => {
      test('every kind comes back as it was put', async () => {
        const policy = policyRecord('P1', 'Wide');
        const version = { policyId: 'P1', version: 'v1', text: '{"a":"\u00e9\\u0000"}', createdAt: 3 };
        const inline = { ownerId: 'U1', name: 'In', text: '{}' };
        const attachment = { ownerId: 'U1', policyArn: policyArn(A, '/', 'Wide') };
        await store.change(async (tx) => {
          await tx.put.user(ann);
          await tx.put.role(admin);
          await tx.put.policy(policy);
          await tx.put.policyVersion(A, version);
          await tx.put.inline(A, inline);
          await tx.put.attachment(A, attachment);
          await tx.put.key(keyRecord('AKIA1', 'U1'));
          await tx.put.key(keyRecord('AKIA0', undefined));
          await tx.put.mfa(device);
        });
        expect(await store.accounts.byId(B)).toEqual({ id: B, uuid: 'uuid-b', createdAt: 2 });
        expect(await store.accounts.byUuid('uuid-b')).toEqual({ id: B, uuid: 'uuid-b', createdAt: 2 });
        expect(await store.accounts.byUuid('uuid-c')).toBeUndefined();
        expect((await store.accounts.list()).map(({ id }) => id)).toEqual([A, B]);
        expect(await store.users.byId(A, 'U1')).toEqual(ann);
        expect(await store.users.byName(A, 'Ann')).toEqual(ann);
        expect(await store.roles.byId(A, 'R1')).toEqual(admin);
        expect(await store.roles.byName(A, 'Admin')).toEqual(admin);
        expect(await store.policies.byId(A, 'P1')).toEqual(policy);
        expect(await store.policies.byName(A, 'Wide')).toEqual(policy);
        expect(await store.policies.version('P1', 'v1')).toEqual(version);
        expect(await store.inline.byName('U1', 'In')).toEqual(inline);
        expect(await store.inline.of('U1')).toEqual([inline]);
        expect(await store.attachments.of('U1')).toEqual([attachment]);
        expect(await store.keys.byId('AKIA1')).toEqual(keyRecord('AKIA1', 'U1'));
        expect(await store.keys.of(A, 'U1')).toEqual([keyRecord('AKIA1', 'U1')]);
        expect(await store.keys.of(A, undefined)).toEqual([keyRecord('AKIA0', undefined)]);
        expect(await store.mfa.bySerial(device.serial)).toEqual(device);
        expect(await store.mfa.of(A, 'U1')).toEqual([device]);
        expect(await store.mfa.list(A, { limit: 10 })).toEqual([device]);
      });

      test.each(laterKinds)('$kind: comes back as it was put, over itself, and is gone when removed', async (one) => {
        await store.change(async (tx) => {
          await tx.put.user(ann);
          await tx.put.role(admin);
          await one.put(tx, one.records[0]!);
        });
        for (const record of one.records.slice(1)) await store.change((tx) => one.put(tx, record));
        expect(await one.read(store)).toEqual(one.records.at(-1));
        await store.change((tx) => one.remove(tx));
        expect(await one.read(store)).toBeUndefined();
      });

      test('members are found from both sides, and membership ends with either', async () => {
        const group = { id: 'G1', account: A, name: 'Devs', path: '/', createdAt: 9 };
        await store.change(async (tx) => {
          for (const user of [ann, { ...ann, id: 'U2', name: 'bob' }, { ...ann, id: 'U3', name: 'Cy' }])
            await tx.put.user(user);
          for (const each of [group, { ...group, id: 'G2', name: 'admins' }]) await tx.put.group(each);
          for (const [groupId, userId] of MEMBERS) await tx.put.membership(A, { groupId, userId });
        });
        const names = async (list: Promise<readonly { name: string }[]>) => (await list).map(({ name }) => name);
        expect(await names(store.users.list(A, { limit: 9, group: 'G1' }))).toEqual(['Ann', 'bob']);
        expect(await names(store.groups.list(A, { limit: 9, member: 'U1' }))).toEqual(['admins', 'Devs']);
        expect(await names(store.groups.list(B, { limit: 9, member: 'U1' }))).toEqual([]);
        expect([await store.groups.hasMember('G1', 'U1'), await store.groups.hasMember('G1', 'U3')]).toEqual([
          true,
          false,
        ]);
        expect(await store.groups.countOf('U1')).toBe(2);
        await store.change(async (tx) => {
          expect(await tx.remove.membership(A, { groupId: 'G1', userId: 'U3' })).toBe(false);
          expect(await tx.remove.membership(B, { groupId: 'G1', userId: 'U2' })).toBe(false);
          expect(await tx.remove.membership(A, { groupId: 'G1', userId: 'U2' })).toBe(true);
          await tx.remove.group(A, 'G2');
        });
        expect(await names(store.groups.list(A, { limit: 9, member: 'U1' }))).toEqual(['Devs']);
        await store.change((tx) => tx.remove.user(A, 'U1'));
        expect(await names(store.users.list(A, { limit: 9, group: 'G1' }))).toEqual([]);
      });

      test('use is noted without counting as a change', async () => {
        const told: unknown[] = [];
        store.onChange((accounts) => told.push(accounts));
        const before = await store.sequence();
        const use = {
          account: A,
          subject: 'U1',
          what: 'service:sts',
          at: 5,
          service: 'sts',
          region: 'x',
          seenBy: undefined,
        };
        await store.change((tx) => tx.put.usage(use));
        await store.change((tx) => tx.put.usage({ ...use, at: 6, seenBy: 'arn' }));
        expect(await store.usages.of(A, 'U1')).toEqual([{ ...use, at: 6, seenBy: 'arn' }]);
        expect([told, await store.sequence()]).toEqual([[], before]);
      });

      test('an event waits in the outbox from its change on until it is taken out, and changes no account', async () => {
        const told: string[][] = [];
        store.onChange((accounts) => told.push([...(accounts as ReadonlySet<string>)]));
        const event = (id: string, createdAt: number) => ({ id, trail: 't', account: A, createdAt, event: '{}' });
        await store.change((tx) => tx.put.outbox(event('e2', 6)));
        await store.change((tx) => tx.put.outbox(event('e1', 7)));
        await store.change((tx) => tx.put.outbox({ ...event('e2', 6), event: '{"a":1}' }));
        await expect(
          store.change(async (tx) => {
            await tx.put.outbox(event('e3', 8));
            throw new Error('given up');
          }),
        ).rejects.toThrow('given up');
        expect(await store.audit.outbox()).toEqual([{ ...event('e2', 6), event: '{"a":1}' }, event('e1', 7)]);
        const many = Array.from({ length: 250 }, (_, n) => `x${n}`);
        await store.change((tx) => tx.remove.outbox([...many, 'e2']));
        expect(await store.audit.outbox()).toEqual([event('e1', 7)]);

        const head = { trail: 't', file: 1, batch: 2, seal: 's' };
        await store.change((tx) => tx.put.trailHead(head));
        await store.change((tx) => tx.put.trailHead({ ...head, batch: 3 }));
        expect([await store.audit.head('t'), await store.audit.head('u')]).toEqual([{ ...head, batch: 3 }, undefined]);
        expect(told).toEqual([]);
      });

      test('an organisation changes every account that has or had a place in it', async () => {
        const told: string[][] = [];
        store.onChange((accounts) => told.push([...(accounts as ReadonlySet<string>)].sort()));
        await store.change((tx) => tx.put.organization(organization));
        await store.change((tx) => tx.put.organization({ ...organization, places: { [A]: 'r-1' } }));
        await store.change((tx) => tx.put.organization({ ...organization, places: { [A]: 'r-1' } }));
        expect(told).toEqual([[A, B], [A, B], [A]]);
        await store.change((tx) => tx.remove.organization(organization.id));
        expect(await store.organizations.list()).toEqual([]);

        // The account that manages it needs no place of its own.
        told.length = 0;
        await store.change((tx) => tx.put.organization({ ...organization, places: { [B]: 'r-1' } }));
        await store.change((tx) => tx.put.organization({ ...organization, managementAccount: B, places: {} }));
        await store.change((tx) => tx.remove.organization(organization.id));
        expect(told).toEqual([[A, B], [A, B], [B]]);
      });

      test('an account goes with all that is in it', async () => {
        await store.change(async (tx) => {
          await tx.put.user(ann);
          await tx.put.role(admin);
          await tx.put.policy(policyRecord('P1', 'Wide'));
          await tx.put.policyVersion(A, { policyId: 'P1', version: 'v1', text: '{}', createdAt: 3 });
          await tx.put.key(keyRecord('AKIA1', 'U1'));
          await tx.put.mfa(device);
          await tx.put.group({ id: 'G1', account: A, name: 'Devs', path: '/', createdAt: 9 });
          await tx.put.membership(A, { groupId: 'G1', userId: 'U1' });
          for (const one of laterKinds) if (one.kind !== 'group') await one.put(tx, one.records[0]!);
        });
        await store.change((tx) => tx.remove.account(A));
        expect((await store.accounts.list()).map(({ id }) => id)).toEqual([B]);
        expect(await store.keys.byId('AKIA1')).toBeUndefined();
        for (const one of laterKinds) expect(await one.read(store)).toBeUndefined();
      });

      test('what is not there is undefined, empty or zero, never an error', async () => {
        expect(await store.accounts.byId('999999999999')).toBeUndefined();
        expect(await store.users.byName(A, 'nobody')).toBeUndefined();
        expect(await store.roles.byId(A, 'R9')).toBeUndefined();
        expect(await store.policies.version('P9', 'v1')).toBeUndefined();
        expect(await store.keys.byId('AKIA9')).toBeUndefined();
        expect(await store.mfa.bySerial('arn:none')).toBeUndefined();
        expect(await store.inline.of('U9')).toEqual([]);
        expect(await store.attachments.of('U9')).toEqual([]);
        expect(await store.policies.versions('P9')).toEqual([]);
        expect(await store.users.list('999999999999', { limit: 5 })).toEqual([]);
        expect(await store.users.count(A)).toBe(0);
        await store.change(async (tx) => {
          await tx.remove.user(A, 'U9');
          await tx.remove.key(A, 'AKIA9');
          expect(await tx.remove.inline(A, 'U9', 'x')).toBe(false);
          expect(await tx.remove.attachment(A, { ownerId: 'U9', policyArn: 'arn' })).toBe(false);
        });
      });

      test('put goes over the record of the same id, and a name can change its case', async () => {
        await put(ann);
        await put({ ...ann, name: 'ANN', path: '/new/', boundaryArn: undefined });
        expect(await store.users.byName(A, 'ann')).toEqual({
          ...ann,
          name: 'ANN',
          path: '/new/',
          boundaryArn: undefined,
        });
        expect(await store.users.count(A)).toBe(1);
      });
    });

    describe('names', () => {
      test('are found without regard to ASCII case, and only ASCII', async () => {
        await put(ann, { ...ann, id: 'U2', name: 'kelvin' });
        expect((await store.users.byName(A, 'aNN'))?.name).toBe('Ann');
        expect(await store.users.byName(A, '\u212Aelvin')).toBeUndefined();
      });

      test.each<[string, UserRecord]>([
        ['the same name', { ...ann, id: 'U2' }],
        ['the name in another case', { ...ann, id: 'U2', name: 'aNN' }],
        ['the id in another account', { ...ann, account: B, name: 'other' }],
      ])('%s is a Conflict, and nothing of the change stays', async (_what, rival) => {
        await put(ann);
        await expect(put({ ...ann, id: 'U3', name: 'third' }, rival)).rejects.toThrow(Conflict);
        expect(await store.users.list(A, { limit: 10 })).toEqual([ann]);
        expect(await store.users.count(B)).toBe(0);
      });

      test('the same name may stand in another account and for another kind', async () => {
        await put(ann, { ...ann, id: 'U2', account: B });
        await store.change((tx) => tx.put.role({ ...admin, name: 'Ann' }));
        expect((await store.users.byName(B, 'ann'))?.id).toBe('U2');
        expect((await store.roles.byName(A, 'ann'))?.id).toBe('R1');
      });

      test('an id is not found through another account', async () => {
        await put(ann);
        expect(await store.users.byId(B, 'U1')).toBeUndefined();
      });

      test('a Conflict ends the change even where the work swallows it', async () => {
        await put(ann);
        const swallowing = store.change(async (tx) => {
          await tx.put.user({ ...ann, id: 'U2', name: 'Bob' });
          await tx.put.user({ ...ann, id: 'U3' }).catch(() => {});
        });
        await expect(swallowing).rejects.toThrow(Conflict);
        expect(await store.users.count(A)).toBe(1);
      });

      test('of two writers at once, one gets the name and the other a Conflict', async () => {
        const both = await Promise.allSettled([put(ann), put({ ...ann, id: 'U2', name: 'ANN' })]);
        expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        expect(await store.users.count(A)).toBe(1);
      });
    });

    describe('lists', () => {
      const names = ['delta', 'Alpha', 'charlie', 'Bravo', '_x', 'a%'];
      beforeEach(() =>
        put(...names.map((name, i) => ({ ...ann, id: `U${i}`, name, path: i % 2 === 0 ? '/a_b/' : '/aXb/deep/' }))),
      );
      const listed = async (page: Parameters<Store['users']['list']>[1]) =>
        (await store.users.list(A, page)).map(({ name }) => name);

      test('are in the order of the lowered names', async () => {
        expect(await listed({ limit: 100 })).toEqual(['_x', 'a%', 'Alpha', 'Bravo', 'charlie', 'delta']);
      });

      test('are in the order of bytes, not in that of a language', async () => {
        // In English `=` and `@` come before digits, and `_` before `.`.
        const marks = ['k1', 'k=', 'k@', 'k_', 'k.', 'k-', 'ka', 'k+', 'k,', 'k'];
        await put(...marks.map((name, i) => ({ ...ann, id: `M${i}`, name })));
        const found = await listed({ limit: 100, after: 'delta' });
        expect(found).toEqual(['k', 'k+', 'k,', 'k-', 'k.', 'k1', 'k=', 'k@', 'k_', 'ka']);
        expect(await listed({ limit: 2, after: 'k1' })).toEqual(['k=', 'k@']);
      });

      test('go on after a name, page by page, and miss none', async () => {
        const seen: string[] = [];
        for (
          let after: string | undefined, page = await listed({ limit: 2 });
          page.length > 0;
          page = await listed({ limit: 2, after })
        ) {
          seen.push(...page);
          after = page.at(-1)!.toLowerCase();
        }
        expect(seen).toEqual(['_x', 'a%', 'Alpha', 'Bravo', 'charlie', 'delta']);
      });

      test.each([
        ['/a_b/', ['_x', 'charlie', 'delta'].sort()],
        ['/a', ['_x', 'a%', 'Alpha', 'Bravo', 'charlie', 'delta']],
        ['/aXb/d', ['a%', 'Alpha', 'Bravo']],
        ['/A', []],
        ['%', []],
      ])('take the path prefix %s to the letter', async (pathPrefix, expected) => {
        expect(await listed({ limit: 100, pathPrefix })).toEqual(expected);
      });

      test('of versions go by number, of keys by age', async () => {
        await store.change(async (tx) => {
          await tx.put.policy(policyRecord('P1', 'Wide'));
          for (const n of [10, 2, 1, 9]) {
            await tx.put.policyVersion(A, { policyId: 'P1', version: `v${n}`, text: '{}', createdAt: 5 });
          }
          await tx.put.key({ ...keyRecord('AKIA1', 'U1'), createdAt: 8 });
          await tx.put.key({ ...keyRecord('AKIA2', 'U1'), createdAt: 7 });
        });
        expect((await store.policies.versions('P1')).map(({ version }) => version)).toEqual(['v1', 'v2', 'v9', 'v10']);
        expect((await store.keys.of(A, 'U1')).map(({ id }) => id)).toEqual(['AKIA2', 'AKIA1']);
      });

      test('of policies can leave out those that are attached to nobody, and attachments are counted', async () => {
        const wide = policyArn(A, '/p/', 'Wide');
        await store.change(async (tx) => {
          await tx.put.policy({ ...policyRecord('P1', 'Wide'), path: '/p/' });
          await tx.put.policy(policyRecord('P2', 'Narrow'));
          await tx.put.attachment(A, { ownerId: 'U1', policyArn: wide });
          await tx.put.attachment(A, { ownerId: 'U2', policyArn: wide });
          await tx.put.attachment(A, { ownerId: 'U2', policyArn: policyArn(A, '/', 'Alpha') });
        });
        expect((await store.policies.list(A, { limit: 9, onlyAttached: true })).map(({ id }) => id)).toEqual(['P1']);
        expect((await store.policies.list(A, { limit: 9 })).map(({ id }) => id)).toEqual(['P2', 'P1']);
        expect((await store.attachments.of('U2')).map((one) => one.policyArn)).toEqual([
          policyArn(A, '/', 'Alpha'),
          wide,
        ]);
        expect(await store.attachments.countOf(A, wide)).toBe(2);
        expect(await store.attachments.countOf(B, wide)).toBe(0);
        expect(await store.attachments.boundariesOf(A, boundary)).toBe(names.length);
        expect([...(await store.attachments.attachedIn(A))].sort()).toEqual([policyArn(A, '/', 'Alpha'), wide].sort());
        expect([...(await store.attachments.boundariesIn(A))]).toEqual([boundary]);
        expect((await store.attachments.attachedIn(B)).size + (await store.attachments.boundariesIn(B)).size).toBe(0);
      });
    });

    test('lists of users, roles and groups can be narrowed to those that have one policy', async () => {
      const wide = policyArn(A, '/', 'Wide');
      await store.change(async (tx) => {
        for (const [i, name] of ['ann', 'bob', 'carl'].entries()) {
          await tx.put.user({ ...ann, id: `U${i}`, name, boundaryArn: i === 0 ? wide : undefined });
          await tx.put.role({ ...admin, id: `R${i}`, name, boundaryArn: i === 0 ? wide : undefined });
          await tx.put.group({ id: `G${i}`, account: A, name, path: '/', createdAt: 1 });
        }
        for (const kind of ['U', 'R', 'G']) await tx.put.attachment(A, { ownerId: `${kind}2`, policyArn: wide });
      });
      const ids = async (found: Promise<readonly { id: string }[]>) => (await found).map(({ id }) => id);
      expect(await ids(store.users.list(A, { limit: 9, attached: wide }))).toEqual(['U2']);
      expect(await ids(store.roles.list(A, { limit: 9, attached: wide }))).toEqual(['R2']);
      expect(await ids(store.groups.list(A, { limit: 9, attached: wide }))).toEqual(['G2']);
      expect(await ids(store.users.list(A, { limit: 9, boundary: wide }))).toEqual(['U0']);
      expect(await ids(store.roles.list(A, { limit: 9, boundary: wide }))).toEqual(['R0']);
      expect(await ids(store.users.list(A, { limit: 9, boundary: wide, attached: wide }))).toEqual([]);
      expect(await ids(store.users.list(A, { limit: 9, attached: wide, group: 'G2' }))).toEqual([]);
      expect(await ids(store.groups.list(A, { limit: 9, attached: '', member: 'U2' }))).toEqual([]);
      expect(await ids(store.users.list(B, { limit: 9, attached: wide }))).toEqual([]);
    });

    describe('removal', () => {
      test('a user takes along its keys, policies and devices, so that none waits for the id to return', async () => {
        await put(ann);
        await store.change(async (tx) => {
          await tx.put.key(keyRecord('AKIA1', 'U1'));
          await tx.put.key(keyRecord('AKIA0', undefined));
          await tx.put.inline(A, { ownerId: 'U1', name: 'In', text: '{}' });
          await tx.put.attachment(A, { ownerId: 'U1', policyArn: boundary });
          await tx.put.mfa(device);
          await tx.remove.user(A, 'U1');
        });
        await put(ann);
        expect(await store.keys.byId('AKIA1')).toBeUndefined();
        expect(await store.keys.byId('AKIA0')).toBeDefined();
        expect(await store.inline.of('U1')).toEqual([]);
        expect(await store.attachments.of('U1')).toEqual([]);
        expect(await store.mfa.of(A, 'U1')).toEqual([]);
      });

      test('reaches nothing of another account', async () => {
        await put(ann);
        await store.change(async (tx) => {
          await tx.put.key(keyRecord('AKIA1', 'U1'));
          await tx.remove.user(B, 'U1');
          await tx.remove.key(B, 'AKIA1');
        });
        expect(await store.users.byId(A, 'U1')).toEqual(ann);
        expect(await store.keys.byId('AKIA1')).toBeDefined();
      });

      test('of an inline policy goes by its name in any case and says whether there was one', async () => {
        await store.change(async (tx) => {
          await tx.put.inline(A, { ownerId: 'U1', name: 'In', text: '{}' });
          expect(await tx.remove.inline(A, 'U1', 'iN')).toBe(true);
          expect(await tx.remove.inline(A, 'U1', 'iN')).toBe(false);
        });
      });

      test('what belongs to nobody is not taken in', async () => {
        await expect(put({ ...ann, account: '999999999999' })).rejects.toThrow(/not there/);
        await expect(store.change((tx) => tx.put.key(keyRecord('AKIA1', 'U9')))).rejects.toThrow(/not there/);
      });
    });

    describe('a change', () => {
      test('sees its own writes, and nobody else does before it is done', async () => {
        await store.change(async (tx) => {
          await tx.put.user(ann);
          expect(await tx.users.byId(A, 'U1')).toEqual(ann);
          expect(await store.users.byId(A, 'U1')).toBeUndefined();
          expect(await store.users.list(A, { limit: 5 })).toEqual([]);
        });
        expect(await store.users.byId(A, 'U1')).toEqual(ann);
      });

      test('gives what its work gives, and a throw leaves no trace', async () => {
        expect(await store.change(async () => 7)).toBe(7);
        const before = await store.sequence();
        const failing = store.change(async (tx) => {
          await tx.put.user(ann);
          throw new Error('second thoughts');
        });
        await expect(failing).rejects.toThrow('second thoughts');
        expect(await store.users.count(A)).toBe(0);
        expect(await store.sequence()).toBe(before);
        await put(ann);
        expect(await store.users.count(A)).toBe(1);
      });

      test('waits for the one before it: none is lost among forty', async () => {
        await put(ann);
        const grow = () =>
          store.change(async (tx) => {
            const user = (await tx.users.byId(A, 'U1'))!;
            await new Promise((resolve) => setImmediate(resolve));
            await tx.put.user({ ...user, createdAt: user.createdAt + 1 });
          });
        await Promise.all(Array.from({ length: 40 }, grow));
        expect((await store.users.byId(A, 'U1'))!.createdAt).toBe(ann.createdAt + 40);
      });

      test('cannot begin within another, nor go on after its end', async () => {
        const nested = store.change(() => store.change(async () => {}));
        await expect(nested).rejects.toThrow('a change inside a change');
        const tx = await store.change(async (inner) => inner);
        await expect(tx.put.user(ann)).rejects.toThrow('the change has ended');
        await expect(tx.users.byId(A, 'U1')).rejects.toThrow('the change has ended');
      });

      test('is told to every listener with its accounts and number before it resolves, and only if it changed something', async () => {
        const told: [string[], number, boolean][] = [];
        let resolved = false;
        store.onChange((accounts, sequence) => told.push([[...(accounts as ReadonlySet<string>)], sequence, resolved]));
        const before = await store.sequence();
        await store
          .change(async (tx) => {
            await tx.put.user(ann);
            await tx.put.user({ ...ann, id: 'U2', account: B });
          })
          .then(() => {
            resolved = true;
          });
        await store.change(async (tx) => tx.users.byId(A, 'U1'));
        await store.change((tx) => tx.remove.user(A, 'U9'));
        await store.change((tx) => tx.remove.user(A, 'U1'));
        expect(told).toEqual([
          [[A, B], before + 1, false],
          [[A], before + 2, true],
        ]);
        expect(await store.sequence()).toBe(before + 2);
      });

      test('is not told when it fails', async () => {
        const told: number[] = [];
        store.onChange((_accounts, sequence) => told.push(sequence));
        await put(ann);
        await put({ ...ann, id: 'U2' }).catch(() => {});
        expect(told).toHaveLength(1);
      });
    });

    describe('credentials of users', () => {
      const made = { account: A, userId: 'U1', active: true, createdAt: 4 };
      const named = (id: string, service: string, more: object = {}) => ({
        ...{ ...made, id, service, serviceUserName: 'n-at-a', sealedSecret: 'x', expiresAt: undefined },
        ...more,
      });

      test('a name is taken for one service, over all accounts', async () => {
        await put(ann);
        await store.change((tx) => tx.put.serviceCredential(named('C1', 's')));
        await store.change((tx) => tx.put.serviceCredential(named('C2', 't')));
        const rival = named('C3', 's', { account: B, userId: 'U9' });
        await expect(store.change((tx) => tx.put.serviceCredential(rival))).rejects.toThrow(Conflict);
        expect((await store.serviceCredentials.byServiceUserName('t', 'n-at-a'))?.id).toBe('C2');
        expect(await store.serviceCredentials.byServiceUserName('u', 'n-at-a')).toBeUndefined();
      });

      test('an account lists them in the order of their ids, whose ever they are', async () => {
        const rows = [named('C3', 's'), named('C1', 't'), named('C2', 's', { userId: 'U2', serviceUserName: 'm' })];
        for (const row of rows) await store.change((tx) => tx.put.serviceCredential(row));
        const ids = async (account: string, after?: string) =>
          (await store.serviceCredentials.list(account, { after, limit: 2 })).map(({ id }) => id);
        expect([await ids(A), await ids(A, 'C2'), await ids(B)]).toEqual([['C1', 'C2'], ['C3'], []]);
      });

      test('two accounts may have one certificate', async () => {
        for (const account of [A, B]) {
          await store.change((tx) =>
            tx.put.signingCertificate({ ...made, account, id: 'X', body: account, digest: 'd' }),
          );
        }
        await store.change((tx) => tx.put.signingCertificate({ ...made, id: 'X', body: 'new', digest: 'd' }));
        const bodies = [A, B].map(async (account) => (await store.signingCertificates.byId(account, 'X'))?.body);
        expect(await Promise.all(bodies)).toEqual(['new', B]);
      });
    });

    describe('acceptMfaStep', () => {
      const accept = (step: number, now = 100) => store.change((tx) => tx.acceptMfaStep(device.serial, step, now));
      beforeEach(async () => {
        await put(ann);
        await store.change((tx) => tx.put.mfa({ ...device, lastStep: 50, failures: 3, lockedUntil: 90 }));
      });

      test('takes each step once, and never an older one', async () => {
        expect([await accept(51), await accept(51), await accept(50), await accept(52), await accept(51)]).toEqual([
          true,
          false,
          false,
          true,
          false,
        ]);
        const { lastStep, failures } = (await store.mfa.bySerial(device.serial))!;
        expect({ lastStep, failures }).toEqual({ lastStep: 52, failures: 0 });
      });

      test('of a hundred rivals lets one through', async () => {
        const answers = await Promise.all(Array.from({ length: 100 }, () => accept(60)));
        expect(answers.filter(Boolean)).toHaveLength(1);
      });

      test.each([
        [89, false],
        [90, true],
        [91, true],
      ])('of a device locked until 90, at %i: %s', async (now, expected) => {
        expect(await accept(51, now)).toBe(expected);
      });

      test('leaves what is known of its clock', async () => {
        await store.change((tx) => tx.put.mfa({ ...device, skewSteps: -7 }));
        await accept(51);
        expect(await store.mfa.bySerial(device.serial)).toMatchObject({ lastStep: 51, skewSteps: -7 });
      });

      test('of a device that is not there is false', async () => {
        expect(await store.change((tx) => tx.acceptMfaStep('arn:none', 1, 1))).toBe(false);
      });
    });

    describe('useOnce', () => {
      const accept = (
        digest: string,
        { account = A, now = 100, expiresAt = 400, what = 'sign-in-token' as UsedOnce['what'] } = {},
      ) => store.change((tx) => tx.useOnce({ account, what, digest, expiresAt }, now));

      test('takes each thing once, of each kind and in each account for itself', async () => {
        expect([
          await accept('x'),
          await accept('x'),
          await accept('y'),
          await accept('x', { account: B }),
          await accept('x', { account: B, expiresAt: 500 }),
          await accept('x', { what: 'console-session' }),
          await accept('x', { what: 'saml-assertion' }),
        ]).toEqual([true, false, true, true, false, true, true]);
      });

      test('tells what was used', async () => {
        const has = (account: string, what: UsedOnce['what'], digest: string) =>
          store.usedOnce.has({ account, what, digest });
        await accept('x');
        expect([
          await has(A, 'sign-in-token', 'x'),
          await has(A, 'sign-in-token', 'y'),
          await has(A, 'console-session', 'x'),
          await has(B, 'sign-in-token', 'x'),
        ]).toEqual([true, false, false, false]);
      });

      test('of a hundred rivals lets one through', async () => {
        const answers = await Promise.all(Array.from({ length: 100 }, () => accept('x')));
        expect(answers.filter(Boolean)).toHaveLength(1);
      });

      test('remembers until an hour after it expired, and forgets then', async () => {
        await accept('x');
        expect(await accept('x', { now: 4000 })).toBe(false);
        expect(await accept('x', { now: 4001 })).toBe(true);
      });

      test('is undone with its change, and counts as none', async () => {
        const before = await store.sequence();
        const undone = store.change(async (tx) => {
          await tx.useOnce({ account: A, what: 'sign-in-token', digest: 'x', expiresAt: 400 }, 100);
          throw new Error('second thoughts');
        });
        await expect(undone).rejects.toThrow('second thoughts');
        expect([await accept('x'), await store.sequence()]).toEqual([true, before]);
      });

      test('goes with its account', async () => {
        await accept('x');
        await store.change((tx) => tx.remove.account(A));
        await store.change((tx) => tx.put.account({ id: A, uuid: 'uuid-a', createdAt: 1 }));
        expect(await accept('x')).toBe(true);
      });
    });
  });
}

const A = '111111111111';
const B = '222222222222';
const boundary = policyArn(A, '/', 'Edge');

const ann: UserRecord = {
  id: 'U1',
  account: A,
  name: 'Ann',
  path: '/staff/',
  createdAt: 1000,
  tags: [{ key: '__proto__', value: 'x' }],
  boundaryArn: boundary,
};

const admin: RoleRecord = {
  id: 'R1',
  account: A,
  name: 'Admin',
  path: '/',
  createdAt: 1001,
  tags: [],
  description: undefined,
  maxSessionSeconds: 3600,
  trust: { text: '{"Version":"2012-10-17"}', bindings: { 'arn:aws:iam::111111111111:user/Ann': 'U1' } },
  boundaryArn: undefined,
};

const device: MfaRecord = {
  serial: mfaArn(A, '/', 'phone'),
  account: A,
  name: 'phone',
  path: '/',
  createdAt: 1002,
  tags: [],
  sealedSeed: 'sealed',
  userId: 'U1',
  enabledAt: 1003,
  lastStep: 0,
  failures: 0,
  lockedUntil: 0,
  guessDay: 0,
  guesses: 0,
};

const policyRecord = (id: string, name: string): PolicyRecord => ({
  id,
  account: A,
  name,
  path: '/',
  createdAt: 1004,
  tags: [],
  description: 'about',
  defaultVersion: 'v1',
  nextVersion: 2,
  updatedAt: 1005,
});

const keyRecord = (id: string, userId: string | undefined): AccessKeyRecord => ({
  id,
  account: A,
  userId,
  active: true,
  createdAt: 1006,
  sealedSecret: 'sealed',
});

const MEMBERS = [
  ['G1', 'U1'],
  ['G1', 'U2'],
  ['G2', 'U1'],
] as const;

const organization: OrganizationRecord = {
  id: 'o-1',
  managementAccount: A,
  rootId: 'r-1',
  units: [{ id: 'ou-1', name: 'Unit', parent: 'r-1' }],
  policies: [{ id: 'p-1', type: 'service', name: 'All', text: '{}' }],
  places: { [A]: 'r-1', [B]: 'ou-1' },
  attached: { 'ou-1': ['p-1'] },
  delegatedAdministrators: [],
  features: ['RootSessions'],
};

/** A kind of record: its states one after the other, how it is put, read and removed. */
interface Later {
  readonly kind: string;
  // biome-ignore lint/suspicious/noExplicitAny: each row has its own type, which `later` has checked.
  readonly records: readonly any[];
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  put(tx: Transaction, record: any): Promise<void>;
  read(store: Reads): Promise<unknown>;
  remove(tx: Transaction): Promise<unknown>;
}

function later<Record>(
  kind: string,
  first: Record,
  change: Partial<Record>,
  put: (tx: Transaction, record: Record) => Promise<void>,
  read: Later['read'],
  remove: Later['remove'],
): Later {
  return { kind, records: [first, { ...first, ...change }], put, read, remove };
}

const entity = { id: 'X1', account: A, name: 'Ex', path: '/p/', createdAt: 4, tags: [{ key: 'k', value: 'v' }] };
const credential = { id: 'X1', account: A, userId: 'U1', active: true, createdAt: 4 };

const laterKinds: readonly Later[] = [
  later(
    'group',
    { id: 'X1', account: A, name: 'Ex', path: '/', createdAt: 4 },
    { path: '/q/' },
    (tx, r) => tx.put.group(r),
    (s) => s.groups.byName(A, 'eX'),
    (tx) => tx.remove.group(A, 'X1'),
  ),
  later(
    'instance profile',
    { ...entity, roleId: undefined as string | undefined },
    { roleId: 'R1' },
    (tx, r) => tx.put.instanceProfile(r),
    (s) => s.instanceProfiles.byName(A, 'ex'),
    (tx) => tx.remove.instanceProfile(A, 'X1'),
  ),
  later(
    'OIDC provider',
    { ...entity, clientIds: ['a'], thumbprints: [] as string[] },
    { clientIds: ['a', 'b'] },
    (tx, r) => tx.put.oidcProvider(r),
    (s) => s.oidcProviders.byId(A, 'X1'),
    (tx) => tx.remove.oidcProvider(A, 'X1'),
  ),
  later(
    'SAML provider',
    {
      ...entity,
      uuid: 'u',
      metadata: '<x/>',
      updatedAt: 5,
      validUntil: undefined as number | undefined,
      assertionEncryption: undefined as string | undefined,
      privateKeys: [{ id: 'k', addedAt: 1, sealed: 's' }],
    },
    { validUntil: 9, assertionEncryption: 'Required', privateKeys: [] },
    (tx, r) => tx.put.samlProvider(r),
    (s) => s.samlProviders.byId(A, 'X1'),
    (tx) => tx.remove.samlProvider(A, 'X1'),
  ),
  later(
    'server certificate',
    { ...entity, body: 'b', chain: undefined as string | undefined, sealedPrivateKey: 's', expiresAt: 7 },
    { chain: 'c' },
    (tx, r) => tx.put.serverCertificate(r),
    (s) => s.serverCertificates.byName(A, 'EX'),
    (tx) => tx.remove.serverCertificate(A, 'X1'),
  ),
  later(
    'login profile',
    {
      userId: 'U1',
      account: A,
      createdAt: 4,
      passwordHash: 'h',
      changedAt: 4,
      resetRequired: true,
      previousHashes: [] as string[],
    },
    { resetRequired: false, previousHashes: ['g'] },
    (tx, r) => tx.put.loginProfile(r),
    (s) => s.loginProfiles.of(A, 'U1'),
    (tx) => tx.remove.loginProfile(A, 'U1'),
  ),
  later(
    'signing certificate',
    { ...credential, body: 'b', digest: 'd' },
    { active: false },
    (tx, r) => tx.put.signingCertificate(r),
    async (s) => (await s.signingCertificates.of(A, 'U1'))[0],
    (tx) => tx.remove.signingCertificate(A, 'X1'),
  ),
  later(
    'SSH key',
    { ...credential, body: 'b', fingerprint: 'f' },
    { active: false },
    (tx, r) => tx.put.sshKey(r),
    (s) => s.sshKeys.byId(A, 'X1'),
    (tx) => tx.remove.sshKey(A, 'X1'),
  ),
  later(
    'service credential',
    {
      ...credential,
      service: 's',
      serviceUserName: 'n-at-a',
      sealedSecret: 'x',
      expiresAt: undefined as number | undefined,
    },
    { expiresAt: 9 },
    (tx, r) => tx.put.serviceCredential(r),
    (s) => s.serviceCredentials.byServiceUserName('s', 'n-at-a'),
    (tx) => tx.remove.serviceCredential(A, 'X1'),
  ),
  later(
    'issuer key',
    {
      account: A,
      kid: 'RSA_0',
      number: 0,
      algorithm: 'RS256',
      createdAt: 4,
      signsFrom: 5,
      publicKey: '{}',
      sealedPrivateKey: 's',
    },
    { signsFrom: 6 },
    (tx, r) => tx.put.issuerKey(r),
    async (s) => (await s.issuerKeys.of(A))[0],
    (tx) => tx.remove.issuerKey(A, 'RSA_0'),
  ),
  later(
    'job',
    { id: 'X1', account: A, kind: 'report', createdAt: 4, body: '{}' },
    { body: '{"a":1}' },
    (tx, r) => tx.put.job(r),
    (s) => s.jobs.latest(A, 'report'),
    (tx) => tx.remove.job(A, 'X1'),
  ),
];
