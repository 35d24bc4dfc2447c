import { readJson } from '../../base/json.ts';
import type { FetchDocument, FetchFailure } from './fetch-document.ts';
import { objectOf, textOf } from './json-object.ts';
import { type KeySet, readKeySet } from './key-set.ts';

export interface DiscoveredKeys {
  readonly keys: KeySet;
  readonly maxAgeSeconds: number | undefined;
}

const DEPTH_MAX = 16;

/**
 * Asks an issuer for its keys (OpenID Connect Discovery 1.0 section 4): its configuration, which has to name this very
 * issuer, and then the key set that the configuration names.
 */
export async function discoverKeys(issuer: string, fetch: FetchDocument): Promise<DiscoveredKeys | FetchFailure> {
  const configuration = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if ('failed' in configuration) return configuration;
  const json = readJson(configuration.text, { maxLength: configuration.text.length, maxDepth: DEPTH_MAX });
  const members = json.ok ? objectOf(json.value) : undefined;
  if (textOf(members?.get('issuer')) !== issuer) return unfit('its configuration does not name this issuer');
  const address = textOf(members?.get('jwks_uri'));
  if (address === undefined) return unfit('its configuration has no jwks_uri');

  const document = await fetch(address);
  if ('failed' in document) return document;
  const keys = readKeySet(document.text);
  return keys === undefined ? unfit('its key set does not read') : { keys, maxAgeSeconds: document.maxAgeSeconds };
}

const unfit = (why: string): FetchFailure => ({ failed: 'unfit', why });
