import type { Policy } from '../../model/generated/iam.ts';
import type { PolicyRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { wireTag, wireTags } from '../tags.ts';
import { arnOf } from './find.ts';

/** A managed policy as ListPolicies answers it: its uses are those by this account, whoever owns it. */
export async function listedPolicy(reads: Reads, policy: PolicyRecord, account: string): Promise<Policy> {
  const arn = arnOf(policy);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: await reads.attachments.countOf(account, arn),
    PermissionsBoundaryUsageCount: await reads.attachments.boundariesOf(account, arn),
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
  };
}

/** As CreatePolicy answers it: without the description. */
export const createdPolicy = async (reads: Reads, policy: PolicyRecord): Promise<Policy> => ({
  ...(await listedPolicy(reads, policy, policy.account)),
  Tags: wireTags(policy.tags),
});

/** As GetPolicy answers it: all there is, and an empty list where there are no tags. */
export const wholePolicy = async (reads: Reads, policy: PolicyRecord, account: string): Promise<Policy> => ({
  ...(await listedPolicy(reads, policy, account)),
  Description: policy.description,
  Tags: policy.tags.map(wireTag),
});
