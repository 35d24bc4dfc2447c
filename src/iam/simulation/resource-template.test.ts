import { describe, expect, it } from 'vitest';
import { resourceTemplate } from './resource-template.ts';

describe('the template of an action', () => {
  it.each([
    ['s3:GetObject', 'arn:aws:s3:::b/k', 'arn:aws:s3:::${BucketName}/${KeyName}'],
    ['S3:getobject', 'arn:aws:s3:::b/k', 'arn:aws:s3:::${BucketName}/${KeyName}'],
    ['s3:ListBucket', 'arn:aws:s3:::b', 'arn:aws:s3:::${BucketName}'],
    // Of several types, the one of the first resource.
    [
      's3:GetObject',
      'arn:aws:s3:eu-west-1:111122223333:accesspoint/a/object/k',
      'arn:aws:s3:${Region}:${Account}:accesspoint/${AccessPointName}/object/${KeyName}',
    ],
    ['iam:GetUser', 'arn:aws:iam::111122223333:user/a', 'arn:aws:iam::${Account}:user/${UserNameWithPath}'],
    ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/a', 'arn:aws:iam::${Account}:role/${RoleNameWithPath}'],
    // None: an action without resource type, an action and a service that nobody knows.
    ['s3:ListAllMyBuckets', 'arn:aws:s3:::b', '*'],
    ['s3:Nothing', 'arn:aws:s3:::b', '*'],
    ['nothing:Nothing', 'arn:aws:s3:::b', '*'],
    ['constructor:toString', '', '*'],
  ])('%s on %s', async (action, resource, template) =>
    expect(await resourceTemplate(action, [resource, 'arn:aws:x:::y'])).toBe(template),
  );
});
