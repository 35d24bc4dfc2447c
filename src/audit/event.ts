import { parseArn } from '../base/arn.ts';
import { isAccountId } from '../base/identifiers.ts';
import { isoSecond } from '../base/iso-second.ts';
import { isReadOnly } from '../operation/read-only.ts';
import type { RequestEvent } from '../operation/request-event.ts';
import type { Caller } from '../principal/caller.ts';
import { decisionRecord, type KeptDocument } from './decision-record.ts';
import { errorCode } from './error-code.ts';
import { issuedSession } from './issued-session.ts';
import { recordedMembers } from './parameters.ts';
import { reducedIdentity, userIdentity } from './user-identity.ts';

/** An event as it stands in the trail: CloudTrail's shape, a JSON object in one line. */
export interface WrittenEvent {
  readonly text: string;
  /** Documents that it names by their hashes. */
  readonly documents: readonly KeptDocument[];
}

/**
 * Whose trail a request belongs in; `undefined` for one that leaves no record: what failed to authenticate, as at AWS
 * (sts.md 8.3), and what is no call at all. A call that brings a token or assertion belongs to the account of the role that
 * it is about, proven or not.
 */
export function recipientOf({ caller, operation, input }: RequestEvent): string | undefined {
  if (caller !== undefined) return caller.account;
  if (operation?.proof !== 'token') return undefined;
  const { RoleArn } = (input ?? {}) as { readonly RoleArn?: unknown };
  const account = typeof RoleArn === 'string' ? parseArn(RoleArn)?.account : undefined;
  return account !== undefined && isAccountId(account) ? account : undefined;
}

/**
 * Writes the event of a request: one, or two where the call gave out credentials of another account. Then the owner's has the
 * same `sharedEventID` and a reduced identity: the session is seen, the caller's key is not (sts.md 8.1).
 *
 * It is text put together, not one object turned into text: both events share most of it, and there are two for each AssumeRole
 * across accounts.
 */
export function writtenEvents(
  event: RequestEvent,
  recipient: string,
  ids: { readonly first: string; readonly next: () => string },
): readonly WrittenEvent[] {
  const { caller, operation, denial } = event;
  const issued = event.fault === undefined ? issuedSession(event) : undefined;
  const owner =
    issued !== undefined && caller !== undefined && issued.account !== recipient ? issued.account : undefined;
  const sharedId = owner === undefined ? undefined : ids.next();
  const decided = denial && decisionRecord(denial, caller);

  const call = callText(event);
  const rest = restText(event, issued?.resources);
  const write = (identity: string, id: string, account: string, additional: object | undefined): string =>
    `{"eventVersion":"1.11","userIdentity":${identity},${call}${
      additional === undefined ? '' : `,"additionalEventData":${JSON.stringify(additional)}`
    },"requestID":"${event.id}","eventID":"${id}",${rest},"recipientAccountId":"${account}"${
      sharedId === undefined ? '' : `,"sharedEventID":"${sharedId}"`
    }}`;

  const identity = caller === undefined ? unproven(operation?.facts.name) : identityText(caller);
  const additional =
    issued === undefined && decided === undefined
      ? undefined
      : { ...(issued && { session: issued.session }), ...(decided && { decision: decided.record }) };
  const own = { text: write(identity, ids.first, recipient, additional), documents: decided?.documents ?? [] };
  if (owner === undefined) return [own];
  const { accessKeyId, expiration } = issued!.session;
  const reduced = JSON.stringify(reducedIdentity(caller!));
  return [own, { text: write(reduced, ids.next(), owner, { session: { accessKeyId, expiration } }), documents: [] }];
}

/** What was asked and what came of it: the same for everybody whom the call concerns. */
function callText(event: RequestEvent): string {
  const { service, action, region, remoteAddress, userAgent, fault, operation, startedAtMs } = event;
  const facts = {
    eventTime: isoSecond(startedAtMs),
    eventSource: `${service}.amazonaws.com`,
    eventName: short(action ?? '', NAME_MAX),
    awsRegion: region,
    sourceIPAddress: remoteAddress,
    userAgent: userAgent === undefined ? undefined : short(userAgent, USER_AGENT_MAX),
    errorCode: fault && errorCode(fault.code, operation?.facts),
    errorMessage: fault?.text === undefined ? undefined : short(withoutReasons(fault.text), MESSAGE_MAX),
  };
  const parameters = bounded('requestParameters', requestParameters(event));
  const elements = bounded('responseElements', responseElements(event));
  return `${JSON.stringify(facts).slice(1, -1)},"requestParameters":${parameters},"responseElements":${elements}`;
}

