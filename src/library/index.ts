/** `rolecall`: a server in this process. */
export type { Clock } from '../base/clock.ts';
export type { Sayings as Log } from '../main/sayings.ts';
export type { QuotaName, Quotas } from '../operation/quotas.ts';
export type {
  CommonOptions,
  DataOptions,
  MemoryOptions,
  OidcOptions,
  RequestSummary,
  RolecallOptions,
} from './options.ts';
export type { Account, Credentials, InProcessAnswer, InProcessRequest, Rolecall, UserKey } from './rolecall.ts';
export { RolecallError, type RolecallErrorCode } from './rolecall-error.ts';
export type * from './seed-object.ts';
export { startRolecall } from './start-rolecall.ts';
