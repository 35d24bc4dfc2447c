import type { Chapter } from './operations.ts';

/** What is part of AWS's own partner programme, of its generated summaries and of its reports across accounts: answered 501 by name. */
export const notOffered = {
  AcceptDelegationRequest: {
    summary: 'accept a delegation request',
    description: ['At AWS, the owner of an account accepts what a partner product asked to be let in for.'],
    isMissing: true,
  },
  AcquireRole: {
    summary: 'make a role of a role template',
    description: ['At AWS, makes a role of a template that a provider published.'],
    isMissing: true,
  },
  AssociateDelegationRequest: {
    summary: 'take a delegation request over into the account',
    description: ['At AWS, ties a delegation request that has no owner yet to the account of the caller.'],
    isMissing: true,
  },
  CreateDelegationRequest: {
    summary: 'ask a customer to be let in for a time',
    description: [
      'At AWS, a partner product asks a customer for temporary permissions in the account of the customer.',
    ],
    parameters: {
      Description: 'What the permissions are for.',
      Name: 'Name of a parameter of the template.',
      Type: 'Type of a parameter of the template.',
      Values: 'Values of a parameter of the template.',
    },
    isMissing: true,
  },
  GetDelegationRequest: {
    summary: 'show a delegation request',
    description: ['At AWS, shows a delegation request and how far it is.'],
    isMissing: true,
  },
  ListDelegationRequests: {
    summary: 'list delegation requests',
    description: ['At AWS, lists the delegation requests to the account.'],
    isMissing: true,
  },
  RejectDelegationRequest: {
    summary: 'reject a delegation request',
    description: ['At AWS, the owner of an account rejects a delegation request.'],
    isMissing: true,
  },
  SendDelegationToken: {
    summary: 'send the token of an accepted delegation request',
    description: ['At AWS, sends the partner the token that it trades in by GetDelegatedAccessToken.'],
    isMissing: true,
  },
  UpdateDelegationRequest: {
    summary: 'change the notes of a delegation request',
    description: ['At AWS, changes the notes of a delegation request.'],
    isMissing: true,
  },
  GetRoleTemplateVersion: {
    summary: 'show a version of a role template',
    description: ['At AWS, shows a template that a provider published for AcquireRole.'],
    isMissing: true,
  },
  GetHumanReadableSummary: {
    summary: 'get a summary of a permission in plain words',
    description: ['At AWS, a generated text says in plain words what an entity would be allowed.'],
    isMissing: true,
  },
  GenerateOrganizationsAccessReport: {
    summary: 'report which services an organization uses',
    description: ['At AWS, makes a report of the services that the accounts of an organization may use and have used.'],
    related: ['GenerateServiceLastAccessedDetails'],
    isMissing: true,
  },
  GetOrganizationsAccessReport: {
    summary: 'get the report of services that an organization uses',
    description: ['At AWS, answers a report of GenerateOrganizationsAccessReport.'],
    related: ['GetServiceLastAccessedDetails'],
    isMissing: true,
  },
  GetAccountProperties: {
    summary: 'show properties of the account',
    description: ['At AWS, answers properties that were set for the account.'],
    isMissing: true,
  },
  PutAccountProperties: {
    summary: 'set properties of the account',
    description: ['At AWS, sets properties of the account.'],
    isMissing: true,
  },
} satisfies Chapter;
