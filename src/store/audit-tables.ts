import type { OutboxRecord, TrailHeadRecord } from './audit-records.ts';
import { integer, text } from './kinds.ts';
import { table } from './table.ts';

/** The tables of the audit trail, in the manner of `tables.ts`. An account's events outlive it: no row hangs on an account. */

export const auditOutbox = table<OutboxRecord>('audit_outbox', {
  key: ['id'],
  fields: { id: text, trail: text, account: text, createdAt: integer, event: text },
});

export const trailHeads = table<TrailHeadRecord>('trail_heads', {
  key: ['trail'],
  fields: { trail: text, file: integer, batch: integer, seal: text },
});
