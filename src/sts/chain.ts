import type { Caller } from '../principal/caller.ts';

/** Characters: a token has 4,096 for all that it carries. */
const LENGTH_MAX = 640;

/**
 * Through whose hands a session comes to be: ARNs with spaces between them, which no ARN holds, from who began to the caller. It is for
 * the audit trail. Of a chain that is long its beginning and its end are kept, so that no token grows without end.
 */
export function chainOf({ arn, session }: Pick<Caller, 'arn' | 'session'>): string {
  if (session === undefined) return arn;
  const [first, ...links] = session.assumedBy.split(' ');
  if ((links.at(-1) ?? first) !== arn) links.push(arn);
  let kept = links.filter((link) => link !== OMITTED);
  while (lengthOf(kept) > LENGTH_MAX && kept.length > 1) kept = kept.slice(1);
  return [first, ...(kept.length < links.length ? [OMITTED] : []), ...kept].join(' ');
}

const lengthOf = (links: readonly string[]): number => links.reduce((sum, link) => sum + link.length, 0);

const OMITTED = '...';
