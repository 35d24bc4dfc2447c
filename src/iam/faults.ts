import { fault } from '../model/fault.ts';

/** The refusals of IAM, one a line: code and status as its service model declares them. */
export const iamFaults = {
  AccountNotManagementOrDelegatedAdministratorException: fault(
    'AccountNotManagementOrDelegatedAdministratorException',
    400,
  ),
  CallerIsNotManagementAccountException: fault('CallerIsNotManagementAccountException', 400),
  DeleteConflict: fault('DeleteConflict', 409),
  DuplicateCertificate: fault('DuplicateCertificate', 409),
  DuplicateSSHPublicKey: fault('DuplicateSSHPublicKey', 400),
  EntityAlreadyExists: fault('EntityAlreadyExists', 409),
  EntityTemporarilyUnmodifiable: fault('EntityTemporarilyUnmodifiable', 409),
  FeatureDisabled: fault('FeatureDisabled', 404),
  FeatureEnabled: fault('FeatureEnabled', 409),
  InvalidAuthenticationCode: fault('InvalidAuthenticationCode', 403),
  InvalidCertificate: fault('InvalidCertificate', 400),
  InvalidInput: fault('InvalidInput', 400),
  InvalidPublicKey: fault('InvalidPublicKey', 400),
  InvalidUserType: fault('InvalidUserType', 400),
  KeyPairMismatch: fault('KeyPairMismatch', 400),
  LimitExceeded: fault('LimitExceeded', 409),
  MalformedCertificate: fault('MalformedCertificate', 400),
  MalformedPolicyDocument: fault('MalformedPolicyDocument', 400),
  NoSuchEntity: fault('NoSuchEntity', 404),
  OrganizationNotFoundException: fault('OrganizationNotFoundException', 400),
  PasswordPolicyViolation: fault('PasswordPolicyViolation', 400),
  PolicyNotAttachable: fault('PolicyNotAttachable', 400),
  ReportExpired: fault('ReportExpired', 410),
  ReportNotPresent: fault('ReportNotPresent', 410),
  UnmodifiableEntity: fault('UnmodifiableEntity', 400),
  UnrecognizedPublicKeyEncoding: fault('UnrecognizedPublicKeyEncoding', 400),
} as const;

/** AWS's sentence for a quota that would be exceeded (policy.md 10). */
export const quotaExceeded = (name: string, quota: number) =>
  iamFaults.LimitExceeded(`Cannot exceed quota for ${name}: ${quota}`);
