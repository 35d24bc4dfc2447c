import { setImmediate as turn } from 'node:timers/promises';
import { auditKey, openAuditing, trailFolder } from '../../src/audit/index.ts';
import { systemClock as clock } from '../../src/base/clock.ts';
import { pooledEntropy } from '../../src/base/entropy.ts';
import { furnish } from '../../src/main/house.ts';
import { openWhere } from '../../src/main/open-where.ts';
import { awsQuotas } from '../../src/operation/quotas.ts';
import { keyring } from '../../src/token/keyring.ts';
import { type Credentials, form, signedPost } from '../house/requests.ts';

/**
 * The house with its audit trail, that changes and asks without end until somebody kills it: `audit-writer.ts FOLDER ROUND KEY-ID SECRET`.
 * It says on its standard output what was acknowledged: `user NAME` or `asked`.
 */
const [folder, round, accessKeyId, secretAccessKey] = process.argv.slice(2) as [string, string, string, string];
const entropy = pooledEntropy();
const { store, rootKey } = await openWhere({ data: folder, 'key-file': undefined });
const key = auditKey(keyring(rootKey));
const audit = await openAuditing({ folder: trailFolder(folder), key, store, ownsStore: true, clock, entropy });
const house = furnish({
  ...{ store, rootKey, clock, entropy, quotas: { ...awsQuotas, usersPerAccount: 100_000 }, audit },
  publicUrl: () => '',
  regions: undefined,
  remember: () => {},
});
const root: Credentials = { accessKeyId, secretAccessKey };

async function call(action: string, parameters: Record<string, string> = {}): Promise<number> {
  const service = action === 'GetCallerIdentity' ? 'sts' : 'iam';
  const request = signedPost(root, form(action, parameters, service), service, clock.now());
  return (await house.answer({ ...request, remoteAddress: '127.0.0.1', secure: false })).status;
}

async function client(n: number): Promise<void> {
  for (let i = 0; ; i++) {
    const UserName = `u-${round}-${n}-${i}`;
    if ((await call('CreateUser', { UserName })) === 200) process.stdout.write(`user ${UserName}\n`);
    if ((await call('GetCallerIdentity')) === 200) process.stdout.write('asked\n');
    // The embedded database answers without a turn of the event loop, as no client over a socket does.
    await turn();
  }
}

process.stdout.write('ready\n');
await Promise.all([1, 2, 3].map(client));
