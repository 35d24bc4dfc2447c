import { Kept } from '../scenario/step.ts';
import { arn, DATE, does, life, misses } from './life.ts';

const NOBODYS_JOB = '00000000-0000-4000-8000-000000000000';

/** Of the keeper, who may everything and has used IAM all along. */
export const usage = life(
  'service last accessed, policies granting access',
  does(
    'GenerateServiceLastAccessedDetails',
    { Arn: arn('user/keeper'), Granularity: 'SERVICE_LEVEL' },
    { JobId: /^[0-9a-f-]{36}$/ },
    { saves: { job: 'JobId' } },
  ),
  does(
    'GetServiceLastAccessedDetails',
    { JobId: new Kept('job'), MaxItems: 1 },
    {
      JobStatus: 'COMPLETED',
      JobType: 'SERVICE_LEVEL',
      'ServicesLastAccessed.length': 1,
      IsTruncated: true,
      Marker: /./,
    },
    { saves: { 'job marker': 'Marker' } },
  ),
  does(
    'GetServiceLastAccessedDetails',
    { JobId: new Kept('job'), MaxItems: 1, Marker: new Kept('job marker') },
    { 'ServicesLastAccessed.length': 1, 'ServicesLastAccessed.0.ServiceNamespace': /./ },
    { as: 'the next page' },
  ),
  does(
    'GetServiceLastAccessedDetailsWithEntities',
    { JobId: new Kept('job'), ServiceNamespace: 'iam' },
    {
      JobStatus: 'COMPLETED',
      'EntityDetailsList.length': 1,
      'EntityDetailsList.0.EntityInfo.Arn': arn('user/keeper'),
      'EntityDetailsList.0.LastAuthenticated': DATE,
    },
  ),
  misses('GetServiceLastAccessedDetails', { JobId: NOBODYS_JOB }, `The job with id ${NOBODYS_JOB} cannot be found.`),
  does(
    'ListPoliciesGrantingServiceAccess',
    { Arn: arn('user/keeper'), ServiceNamespaces: ['iam', 's3'] },
    {
      'PoliciesGrantingServiceAccess.length': 2,
      'PoliciesGrantingServiceAccess.0.ServiceNamespace': 'iam',
      'PoliciesGrantingServiceAccess.0.Policies.0.PolicyName': 'AdministratorAccess',
      'PoliciesGrantingServiceAccess.0.Policies.0.PolicyType': 'MANAGED',
    },
  ),
);
