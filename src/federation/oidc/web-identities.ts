import { type Clock, secondsOf } from '../../base/clock.ts';
import { readClaims } from './claims.ts';
import { discoverKeys } from './discover-keys.ts';
import type { FetchDocument } from './fetch-document.ts';
import { issuerKeys } from './issuer-keys.ts';
import { readJws } from './jws.ts';
import type { Refusal } from './refusal.ts';
import { type ClaimedToken, verifyToken } from './verify.ts';

/** Reads tokens and verifies them with the keys that their issuers publish. */
export interface WebIdentities {
  /** Takes a token apart. `undefined` for what is none; nothing is verified. */
  read(text: string): ClaimedToken | undefined;
  /** Why the token of a provider's issuer proves nothing; `undefined` when every word of it holds. */
  refusalOf(token: ClaimedToken, provider: TrustedProvider): Promise<Refusal | undefined>;
}

/** A provider of the account that is asked, found by the issuer that the token names, to the letter. */
export interface TrustedProvider {
  readonly account: string;
  /** The issuer without `https://`. */
  readonly name: string;
  readonly clientIds: readonly string[];
}

/** By how much the clocks of issuer and server may differ, unless said otherwise. */
const SKEW_SECONDS = 60;

/** How issuers are asked, and how far their clocks are believed. */
export interface IssuerSettings {
  readonly fetch: FetchDocument;
  readonly skewSeconds?: number | undefined;
  /** Told when an issuer could not be asked, or gave what will not do. */
  readonly onFailure?: ((issuer: string, why: string) => void) | undefined;
}

export function webIdentities(house: IssuerSettings & { readonly clock: Clock }): WebIdentities {
  const { fetch, clock, skewSeconds = SKEW_SECONDS, onFailure } = house;
  const keys = issuerKeys({
    clock,
    async discover(issuer) {
      const discovered = await discoverKeys(issuer, fetch);
      if ('failed' in discovered) onFailure?.(issuer, discovered.why);
      return discovered;
    },
  });

  return {
    read(text) {
      const jws = readJws(text);
      const claims = jws && readClaims(jws.payload);
      return jws && claims && { jws, claims };
    },
    async refusalOf(token, { account, name, clientIds }) {
      const issuer = `https://${name}`;
      if (token.claims.iss !== issuer) return { refused: 'malformed' };
      const found = await keys.of(issuer, account, (known) => known.find(token.jws) !== undefined);
      if ('failed' in found) return { refused: found.failed === 'unreachable' ? 'unreachable' : 'no-key' };
      return verifyToken(token, found, { clientIds, nowSeconds: secondsOf(clock), skewSeconds });
    },
  };
}
