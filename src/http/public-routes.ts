import type { WireAnswer } from '../query/wire.ts';

/**
 * Something that anybody may GET: it takes the target of a request, raw, and gives the answer, or `undefined` where the target is
 * not its own. Everything that is served without a signature is in the list of these that `main` hands in (security.md C03).
 */
export type PublicRoute = (target: string) => Promise<WireAnswer> | undefined;

/** The answer to a request for a public document; `undefined` for everything else, which is the query protocol's. */
export function publicAnswer(
  method: string | undefined,
  target: string | undefined,
  routes: readonly PublicRoute[],
): Promise<WireAnswer> | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || target === undefined) return undefined;
  for (const route of routes) {
    const answer = route(target);
    if (answer !== undefined) return answer;
  }
  return undefined;
}
