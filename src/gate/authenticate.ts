import type { Clock } from '../base/clock.ts';
import { Fault } from '../model/fault.ts';
import type { Caller } from '../principal/caller.ts';
import { rootCaller, userCaller } from '../principal/callers.ts';
import type { Directory, KnownKey } from '../principal/directory.ts';
import { inOrganization } from '../principal/in-organization.ts';
import {
  type About,
  federatedCaller,
  roleSessionCaller,
  rootSessionCaller,
  userSessionCaller,
} from '../principal/session-callers.ts';
import { sessionRole, sessionUser } from '../principal/session-holder.ts';
import { readClaim } from '../sigv4/claim.ts';
import { signatureMatches, signingKeyCache } from '../sigv4/signing-key.ts';
import type { Claim, ForwardedRequest, Refusal, SignedRequest } from '../sigv4/types.ts';
import type { SessionClaims, SessionTokens } from '../token/claims.ts';
import type { Authenticated, Differing } from './gate.ts';
import { invalidToken } from './invalid-token.ts';
import { type OpenSession, sessionOpener } from './open-session.ts';

/** Derived signing keys kept: one per access key or session, day, region and service in use. */
const SIGNING_KEYS_MAX = 20_000;

/**
 * Room 3. Proves a claim in AWS's order (sts.md 2.1, rows 5 to 17): form, clock and scope first; then token, expiry,
 * key state and the life of the role; the signature last. Nothing that was not proven leaves this room.
 */
export function authenticator(house: {
  readonly regions: readonly string[] | undefined;
  readonly directory: Directory;
  readonly tokens: SessionTokens;
  readonly clock: Clock;
  /** How many sessions and signing keys are known by heart, where it is not the usual number. */
  readonly cacheMax?: number | undefined;
}) {
  const { regions, directory, tokens, clock, cacheMax } = house;
  const signingKeys = signingKeyCache(cacheMax ?? SIGNING_KEYS_MAX);
  const sessions = sessionOpener(tokens, cacheMax);

  return { authenticate, cached: () => ({ sessions: sessions.size(), 'signing-keys': signingKeys.size }) };

  async function authenticate(
    request: SignedRequest | ForwardedRequest,
    service: string,
    differing: Differing = {},
  ): Promise<Authenticated> {
    const claim = readClaim(request, { regions, ...differing, service, nowMs: clock.now() });
    if ('code' in claim) throw faultOf(claim);

    const proven = claim.accessKeyId.startsWith('ASIA') ? await asSession(claim) : await asLongTermKey(claim);
    const organization = directory.organization(proven.account);
    const caller = inOrganization(proven, organization instanceof Promise ? await organization : organization);
    return { caller, region: claim.region };
  }

  /** Rows 14 to 14c and 16: a session is judged before its signature, and lives only as long as its role or user, and until it is revoked. */
  async function asSession(claim: Claim): Promise<Caller> {
    const session = claim.sessionToken === undefined ? undefined : sessions.open(claim.sessionToken, claim.accessKeyId);
    if (session === undefined) throw invalidToken();
    if (clock.now() >= session.claims.expiresAt * 1000) throw expiredToken();

    const { claims } = session;
    const epoch = directory.accountEpoch(claims.account);
    if (claims.accountEpoch !== (typeof epoch === 'number' ? epoch : await epoch)) throw invalidToken();
    const asCaller = await holderOf(claims);
    if (asCaller === undefined) throw invalidToken();

    verify(claim, session, session.digest);
    return asCaller({ accessKeyId: claim.accessKeyId, directory, clock });
  }

  /** Whose session it is, if they are still there and have not revoked it; how to make the caller once the signature is verified. */
  async function holderOf(claims: SessionClaims): Promise<((about: About) => Caller | Promise<Caller>) | undefined> {
    if (claims.kind === 'root') return (about) => rootSessionCaller(claims, about);
    if (claims.kind === 'role') {
      const role = await sessionRole(claims, directory);
      return role && ((about) => roleSessionCaller(claims, role, about));
    }
    const holder = await sessionUser(claims, directory);
    if (holder === undefined) return undefined;
    const user = holder === 'root' ? undefined : holder;
    return claims.kind === 'user'
      ? (about) => userSessionCaller(claims, user, about)
      : (about) => federatedCaller(claims, user, about);
  }

  /** Rows 15 to 17: unknown and inactive keys answer alike; a stray session token is told only to the key's owner. */
  async function asLongTermKey(claim: Claim): Promise<Caller> {
    const key = await directory.key(claim.accessKeyId);
    if (key === undefined || !key.active) throw invalidToken();
    const caller = await ownerOf(key);
    if (caller === undefined) throw invalidToken();

    verify(claim, key, key.id);
    if (claim.sessionToken !== undefined) throw invalidToken();
    return caller;
  }

  async function ownerOf(key: KnownKey): Promise<Caller | undefined> {
    if (key.userId === undefined) return rootCaller(key.id, key.account);
    const user = await directory.user(key.account, key.userId);
    return user && userCaller(key.id, user);
  }

  /** Row 16. `identity` names the secret for the cache of signing keys: never an access key id alone for a session. */
  function verify(claim: Claim, holder: Pick<OpenSession, 'secret'>, identity: string): void {
    const key = signingKeys.get(identity, holder.secret, claim.date, claim.region, claim.service);
    if (!signatureMatches(claim, key)) throw new Fault('SignatureDoesNotMatch', 403, SIGNATURE_DIFFERS);
  }
}

const SIGNATURE_DIFFERS =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key ' +
  'and signing method. Consult the service documentation for details.';

const expiredToken = (): Fault =>
  new Fault('ExpiredToken', 403, 'The security token included in the request is expired');

const faultOf = ({ code, status, message }: Refusal): Fault => new Fault(code, status, message);
