import { parseArn } from '../base/arn.ts';
import { isAccountId } from '../base/identifiers.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { Fault } from '../model/fault.ts';
import type { AnyOperation } from '../operation/operation.ts';
import { isReadOnly } from '../operation/read-only.ts';
import type { RequestEvent, TlsFacts } from '../operation/request-event.ts';
import type { Caller } from '../principal/caller.ts';
import { decisionRecord, type KeptDocument } from './decision-record.ts';
import { errorCode } from './error-code.ts';
import { variantOf } from './event-ids.ts';
import { forwardedEvents } from './forwarded.ts';
import { chainText, issuedSession } from './issued-session.ts';
import { recordedMembers } from './parameters.ts';
import { reducedIdentity, userIdentity } from './user-identity.ts';

const NAME_MAX = 128;
const USER_AGENT_MAX = 1024;
const MESSAGE_MAX = 1024;

/** An event as it stands in the trail: CloudTrail's shape, a JSON object in one line. */
export interface WrittenEvent {
  readonly before: string;
  /** The larger part of the line, which is the same in both events of one call: it is turned into bytes once. */
  readonly shared: string;
  readonly after: string;
  /** Documents that it names by their hashes. */
  readonly documents: readonly KeptDocument[];
}

/** A line that was written before. */
export const writtenLine = (line: string): WrittenEvent => ({ before: line, shared: '', after: '', documents: NONE });

export const lineOf = ({ before, shared, after }: WrittenEvent): string => before + shared + after;

const NONE: readonly KeptDocument[] = [];

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
export function writtenEvents(event: RequestEvent, recipient: string): readonly WrittenEvent[] {
  const { caller, operation, denial, id, forwarded } = event;
  if (forwarded !== undefined && caller !== undefined) return forwardedEvents(event, caller, forwarded);
  const about = caller && aboutCaller(caller);
  const issued = event.fault === undefined && about !== undefined ? issuedSession(event, about.chain) : undefined;
  const owner =
    issued !== undefined && caller !== undefined && issued.account !== recipient ? issued.account : undefined;
  const shared = callText(event) + restText(event, issued?.resources);
  const sharedId = owner === undefined ? '' : `,"sharedEventID":"${variantOf(id, 3)}"`;
  const after = (variant: 1 | 2, account: string, additional: string): string =>
    `${additional},"eventID":"${variantOf(id, variant)}","recipientAccountId":"${account}"${sharedId}}`;

  const identity = about?.identity ?? unproven(operation?.facts.name);
  const decided = denial && decisionRecord(denial, caller);
  const additional =
    decided !== undefined
      ? `,"additionalEventData":${JSON.stringify({ decision: decided.record })}`
      : issued === undefined
        ? ''
        : `,"additionalEventData":{"session":${issued.text}}`;
  const documents = decided?.documents ?? NONE;
  const own = { before: BEGINNING + identity, shared, after: after(1, recipient, additional), documents };
  if (owner === undefined) return [own];
  const reduced = `,"additionalEventData":{"session":${issued!.reducedText}}`;
  return [
    own,
    { before: BEGINNING + reducedIdentity(caller!), shared, after: after(2, owner, reduced), documents: NONE },
  ];
}

const BEGINNING = '{"eventVersion":"1.11","userIdentity":';

/** What was asked and what came of it: the same for everybody whom the call concerns. */
function callText(event: RequestEvent): string {
  const { service, action = '', region, remoteAddress, userAgent, fault, operation, startedAtMs } = event;
  const agent = userAgent === undefined ? '' : `,"userAgent":${quotedAgent(userAgent)}`;
  const parameters = bounded('requestParameters', requestParameters(event));
  const elements = bounded('responseElements', responseElements(event));
  return (
    `,"eventTime":"${isoSecond(startedAtMs)}","eventSource":"${service}.amazonaws.com",` +
    `"eventName":${quotedName(action)},"awsRegion":${quotedRegion(region ?? '')},` +
    `"sourceIPAddress":${quotedAddress(remoteAddress)}${agent}${fault === undefined ? '' : faultText(fault, operation)},` +
    `"requestParameters":${parameters},"responseElements":${elements}`
  );
}

function faultText({ code, text }: Fault, operation: AnyOperation | undefined): string {
  const message =
    text === undefined ? '' : `,"errorMessage":${JSON.stringify(short(withoutReasons(text), MESSAGE_MAX))}`;
  return `,"errorCode":${JSON.stringify(errorCode(code, operation?.facts))}${message}`;
}

