import { describe, expect, it } from 'vitest';
import { addAccount, listAccounts, removeAccount } from '../../src/main/accounts.ts';
import { ACCOUNT_A, ACCOUNT_B, openHouse } from './harness.ts';

const organization = {
  id: 'o-a1b2c3d4e5',
  managementAccount: ACCOUNT_A,
  rootId: 'r-ab12',
  units: [],
  policies: [],
  places: { [ACCOUNT_A]: 'r-ab12', [ACCOUNT_B]: 'r-ab12' },
  attached: { [ACCOUNT_B]: ['p-FullAWSAccess'] },
  delegatedAdministrators: [ACCOUNT_B],
  features: [],
};

describe('an account that is removed', () => {
  it('takes its credentials, sessions and place with it, and comes back without them', async () => {
    const house = await openHouse();
    await house.store.change((tx) => tx.put.organization(organization));
    const trust = { Principal: { AWS: `arn:aws:iam::${ACCOUNT_B}:root` } };
    const user = await house.user(house.rootB, 'ann');
    await house.allowUser(house.rootB, 'ann', { Action: '*', Resource: '*' });
    const session = await house.assumed(user, await house.role(house.rootB, 'worker', trust));
    for (const who of [house.rootB, user, session])
      expect((await house.call(who, 'GetCallerIdentity')).status).toBe(200);

    await removeAccount(ACCOUNT_B, false, house.tools);
    const dead = async () => {
      for (const who of [house.rootB, user, session])
        expect((await house.call(who, 'GetCallerIdentity')).code).toBe('InvalidClientTokenId');
    };
    await dead();
    expect(await house.store.organizations.list()).toEqual([
      { ...organization, places: { [ACCOUNT_A]: 'r-ab12' }, attached: {}, delegatedAdministrators: [] },
    ]);
    const again = await addAccount(ACCOUNT_B, house.tools);
    await dead();
    expect((await house.must(again, 'ListUsers')).text('UserName')).toBeUndefined();
    expect(await listAccounts(house.tools)).toMatchObject([
      { accountId: ACCOUNT_A, users: 0, roles: 0 },
      { accountId: ACCOUNT_B, users: 0, roles: 0 },
    ]);
  });

  it('does not go where it manages others, and takes its organization with it where it manages none', async () => {
    const house = await openHouse();
    await house.store.change((tx) => tx.put.organization(organization));
    await expect(removeAccount(ACCOUNT_A, true, house.tools)).rejects.toThrow(
      /manages an organization with other accounts/,
    );
    await removeAccount(ACCOUNT_B, true, house.tools);
    await expect(removeAccount(ACCOUNT_A, false, house.tools)).rejects.toThrow(/is the last account of this store/);
    await removeAccount(ACCOUNT_A, true, house.tools);
    expect([await house.store.accounts.list(), await house.store.organizations.list()]).toEqual([[], []]);
  });
});
