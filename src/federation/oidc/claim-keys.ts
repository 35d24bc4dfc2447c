import { asciiLower } from '../../base/ascii.ts';
import type { Claims } from './claims.ts';
import { type JsonObject, textOf, textsOf } from './json-object.ts';
import { audienceOf } from './verify.ts';

/** A condition key that a token gives: what policies compare. */
export interface ClaimKey {
  /** In ASCII lower case, as the context has them. */
  readonly key: string;
  readonly value: string | readonly string[];
  /** Whether policies see it in the session too, and not only where the role is assumed. */
  readonly stays: boolean;
}

/**
 * The condition keys of a token: `<issuer without https://>:<claim>` (sts.md 5.5). Of every issuer `aud`, `oaud`, `sub` and
 * `amr`, and of those that AWS lists by name the claims that it lists. `undefined` where such a claim is not of its type
 * (security.md D06).
 */
export function claimKeys(name: string, claims: Claims): readonly ClaimKey[] | undefined {
  const { sub, aud, azp, all } = claims;
  const key = (claim: string) => `${asciiLower(name)}:${claim}`;
  const keys: ClaimKey[] = [
    { key: key('aud'), value: audienceOf(claims), stays: true },
    { key: key('sub'), value: sub, stays: true },
  ];
  // What `aud` said, where the key of that name has the party that asked.
  if (azp !== undefined) keys.push({ key: key('oaud'), value: aud.length === 1 ? aud[0]! : aud, stays: false });

  if (isThere(all, 'amr')) {
    const methods = textsOf(all.get('amr'));
    if (methods === undefined) return undefined;
    if (methods.length > 0) keys.push({ key: key('amr'), value: methods, stays: true });
  }
  for (const claim of LISTED.find(([issuer]) => issuer.test(name))?.[1] ?? []) {
    if (!isThere(all, claim)) continue;
    const value = textOf(all.get(claim));
    if (value === undefined) return undefined;
    keys.push({ key: key(asciiLower(claim)), value, stays: false });
  }
  return keys;
}

/** Issuers write `null` for what does not apply. */
const isThere = (all: JsonObject, claim: string): boolean => (all.get(claim)?.type ?? 'null') !== 'null';

const GITHUB = words(
  'actor actor_id enterprise_id environment job_workflow_ref ref repository repository_id repository_owner_id workflow',
);
const BUILDKITE = words(
  'build_branch cluster_id cluster_name organization_id organization_slug pipeline_id pipeline_slug',
);
const GITLAB = words(
  'namespace_id pipeline_source project_id ref_protected runner_environment user_access_level user_email user_id user_login',
);

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html */
const LISTED: readonly (readonly [issuer: RegExp, claims: readonly string[]])[] = [
  [/^token\.actions\.githubusercontent\.com(?:\/.*)?$/, GITHUB],
  [/^token\.actions\.[^./]+\.ghe\.com$/, GITHUB],
  [/^github\.com\/enterprises\/[^/]+$/, GITHUB],
  [/^gitlab\.com$/, GITLAB],
  [/^agent\.(?:[^./]+\.)?buildkite\.(?:com|dev|site)$/, BUILDKITE],
  [/^oidc\.circleci\.com\/org\/[^/]+$/, ['oidc.circleci.com/project-id']],
  [/^idcs-[^./]+\.identity\.oraclecloud\.com$/, ['rpst_id']],
];

function words(text: string): readonly string[] {
  return text.split(' ');
}
