import type { AnyOperationFacts } from '../model/facts.ts';

/**
 * The code of a refusal as the trail has it. Errors of an operation's model bear the name of their exception there, unlike on
 * the wire: `PackedPolicyTooLargeException` (sts.md 8.3). Those that any operation may give keep their code.
 */
export function errorCode(code: string, operation: AnyOperationFacts | undefined): string {
  const renamed = RENAMED[code];
  if (renamed !== undefined) return renamed;
  const isModelled = operation?.errors.some((error) => error.code === code) === true;
  return !isModelled || code.endsWith('Exception') ? code : `${code}Exception`;
}

/** Exceptions whose name in AWS's model is not their code and an ending. */
const RENAMED: Readonly<Record<string, string>> = {
  NotSupportedService: 'ServiceNotSupportedException',
  ReportNotPresent: 'CredentialReportNotPresentException',
  ReportExpired: 'CredentialReportExpiredException',
  ReportInProgress: 'CredentialReportNotReadyException',
};
