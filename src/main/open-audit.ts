import { type Auditing, auditKey, openAuditing, type Trouble, trailFolder } from '../audit/index.ts';
import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import type { Where } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Gauge } from '../metrics/metrics.ts';
import type { Store } from '../store/store.ts';
import type { Keyring } from '../token/keyring.ts';
import { databaseOf } from './open-where.ts';
import type { Sayings } from './sayings.ts';

/** Opens the audit trail of a data folder. Who wants one and cannot have it is not served without. */
export async function openAudit(
  where: Where,
  house: {
    readonly store: Store;
    readonly keys: Keyring;
    readonly clock: Clock;
    readonly entropy: Entropy;
    readonly logger: Sayings;
  },
): Promise<Auditing> {
  const { store, keys, clock, entropy, logger } = house;
  const folder = trailFolder(where.data);
  try {
    return await openAuditing({
      folder,
      key: auditKey(keys),
      store,
      ownsStore: databaseOf(where) === undefined,
      clock,
      entropy,
      onTrouble: (trouble) => tell(logger, trouble),
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Refusal(`cannot write the audit trail in \`${folder}\`: ${code}`);
  }
}

/** Figures of the trail; none where there is none. */
export function auditGauges(audit: Auditing | undefined): readonly Gauge[] {
  if (audit === undefined) return [];
  const { waiting, lost, broken } = audit.state();
  const figure = (name: string, help: string, value: number): Gauge => ({
    name: `rolecall_audit_${name}`,
    help,
    samples: [{ value }],
  });
  return [
    figure('waiting_events', 'Events that wait to be written to the audit trail.', waiting),
    { ...figure('lost_events_total', 'Events that the audit trail does not have.', lost), type: 'counter' },
    figure('broken', 'Whether the audit trail cannot be written, so that nothing may change.', broken ? 1 : 0),
  ];
}

function tell(logger: Sayings, trouble: Trouble): void {
  switch (trouble.kind) {
    case 'broken':
      return logger.error({ err: trouble.error }, 'the audit trail cannot be written: nothing may change until it can');
    case 'mended':
      return logger.info({}, 'the audit trail is written again');
    case 'losing':
      return logger.error({}, 'the audit trail does not keep up: events are lost, the trail will say how many');
    case 'unwritable':
      return logger.error({ err: trouble.error }, 'an event could not be written to the audit trail');
  }
}
