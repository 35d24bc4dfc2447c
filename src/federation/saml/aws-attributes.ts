import { type Attributes, AWS } from './attributes.ts';
import { type Refusal, refused } from './refusal.ts';

/** What the attributes of AWS's own say: which roles, under which name, with which tags (sts.md 3.2). */
export interface AwsAttributes {
  /** The roles that the identity provider grants, each through one provider. */
  readonly roles: readonly { readonly role: string; readonly provider: string }[];
  readonly sessionName: string;
  /** As stated; what AWS takes for one is for whoever issues the session to say. */
  readonly sourceIdentity: string | undefined;
  /** How long a console session is to last. Credentials do not look at it. */
  readonly consoleSeconds: number | undefined;
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveKeys: readonly string[];
}

/** What AWS's sentences call `[a-zA-Z_0-9+=,.@-]{2,64}`. */
const NAME = /^[a-zA-Z_0-9+=,.@-]{2,64}$/;
const TAG_PREFIX = `${AWS}PrincipalTag:`;

export function readAwsAttributes(attributes: Attributes): AwsAttributes | Refusal {
  const valuesOf = (name: string): readonly string[] => attributes.get(AWS + name) ?? [];
  const [sessionName, ...otherNames] = valuesOf('RoleSessionName');
  if (sessionName === undefined) return refused('session-name-missing');
  if (otherNames.length > 0 || !NAME.test(sessionName)) return refused('session-name');

  const [sourceIdentity, ...otherIdentities] = valuesOf('SourceIdentity');
  if (otherIdentities.length > 0) return refused('source-identity');

  const [duration, ...otherDurations] = valuesOf('SessionDuration');
  const consoleSeconds = duration === undefined ? undefined : consoleSecondsOf(duration);
  if (otherDurations.length > 0 || Number.isNaN(consoleSeconds)) return refused('session-duration');

  const tags = [...attributes].filter(([name]) => name.startsWith(TAG_PREFIX));
  // A tag has one value; of two, one reader may take the first and another the last.
  if (tags.some(([, values]) => values.length !== 1)) return refused('tags');

  return {
    roles: valuesOf('Role').flatMap(pairOf),
    sessionName,
    sourceIdentity,
    consoleSeconds,
    tags: new Map(tags.map(([name, values]) => [name.slice(TAG_PREFIX.length), values[0]!])),
    transitiveKeys: valuesOf('TransitiveTagKeys'),
  };
}

/** 900 to 43,200; `NaN` for what is no such number. */
function consoleSecondsOf(text: string): number {
  const seconds = /^[0-9]{3,5}$/.test(text) ? Number(text) : Number.NaN;
  return seconds >= 900 && seconds <= 43_200 ? seconds : Number.NaN;
}

/** `roleArn,providerArn` or the other way round. A value that is neither grants nothing. */
function pairOf(value: string): AwsAttributes['roles'] {
  const [first = '', second = '', ...more] = value.split(',').map((part) => part.trim());
  if (more.length > 0) return [];
  for (const [role, provider] of [
    [first, second],
    [second, first],
  ] as const) {
    if (ROLE.test(role) && PROVIDER.test(provider)) return [{ role, provider }];
  }
  return [];
}

const ROLE = /^arn:[a-z-]+:iam::[0-9]{12}:role\//;
const PROVIDER = /^arn:[a-z-]+:iam::[0-9]{12}:saml-provider\//;
