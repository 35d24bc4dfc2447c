/** The audit trail: what the rest of the house uses of it. */

export type { AuditState, Trouble } from './audit.ts';
export { auditKey } from './audit-key.ts';
export { type Auditing, type AuditingHouse, openAuditing, recordedOffline } from './auditing.ts';
export { trailFolder } from './trail-folder.ts';
