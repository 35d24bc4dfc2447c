import type { ReadEvent } from './read-trail.ts';
import { searchTrail } from './search.ts';

/** A session of a role, as the trail has it. */
export interface ListedSession {
  readonly accessKeyId: string;
  readonly arn: string;
  /** Who was given it: an ARN, or what is left of it in the half of the role's owner. */
  readonly by: string;
  readonly sourceIdentity: string | undefined;
  readonly begunAt: string;
  readonly expiresAt: string;
  /** ARNs from who began to the session; absent in the half of the role's owner. */
  readonly chain: readonly string[] | undefined;
}

/** The sessions that were issued of a role and have not expired at `nowMs`; all where `nowMs` is absent. */
export function sessionsOf(
  folder: string,
  role: string,
  { account, nowMs }: { readonly account?: string | undefined; readonly nowMs?: number | undefined },
): readonly ListedSession[] {
  // A call across accounts has two events: the caller's says more.
  const sessions = new Map<string, ListedSession>();
  for (const event of searchTrail(folder, { account })) {
    const session = sessionIn(event, role);
    if (session === undefined || (nowMs !== undefined && Date.parse(session.expiresAt) <= nowMs)) continue;
    if (!sessions.has(session.accessKeyId) || session.chain !== undefined) sessions.set(session.accessKeyId, session);
  }
  return [...sessions.values()];
}

function sessionIn(event: ReadEvent, role: string): ListedSession | undefined {
  const { session } = (event.additionalEventData ?? {}) as { session?: Issued };
  if (session === undefined || event.resources?.some(({ ARN }) => ARN === role) !== true) return undefined;
  const { assumedRoleUser, sourceIdentity } = (event.responseElements ?? {}) as Answered;
  const { arn, principalId, accountId } = event.userIdentity ?? {};
  return {
    accessKeyId: session.accessKeyId,
    arn: assumedRoleUser?.arn ?? '',
    by: arn ?? principalId ?? accountId ?? '',
    sourceIdentity,
    begunAt: event.eventTime,
    expiresAt: session.expiration,
    chain: session.chain,
  };
}

interface Issued {
  readonly accessKeyId: string;
  readonly expiration: string;
  readonly chain?: readonly string[];
}

interface Answered {
  readonly assumedRoleUser?: { readonly arn: string };
  readonly sourceIdentity?: string;
}
