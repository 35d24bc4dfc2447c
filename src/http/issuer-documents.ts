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
    if (!target.startsWith(ISSUERS)) return undefined;
    const end = target.indexOf('/', ISSUERS.length);
    const uuid = target.slice(ISSUERS.length, end);
    const document = DOCUMENTS.get(target.slice(end));
    return document !== undefined && UUID.test(uuid) ? answer(uuid, document) : undefined;
  };

  async function answer(uuid: string, document: Document): Promise<WireAnswer> {
    const account = await accounts.byUuid(uuid);
    const keys = account === undefined ? [] : (await issuers.of(account.id)).keys;
    if (keys.length === 0) return NOT_FOUND;
    return document === 'keys'
      ? found(keySet(publishedKeys(keys, secondsOf(clock))))
      : found(discoveryDocument(`${publicUrl()}${ISSUERS}${uuid}`));
  }
}

type Document = 'discovery' | 'keys';

const ISSUERS = '/oidc/';
const DOCUMENTS: ReadonlyMap<string, Document> = new Map([
  ['/.well-known/openid-configuration', 'discovery'],
  ['/.well-known/jwks.json', 'keys'],
]);
/** Whatever may be one: strangers ask, and only what could be there is looked up. */
const UUID = /^[0-9A-Za-z-]{1,64}$/;

const found = (body: string): WireAnswer => ({
  status: 200,
  headers: ['Content-Type', 'application/json', 'Cache-Control', `public, max-age=${DOCUMENT_SECONDS}`],
  body,
});

const NOT_FOUND: WireAnswer = { status: 404, headers: ['Content-Type', 'text/plain'], body: 'not found\n' };
