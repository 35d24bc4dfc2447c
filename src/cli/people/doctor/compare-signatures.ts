import { hash } from 'node:crypto';
import { sameText } from '../../../base/same-secret.ts';
import { walkRoles } from '../../../client/chain.ts';
import { credentialsNow } from '../../../client/connection.ts';
import { settle } from '../../../client/profiles/connection-for.ts';
import { canonicalRequest, stringToSign } from '../../../sigv4/canonical-request.ts';
import { readClaim } from '../../../sigv4/claim.ts';
import { readCredentials } from '../../../sigv4/credentials.ts';
import { parseIsoBasic } from '../../../sigv4/freshness.ts';
import { signatureOf, signingKey, signingSecret } from '../../../sigv4/signing-key.ts';
import type { SignedRequest } from '../../../sigv4/types.ts';
import { plain } from '../../harmless.ts';
import { readFile } from '../../read-file.ts';
import { Refusal } from '../../refusal.ts';
import type { Terminal } from '../../terminal.ts';
import type { CallerOptions } from '../caller-flags.ts';
import { toldBy } from '../told-by.ts';
import { causeOf, type Parts, partsOf } from './canonical-parts.ts';
import { readRawRequest } from './raw-request.ts';

/** A place of the canonical request as the server reads it, and as the client wrote it, where that is known. */
export interface Place {
  readonly place: string;
  readonly server: string | undefined;
  readonly client?: string | undefined;
  readonly differs: boolean;
}

export interface Compared {
  readonly holds: boolean;
  readonly sentence: string;
  readonly places: readonly Place[];
}

/**
 * Reads a request as the server would, with the keys of this machine: whether its signature holds, and where not, in which place
 * the client wrote something else. The server tells nobody what it computed, since a request that is not proven is anybody's.
 */
export async function compareSignatures(
  { request: file, canonical }: { readonly request: string; readonly canonical: string | undefined },
  options: CallerOptions,
  terminal: Terminal,
): Promise<Compared> {
  const request = readRawRequest(file, readFile(file));
  const theirs = canonical === undefined ? undefined : partsOf(readFile(canonical).toString('latin1'));
  const said = readCredentials(request);
  if ('code' in said) return { holds: false, sentence: said.message ?? 'it is signed in two ways', places: [] };
  const scope = scopeOf(said.credential);
  const signedHeaders = said.signedHeaders.split(';');
  const payloadHash = hash('sha256', request.body);
  const ours = canonicalRequest(request, { carrier: said.carrier, signedHeaders, payloadHash });
  const places = side(partsOf(ours), theirs);

  const { plan, sts, from } = await settle(toldBy(options, terminal));
  const keys = await credentialsNow(walkRoles(plan.credentials, plan.steps, sts));
  if (keys === undefined)
    throw new Refusal('no credentials to compute the signature with: name the profile by --profile');
  const told = (holds: boolean, sentence: string): Compared => ({ holds, sentence, places });
  if (keys.accessKeyId !== scope.accessKeyId)
    return told(
      false,
      `it is signed by ${plain(scope.accessKeyId)}, and ${from.credentials} gives ${keys.accessKeyId}`,
    );

  const key = signingKey(signingSecret(keys.secretAccessKey), scope.date, scope.region, scope.service);
  const signature = signatureOf(stringToSign(said.date, scope, ours), key);
  const refusal = refusedAnyway(request, scope.service, said.date);
  if (sameText(signature, said.signature))
    return refusal === undefined
      ? told(true, 'the signature holds')
      : told(false, `the signature holds, but the request is refused: ${plain(refusal)}`);
  const differing = places.filter(({ differs }) => differs);
  if (differing.length > 0)
    return told(false, differing.map(({ place }) => `${plain(place)} differs: ${causeOf(place)}`).join('; '));
  if (theirs !== undefined)
    return told(
      false,
      'both read the request alike: the secret access key is another, or the date, region or service of the scope',
    );
  return told(
    false,
    refusal === undefined
      ? 'the signature is another: the secret access key is, or the request was changed; --canonical FILE finds out'
      : `it is refused: ${plain(refusal)}`,
  );
}

function side(ours: Parts, theirs: Parts | undefined): Place[] {
  const places = [...new Set([...ours.keys(), ...(theirs?.keys() ?? [])])];
  return places.map((place) => {
    const [server, client] = [ours.get(place), theirs?.get(place)];
    const shown = (value: string | undefined) =>
      place === TOKEN && value !== undefined ? `${value.slice(0, 9)}...` : value?.replace(TOKEN_IN_QUERY, '$1...');
    const differs = theirs !== undefined && server !== client;
    return { place, server: shown(server), ...(theirs === undefined ? {} : { client: shown(client) }), differs };
  });
}

/** A secret: its beginning is enough to tell two apart, most of the time. */
const TOKEN = 'header x-amz-security-token';
const TOKEN_IN_QUERY = /(\bX-Amz-Security-Token=[^&]{0,9})[^&]*/gi;

/** What is wrong with it beside the signature, were it sent at the moment that it says. */
function refusedAnyway(request: SignedRequest, service: string, date: string): string | undefined {
  const nowMs = (parseIsoBasic(date) ?? Math.floor(Date.now() / 1000)) * 1000;
  const claim = readClaim(request, { service, regions: undefined, nowMs });
  return 'code' in claim ? (claim.message ?? claim.code) : undefined;
}

function scopeOf(credential: string) {
  const [accessKeyId, date, region, service] = credential.split('/');
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined)
    throw new Refusal(
      `the Credential of the request is no key/date/region/service/aws4_request: \`${plain(credential)}\``,
    );
  return { accessKeyId, date, region, service };
}
