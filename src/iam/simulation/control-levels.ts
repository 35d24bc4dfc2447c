import { roleArn } from '../../base/arn.ts';
import { readPolicy } from '../../policy/index.ts';
import type { Layers } from '../../policy/types.ts';
import { isServiceLinkedRole } from '../../principal/in-organization.ts';
import { isMember, serviceLevels } from '../../principal/organization.ts';
import type { Reads } from '../../store/store.ts';
import { simulated } from './policies.ts';

/** The service control policies that stand over a user or role, as they are at this moment; `undefined` where none does. */
export async function controlLevels(
  reads: Reads,
  { account, path, name }: { readonly account: string; readonly path: string; readonly name: string },
): Promise<Layers['scp']> {
  const organization = (await reads.organizations.list()).find((one) => isMember(one, account));
  if (organization === undefined || organization.managementAccount === account) return undefined;
  if (isServiceLinkedRole(account, roleArn(account, path, name))) return undefined;
  return serviceLevels(organization, account).map((level) =>
    level.map((policy) => {
      const read = readPolicy(policy.text, 'scp');
      if (!read.ok) throw new Error(`stored control policy ${policy.name} does not read: ${read.problem.message}`);
      return simulated(read.policy, policy.name);
    }),
  );
}
