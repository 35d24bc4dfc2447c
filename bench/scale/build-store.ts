import { systemClock } from '../../src/base/clock.ts';
import { pooledEntropy } from '../../src/base/entropy.ts';
import { accessKeyId, secretAccessKey, uniqueId } from '../../src/base/identifiers.ts';
import { found } from '../../src/main/found.ts';
import { openWhere } from '../../src/main/open-where.ts';
import type { Transaction } from '../../src/store/store.ts';
import { secretBox } from '../../src/token/box.ts';
import { keyring } from '../../src/token/keyring.ts';
import type { Credentials } from '../fleet.ts';

const ACCOUNT = '111122223333';
/** Users with an access key, who make all requests: as many in either store. */
const CALLERS = 50;
/** Roles and users put in one transaction. */
const BATCH = 5000;

/** A store of so many roles and as many users, and who can ask it. */
export interface Built {
  readonly data: string;
  readonly roles: number;
  readonly callers: readonly Credentials[];
  readonly seconds: number;
}

/**
 * Makes a store in an empty folder and puts roles and users straight into it, in large transactions. Every role has a trust policy and an inline policy, every
 * third tags, every fifth an attached policy, every seventh a boundary. What each is like hangs on its number alone, so that the roles of the small
 * store are like those of the large one.
 */
export async function buildStore(data: string, roles: number): Promise<Built> {
  const startedAtMs = performance.now();
  const entropy = pooledEntropy();
  await found({ data, 'key-file': undefined }, [ACCOUNT], { clock: systemClock, entropy });
  const { store, rootKey, release } = await openWhere({ data, 'key-file': undefined });
  const secrets = secretBox({ keyring: keyring(rootKey), entropy });
  const callers: Credentials[] = [];
  for (let from = 0; from < roles; from += BATCH) {
    await store.change(async (tx) => {
      for (let n = from; n < Math.min(from + BATCH, roles); n++) {
        await putRole(tx, n, uniqueId('AROA', entropy));
        const userId = uniqueId('AIDA', entropy);
        await putUser(tx, n, userId);
        if (n < CALLERS) callers.push(await putKey(tx, userId));
      }
    });
  }
  await store.close();
  release();
  return { data, roles, callers, seconds: (performance.now() - startedAtMs) / 1000 };

  async function putKey(tx: Transaction, userId: string): Promise<Credentials> {
    const id = accessKeyId('AKIA', ACCOUNT, entropy);
    const secret = secretAccessKey(entropy);
    const context = { table: 'access_keys', column: 'secret', id, account: ACCOUNT } as const;
    const sealedSecret = secrets.seal(Buffer.from(secret, 'latin1'), context);
    await tx.put.key({ id, account: ACCOUNT, userId, active: true, createdAt: CREATED, sealedSecret });
    return { accessKeyId: id, secretAccessKey: secret };
  }
}

/** Numbers are written with as many digits in either store. */
export const roleName = (n: number): string => `worker-${String(n).padStart(6, '0')}`;
export const roleArn = (n: number): string => `arn:aws:iam::${ACCOUNT}:role/fleet/${roleName(n)}`;
export const externalId = (n: number): string => `tenant-${String(n).padStart(6, '0')}`;

const CREATED = 1_790_000_000;
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

const named = (name: string, id: string, n: number) => ({
  ...{ id, name, account: ACCOUNT, path: '/fleet/', createdAt: CREATED + n },
  tags: n % 3 === 0 ? [{ key: 'team', value: `team-${n % 7}` }] : [],
  boundaryArn: n % 7 === 0 ? READ_ONLY : undefined,
});

async function putRole(tx: Transaction, n: number, id: string): Promise<void> {
  const trust = { text: trustOf(n), bindings: {} };
  await tx.put.role({ ...named(roleName(n), id, n), description: undefined, maxSessionSeconds: 3600, trust });
  await tx.put.inline(ACCOUNT, { ownerId: id, name: 'work', text: workOf(n) });
  if (n % 5 === 0) await tx.put.attachment(ACCOUNT, { ownerId: id, policyArn: READ_ONLY });
}

/** Callers are among the users: none of those has a boundary, which would forbid them to assume anything. */
async function putUser(tx: Transaction, n: number, id: string): Promise<void> {
  const user = named(`user-${String(n).padStart(6, '0')}`, id, n);
  await tx.put.user({ ...user, boundaryArn: n < CALLERS ? undefined : user.boundaryArn });
  if (n < CALLERS) await tx.put.inline(ACCOUNT, { ownerId: id, name: 'may', text: MAY });
}

const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const MAY = policy({ Effect: 'Allow', Action: ['sts:AssumeRole', 'iam:GetRole', 'iam:ListRoles'], Resource: '*' });

const trustOf = (n: number): string =>
  policy({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': externalId(n) }, StringLike: { 'sts:RoleSessionName': 'app-*' } },
  });

const workOf = (n: number): string =>
  policy(
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::data/${externalId(n)}/*` },
    { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
  );
