/** `rolecall`: a server in this process. */
export type { Clock } from '../base/clock.ts';
export type { Sayings as Log } from '../main/sayings.ts';
export type { QuotaName, Quotas } from '../operation/quotas.ts';
export type { Credentials, UserKey } from './credentials.ts';
export type { InProcessAnswer, InProcessRequest } from './in-process.ts';
export type { CommonOptions, DataOptions, MemoryOptions, OidcOptions, RolecallOptions } from './options.ts';
export type { RequestSummary } from './request-summary.ts';
export type { Account, Rolecall } from './rolecall.ts';
export { RolecallError, type RolecallErrorCode } from './rolecall-error.ts';
export type { SeedInput } from './seed-input.ts';
export type * from './seed-object.ts';
export { startRolecall } from './start-rolecall.ts';
