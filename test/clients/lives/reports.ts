import { TRUST } from './holders.ts';
import { does, KEEPER, life, pages, refuses } from './life.ts';

export const credentialReport = life(
  'credential report',
  // AWS sends no sentence with it.
  refuses('GetCredentialReport', {}, 'ReportNotPresent', ''),
  does('GenerateCredentialReport', {}, { State: 'STARTED' }),
  does('GenerateCredentialReport', {}, { State: 'COMPLETE' }, { as: 'once more' }),
  does(
    'GetCredentialReport',
    {},
    {
      ReportFormat: 'text/csv',
      Content: /^user,arn,user_creation_time,password_enabled,[^\n]*\n<root_account>,[^\n]*\nholly,/,
    },
  ),
);

/** Of what the holders' chapter made: two users, a group and a role. */
export const overviews = life(
  'account summary and authorization details',
  does(
    'GetAccountSummary',
    {},
    {
      'SummaryMap.Users': 2,
      'SummaryMap.Groups': 1,
      'SummaryMap.UsersQuota': 5000,
      'SummaryMap.AccountMFAEnabled': 0,
    },
  ),
  does(
    'GetAccountAuthorizationDetails',
    { Filter: ['User', 'Group', 'Role'] },
    {
      'UserDetailList.length': 2,
      'UserDetailList.1.UserName': KEEPER,
      'UserDetailList.1.AttachedManagedPolicies.0.PolicyName': 'AdministratorAccess',
      'GroupDetailList.0.GroupName': 'hosts',
      'RoleDetailList.0.RoleName': 'holder',
      'RoleDetailList.0.AssumeRolePolicyDocument': TRUST,
      'Policies.length': 0,
    },
  ),
  pages('GetAccountAuthorizationDetails', {}, 5, { 'UserDetailList.length': 2, 'Policies.length': 1 }),
);
