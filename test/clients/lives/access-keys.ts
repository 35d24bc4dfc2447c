import { absent, Kept } from '../scenario/step.ts';
import { USER } from './holders.ts';
import { conflicts, DATE, does, eventually, life, misses, pages, refuses } from './life.ts';

const KEY = /^AKIA[A-Z2-7]{16}$/;
const first = { ...USER, AccessKeyId: new Kept('first key') };
const second = { ...USER, AccessKeyId: new Kept('second key') };

export const accessKeys = life(
  'access keys',
  does('CreateAccessKey', USER, { 'AccessKey.UserName': 'holly' }, { saves: { 'first key': 'AccessKey.AccessKeyId' } }),
  does(
    'CreateAccessKey',
    USER,
    {
      'AccessKey.AccessKeyId': KEY,
      'AccessKey.SecretAccessKey': /^[A-Za-z0-9/+]{40}$/,
      'AccessKey.Status': 'Active',
      'AccessKey.CreateDate': DATE,
    },
    {
      as: 'a second',
      saves: { 'second key': 'AccessKey.AccessKeyId' },
      keep({ AccessKey }, { credentials }) {
        const key = AccessKey as { AccessKeyId: string; SecretAccessKey: string };
        credentials.set('holly anew', { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey });
      },
    },
  ),
  refuses('CreateAccessKey', USER, 'LimitExceeded', 'Cannot exceed quota for AccessKeysPerUser: 2'),
  pages('ListAccessKeys', USER, 2, {
    'AccessKeyMetadata.length': 2,
    'AccessKeyMetadata.0.AccessKeyId': KEY,
    'AccessKeyMetadata.1.UserName': 'holly',
    'AccessKeyMetadata.1.SecretAccessKey': absent,
  }),
  does(
    'GetAccessKeyLastUsed',
    { AccessKeyId: second.AccessKeyId },
    { UserName: 'holly', 'AccessKeyLastUsed.ServiceName': 'N/A', 'AccessKeyLastUsed.Region': 'N/A' },
    { as: 'never used' },
  ),
  does('GetCallerIdentity', {}, { Arn: /:user\/holly$/ }, { by: 'holly anew', as: 'with the key' }),
  eventually(
    does(
      'GetAccessKeyLastUsed',
      { AccessKeyId: second.AccessKeyId },
      {
        'AccessKeyLastUsed.ServiceName': 'sts',
        'AccessKeyLastUsed.Region': 'eu-central-1',
        'AccessKeyLastUsed.LastUsedDate': DATE,
      },
      { as: 'used' },
    ),
  ),
  does('UpdateAccessKey', { ...second, Status: 'Inactive' }),
  refuses('GetCallerIdentity', {}, 'InvalidClientTokenId', 'The security token included in the request is invalid.', {
    by: 'holly anew',
    as: 'with the inactive key',
  }),
  does('UpdateAccessKey', { ...second, Status: 'Active' }, {}, { as: 'active again' }),
  conflicts('DeleteUser', USER, 'Cannot delete entity, must delete access keys first.'),
  does('DeleteAccessKey', second),
  misses('DeleteAccessKey', second, 'The Access Key with id {second key} cannot be found.'),
  does('DeleteAccessKey', first, {}, { as: 'the first' }),
);
