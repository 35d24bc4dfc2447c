import { type DecisionRecord, OWNERS } from './decision-record.ts';
import { type ReadEvent, readTrail } from './read-trail.ts';

/** Which events somebody looks for; what is absent does not narrow. */
export interface Wanted {
  /** Only the half of this account, as it may see it. */
  readonly account?: string | undefined;
  readonly event?: string | undefined;
  /** A name, ARN, unique id or access key id. */
  readonly user?: string | undefined;
  /** An error code, or `any`. */
  readonly error?: string | undefined;
  readonly sinceMs?: number | undefined;
  readonly untilMs?: number | undefined;
}

/** The events of a trail that match, in its order. */
export function* searchTrail(folder: string, wanted: Wanted): Generator<ReadEvent> {
  const seen = new Set<string>();
  for (const entry of readTrail(folder)) {
    if (entry.kind !== 'event' || !matches(entry.event, wanted)) continue;
    // What a repaired disk has twice happened once.
    if (seen.has(entry.event.eventID)) continue;
    seen.add(entry.event.eventID);
    yield wanted.account === undefined ? entry.event : halfOf(entry.event, wanted.account);
  }
}

export function matches(event: ReadEvent, wanted: Wanted): boolean {
  const { account, event: name, user, error, sinceMs, untilMs } = wanted;
  const atMs = Date.parse(event.eventTime);
  return (
    (account === undefined || event.recipientAccountId === account) &&
    (name === undefined || event.eventName.toLowerCase() === name.toLowerCase()) &&
    (user === undefined || isBy(event, user)) &&
    (error === undefined || (error === 'any' ? event.errorCode !== undefined : event.errorCode === error)) &&
    (sinceMs === undefined || atMs >= sinceMs) &&
    (untilMs === undefined || atMs <= untilMs)
  );
}

/** Whether somebody called, or signed the request that a service asked about. */
function isBy({ userIdentity, additionalEventData }: ReadEvent, user: string): boolean {
  const principal = additionalEventData?.principal as ReadEvent['userIdentity'];
  return [userIdentity, principal].some((identity) => identity !== undefined && isNamed(identity, user));
}

function isNamed(identity: NonNullable<ReadEvent['userIdentity']>, user: string): boolean {
  const { userName, arn, principalId, accessKeyId, sessionContext } = identity;
  const issuer = sessionContext?.sessionIssuer;
  return [userName, arn, principalId, accessKeyId, issuer?.arn, issuer?.userName].includes(user);
}

const OWNERS_KEYS = /^(?:aws|iam):resource(?:tag\/|org)/;

/** An event as an account may see it: of a decision about another account's resource, that account's policies and tags are left out. */
export function halfOf(event: ReadEvent, account: string): ReadEvent {
  const decision = event.additionalEventData?.decision as DecisionRecord | undefined;
  if (decision === undefined || decision.resourceAccount === account) return event;
  const isOwners = ({ layer }: { readonly layer: string }) => OWNERS.has(layer);
  const { layer, statements, documents, context, ...rest } = decision;
  const half = {
    ...rest,
    because: decision.because === 'explicit-deny' && statements.every(isOwners) ? 'implicit-deny' : decision.because,
    ...(layer !== undefined && !OWNERS.has(layer) && { layer }),
    statements: statements.filter((statement) => !isOwners(statement)),
    context: Object.fromEntries(Object.entries(context).filter(([key]) => !OWNERS_KEYS.test(key))),
    documents: documents.filter((document) => !isOwners(document)),
  };
  return { ...event, additionalEventData: { ...event.additionalEventData, decision: half } };
}
