import { type Rehearsed, sendEach } from '../send-each.ts';
import type { Server } from '../servers.ts';
import type { prepare } from './requests.ts';

/** Each answer has to hold credentials, for this very session, of its own. */
export async function rehearse(
  server: Server,
  requests: ReturnType<typeof prepare>,
): Promise<Rehearsed & { readonly tokens: number }> {
  const tokens = new Set<string>();
  const rehearsed = await sendEach(server, requests, ({ body }, n) => {
    const token = /<SessionToken>([^<]+)</.exec(body)?.[1];
    if (token === undefined || !body.includes(`/${requests[n]!.session}</Arn>`)) return false;
    tokens.add(token);
    return true;
  });
  return { ...rehearsed, tokens: tokens.size };
}
