import type { ServiceLastAccessed, TrackedActionLastAccessed } from '../../model/generated/iam.ts';
import type { UsageRecord } from '../../store/account-records.ts';
import { grantedServices } from '../granted-services.ts';
import type { Shelves } from '../policies/find.ts';
import { serviceNames } from './generated/service-names.ts';
import { type Holder, holdersOf, policyTextsOf } from './holders.ts';
import { arnOfEntity, type Subject } from './subject.ts';

/**
 * Each service that the subject's permissions policies grant, with the last attempt that was seen of anybody who holds
 * them. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 */
export async function servicesLastAccessed(
  shelves: Shelves,
  account: string,
  subject: Subject,
  granularity: string,
): Promise<readonly ServiceLastAccessed[]> {
  const seen = new Map<string, Sighting[]>();
  for (const [number, holder] of (await holdersOf(shelves, account, subject)).entries()) {
    // A policy may have ten thousand holders: other requests take their turn in between.
    if (number % HOLDERS_A_TURN === HOLDERS_A_TURN - 1) await new Promise(setImmediate);
    for (const use of await shelves.store.usages.of(account, holder.record.id)) {
      seen.set(use.what, [...(seen.get(use.what) ?? []), { use, arn: arnOfEntity(holder) }]);
    }
  }
  const granted = grantedServices(await policyTextsOf(shelves, subject), serviceNames.keys());
  return granted.map((namespace) => ({
    ServiceName: serviceNames.get(namespace)!,
    ServiceNamespace: namespace,
    ...lastOf(seen.get(`service:${namespace}`)),
    ...(granularity === 'ACTION_LEVEL' && { TrackedActionsLastAccessed: actionsOf(seen, namespace) }),
  }));
}

/** When one holder last attempted a service. */
export async function lastAttempt(
  { store }: Shelves,
  account: string,
  { record }: Holder,
  namespace: string,
): Promise<UsageRecord | undefined> {
  return store.usages.one(account, record.id, `service:${namespace}`);
}

interface Sighting {
  readonly use: UsageRecord;
  /** Of the user or role, as AWS names it here: never of a single session. */
  readonly arn: string;
}

const HOLDERS_A_TURN = 100;

function lastOf(sightings: readonly Sighting[] | undefined): Partial<ServiceLastAccessed> {
  if (sightings === undefined) return { TotalAuthenticatedEntities: 0 };
  const { use, arn } = newest(sightings);
  return {
    LastAuthenticated: use.at,
    LastAuthenticatedEntity: arn,
    LastAuthenticatedRegion: use.region,
    TotalAuthenticatedEntities: sightings.length,
  };
}

function actionsOf(seen: ReadonlyMap<string, readonly Sighting[]>, namespace: string): TrackedActionLastAccessed[] {
  const prefix = `action:${namespace}:`;
  return [...seen]
    .filter(([what]) => what.startsWith(prefix))
    .map(([what, sightings]) => {
      const { use, arn } = newest(sightings);
      const ActionName = what.slice(prefix.length);
      return { ActionName, LastAccessedEntity: arn, LastAccessedTime: use.at, LastAccessedRegion: use.region };
    })
    .sort((a, b) => (a.ActionName < b.ActionName ? -1 : 1));
}

const newest = (sightings: readonly Sighting[]): Sighting =>
  sightings.reduce((newer, one) => (one.use.at > newer.use.at ? one : newer));
