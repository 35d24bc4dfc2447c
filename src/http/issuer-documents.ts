import { type Clock, secondsOf } from '../base/clock.ts';
import { discoveryDocument, keySet } from '../issuer/documents.ts';
import type { Issuers } from '../issuer/issuers.ts';
import { DOCUMENT_SECONDS, publishedKeys } from '../issuer/times.ts';
import type { WireAnswer } from '../query/wire.ts';
import type { Reads } from '../store/store.ts';
import type { PublicRoute } from './public-routes.ts';

/**
 * What accounts publish as issuers (OpenID Connect Discovery 1.0 section 4): at `/oidc/<uuid of the account>`, to the letter.
 * An account that never issued is as unknown as a uuid that is nobody's. One that was switched off is served on: its
 * tokens live for an hour at most, and others verify them without asking us.
 */
export function issuerDocuments(house: {
  readonly accounts: Pick<Reads['accounts'], 'byUuid'>;
  readonly issuers: Issuers;
  readonly clock: Clock;
  readonly publicUrl: () => string;
}): PublicRoute {
  const { accounts, issuers, clock, publicUrl } = house;

  return (target) => {
    const path = PATH.exec(target);
    return path === null ? undefined : answer(path[1]!, path[2]!);
  };

  async function answer(uuid: string, document: string): Promise<WireAnswer> {
    const account = await accounts.byUuid(uuid);
    const keys = account === undefined ? [] : (await issuers.of(account.id)).keys;
    if (keys.length === 0) return NOT_FOUND;
    return document === 'jwks.json'
      ? found(keySet(publishedKeys(keys, secondsOf(clock))))
      : found(discoveryDocument(`${publicUrl()}/oidc/${uuid}`));
  }
}

const PATH = /^\/oidc\/([0-9A-Za-z-]{1,64})\/\.well-known\/(openid-configuration|jwks\.json)$/;

const found = (body: string): WireAnswer => ({
  status: 200,
  headers: ['Content-Type', 'application/json', 'Cache-Control', `public, max-age=${DOCUMENT_SECONDS}`],
  body,
});

const NOT_FOUND: WireAnswer = { status: 404, headers: ['Content-Type', 'text/plain'], body: 'not found\n' };