function restText({ id, operation, tls, host }: RequestEvent, resources: string | undefined): string {
  const readOnly = operation === undefined || isReadOnly(operation.facts);
  const about = resources === undefined ? '' : `,"resources":${resources}`;
  return (
    `,"requestID":"${id}","readOnly":${readOnly}${about},"eventType":"AwsApiCall","managementEvent":true,"eventCategory":"Management",` +
    `"tlsDetails":${tlsText(tls, host)}`
  );
}

/** Most requests of a moment come from clients of one kind, to one address. */
const quotedAgent = rememberingLast((agent: string) => JSON.stringify(short(agent, USER_AGENT_MAX)));
const quotedName = rememberingLast((action: string) => JSON.stringify(short(action, NAME_MAX)));
const quotedRegion = rememberingLast((region: string) => JSON.stringify(region));
const quotedAddress = rememberingLast((address: string) => JSON.stringify(address));
const hostText = rememberingLast((host: string) => `"clientProvidedHostHeader":${JSON.stringify(host)}`);

function tlsText(tls: TlsFacts | undefined, host: string | undefined): string {
  const encryption =
    tls === undefined
      ? ''
      : `"tlsVersion":${JSON.stringify(tls.version)},"cipherSuite":${JSON.stringify(tls.cipher)}${host === undefined ? '' : ','}`;
  return `{${encryption}${host === undefined ? '' : hostText(host)}}`;
}

function rememberingLast(make: (text: string) => string): (text: string) => string {
  let last = '';
  let made = make('');
  return (text) => {
    if (text !== last) {
      made = make(text);
      last = text;
    }
    return made;
  };
}

/** As AWS's records, those of a denied call do not repeat what was asked for (sts.md 8.3): the decision record has what was decided on. */
function requestParameters({ operation, input, fault, caller }: RequestEvent): string {
  if (operation === undefined || input === undefined || fault?.code === 'AccessDenied') return 'null';
  const recorded = recordedMembers(operation.facts.input, input);
  if (recorded === '{}') return 'null';
  const inherited = operation.facts.name === 'AssumeRole' ? transitiveTags(caller) : undefined;
  return inherited === undefined ? recorded : `${recorded.slice(0, -1)},"incomingTransitiveTags":${inherited}}`;
}

function transitiveTags(caller: Caller | undefined): string | undefined {
  const transitive = caller?.session?.tags.filter((tag) => tag.transitive) ?? [];
  if (transitive.length === 0) return undefined;
  return `{${transitive.map(({ key, value }) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
}

/** What a call answered that changed something or gave out credentials; of those only the key id and the expiration are left. */
function responseElements({ operation, output, fault }: RequestEvent): string {
  const shape = operation?.facts.output;
  if (operation === undefined || shape === undefined || fault !== undefined || output === undefined) return 'null';
  const { service, name } = operation.facts;
  if (service.name === 'sts' ? QUIET.has(name) : isReadOnly(operation.facts)) return 'null';
  return recordedMembers(shape, output);
}

const QUIET: ReadonlySet<string> = new Set(['GetCallerIdentity', 'GetAccessKeyInfo', 'DecodeAuthorizationMessage']);

/** CloudTrail's own bound of one field, and its way to say so. */
const FIELD_MAX = 102_400;

function bounded(name: string, text: string): string {
  if (text.length <= FIELD_MAX) return text;
  return JSON.stringify({ omitted: true, originalSize: text.length, reason: `${name} too large` });
}

function short(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}...`;
}

/** The sealed reasons are for the one who was denied; the trail has them in the open. */
const withoutReasons = (text: string): string => text.split(' Encoded authorization failure message: ', 1)[0]!;

/** A call whose token proved nothing. */
const unproven = (name: string | undefined): string =>
  JSON.stringify({ type: name === 'AssumeRoleWithSAML' ? 'SAMLUser' : 'WebIdentityUser' });

/** Callers are made anew with every request; the record of a user and the claims of a session are not. */
const known = new WeakMap<object, AboutCaller>();

interface AboutCaller {
  readonly accessKeyId: string;
  readonly identity: string;
  readonly chain: string;
}

function aboutCaller(caller: Caller): AboutCaller {
  // A user may be renamed during a session of his.
  const behind = caller.kind === 'user' && caller.session !== undefined ? undefined : (caller.session ?? caller.user);
  const before = behind && known.get(behind);
  if (before !== undefined && before.accessKeyId === caller.accessKeyId) return before;
  const { accessKeyId } = caller;
  const about = { accessKeyId, identity: JSON.stringify(userIdentity(caller)), chain: chainText(caller) };
  if (behind !== undefined) known.set(behind, about);
  return about;
}