function restText({ operation, tls, host }: RequestEvent, resources: readonly object[] | undefined): string {
  const tlsDetails = { tlsVersion: tls?.version, cipherSuite: tls?.cipher, clientProvidedHostHeader: host };
  return JSON.stringify({
    readOnly: operation === undefined || isReadOnly(operation.facts),
    resources,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    tlsDetails,
  }).slice(1, -1);
}

/** As AWS's records, those of a denied call do not repeat what was asked for (sts.md 8.3): the decision record has what was decided on. */
function requestParameters({ operation, input, fault, caller }: RequestEvent): object | undefined {
  if (operation === undefined || input === undefined || fault?.code === 'AccessDenied') return undefined;
  const recorded = recordedMembers(operation.facts.input, input) as Record<string, unknown>;
  const inherited = operation.facts.name === 'AssumeRole' ? transitiveTags(caller) : undefined;
  if (inherited !== undefined) recorded.incomingTransitiveTags = inherited;
  return Object.keys(recorded).length === 0 ? undefined : recorded;
}

function transitiveTags(caller: Caller | undefined): object | undefined {
  const transitive = caller?.session?.tags.filter((tag) => tag.transitive) ?? [];
  if (transitive.length === 0) return undefined;
  const record = Object.create(null) as Record<string, string>;
  for (const { key, value } of transitive) record[key] = value;
  return record;
}

/** What a call answered that changed something or gave out credentials; of those only the key id and the expiration are left. */
function responseElements({ operation, output, fault }: RequestEvent): object | undefined {
  const shape = operation?.facts.output;
  if (operation === undefined || shape === undefined || fault !== undefined || output === undefined) return undefined;
  const { service, name } = operation.facts;
  if (service.name === 'sts' ? QUIET.has(name) : isReadOnly(operation.facts)) return undefined;
  return recordedMembers(shape, output) as object;
}

const QUIET: ReadonlySet<string> = new Set(['GetCallerIdentity', 'GetAccessKeyInfo', 'DecodeAuthorizationMessage']);

/** CloudTrail's own bound of one field, and its way to say so. */
const FIELD_MAX = 102_400;

function bounded(name: string, value: object | undefined): string {
  if (value === undefined) return 'null';
  const text = JSON.stringify(value);
  if (text.length <= FIELD_MAX) return text;
  return JSON.stringify({ omitted: true, originalSize: text.length, reason: `${name} too large` });
}

const NAME_MAX = 128;
const USER_AGENT_MAX = 1024;
const MESSAGE_MAX = 1024;

const short = (text: string, max: number): string => (text.length <= max ? text : `${text.slice(0, max)}...`);

/** The sealed reasons are for the one who was denied; the trail has them in the open. */
const withoutReasons = (text: string): string => text.split(' Encoded authorization failure message: ', 1)[0]!;

/** A call whose token proved nothing. */
const unproven = (name: string | undefined): string =>
  JSON.stringify({ type: name === 'AssumeRoleWithSAML' ? 'SAMLUser' : 'WebIdentityUser' });

/** Callers are made anew with every request; the record of a user and the claims of a session are not. */
const identities = new WeakMap<object, { readonly accessKeyId: string; readonly text: string }>();

function identityText(caller: Caller): string {
  // A user may be renamed during a session of his.
  const behind = caller.kind === 'user' && caller.session !== undefined ? undefined : (caller.session ?? caller.user);
  const known = behind && identities.get(behind);
  if (known !== undefined && known.accessKeyId === caller.accessKeyId) return known.text;
  const text = JSON.stringify(userIdentity(caller));
  if (behind !== undefined) identities.set(behind, { accessKeyId: caller.accessKeyId, text });
  return text;
}
