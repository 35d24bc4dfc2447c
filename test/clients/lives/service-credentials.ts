import { absent, Kept } from '../scenario/step.ts';
import { USER } from './holders.ts';
import { conflicts, DATE, does, life, misses } from './life.ts';

const GIT = 'codecommit.amazonaws.com';
const BEDROCK = 'bedrock.amazonaws.com';
const git = { ...USER, ServiceSpecificCredentialId: new Kept('git id') };

/** No SDK has a paginator for these, so two pages are asked for by hand. */
export const serviceCredentials = life(
  'service-specific credentials',
  does(
    'CreateServiceSpecificCredential',
    { ...USER, ServiceName: GIT },
    {
      'ServiceSpecificCredential.ServiceSpecificCredentialId': /^ACCA[A-Z2-7]{17}$/,
      'ServiceSpecificCredential.ServiceUserName': /^holly-at-111122223333/,
      'ServiceSpecificCredential.ServicePassword': /^\S{20,}$/,
      'ServiceSpecificCredential.Status': 'Active',
      'ServiceSpecificCredential.CreateDate': DATE,
    },
    { saves: { 'git id': 'ServiceSpecificCredential.ServiceSpecificCredentialId' } },
  ),
  does(
    'CreateServiceSpecificCredential',
    { ...USER, ServiceName: BEDROCK, CredentialAgeDays: 30 },
    {
      'ServiceSpecificCredential.ServiceCredentialSecret': /^ABSK/,
      'ServiceSpecificCredential.ExpirationDate': DATE,
      'ServiceSpecificCredential.ServicePassword': absent,
    },
    { as: 'an API key of so many days', saves: { 'key id': 'ServiceSpecificCredential.ServiceSpecificCredentialId' } },
  ),
  does('UpdateServiceSpecificCredential', { ...git, Status: 'Inactive' }),
  does(
    'ListServiceSpecificCredentials',
    { ...USER, ServiceName: GIT },
    {
      'ServiceSpecificCredentials.length': 1,
      'ServiceSpecificCredentials.0.Status': 'Inactive',
      'ServiceSpecificCredentials.0.ServicePassword': absent,
    },
  ),
  does(
    'ListServiceSpecificCredentials',
    { AllUsers: true, MaxItems: 1 },
    { 'ServiceSpecificCredentials.length': 1, IsTruncated: true },
    { as: 'the first page', saves: { 'credentials marker': 'Marker' } },
  ),
  does(
    'ListServiceSpecificCredentials',
    { AllUsers: true, MaxItems: 1, Marker: new Kept('credentials marker') },
    { 'ServiceSpecificCredentials.length': 1, IsTruncated: false, Marker: absent },
    { as: 'the second page' },
  ),
  does('ResetServiceSpecificCredential', git, { 'ServiceSpecificCredential.ServicePassword': /^\S{20,}$/ }),
  conflicts('DeleteUser', USER, 'Cannot delete entity, must remove referenced objects first.'),
  does('DeleteServiceSpecificCredential', git),
  does(
    'DeleteServiceSpecificCredential',
    { ...USER, ServiceSpecificCredentialId: new Kept('key id') },
    {},
    { as: 'the second' },
  ),
  misses('DeleteServiceSpecificCredential', git, 'No such credential {git id} exists'),
);
