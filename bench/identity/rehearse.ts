import { type Rehearsed, sendEach } from '../send-each.ts';
import type { Server } from '../servers.ts';
import type { Identity } from './requests.ts';

/** Each answer has to name the very session that signed. */
export const rehearse = (server: Server, requests: readonly Identity[]): Promise<Rehearsed> =>
  sendEach(server, requests, ({ body }, n) => body.includes(`<Arn>${requests[n]!.session.arn}</Arn>`));
