import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { iamClient, REGION } from './fleet.ts';
import type { Issued } from './rehearsal.ts';

/** Uses issued credentials with the AWS SDK: who am I, and one IAM call that role and session policy allow. Gives how many worked. */
export async function useCredentials(endpoint: string, issued: readonly Issued[]): Promise<number> {
  let worked = 0;
  for (const { request, arn, ...credentials } of issued) {
    const sts = new STSClient({ endpoint, region: REGION, credentials, maxAttempts: 1 });
    const iam = iamClient(endpoint, credentials);
    const self = await sts.send(new GetCallerIdentityCommand({}));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: request.role.name }));
    if (self.Arn === arn && Role?.Arn === request.role.arn) worked++;
    sts.destroy();
    iam.destroy();
  }
  return worked;
}
