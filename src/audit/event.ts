import { parseArn } from '../base/arn.ts';
import { isAccountId } from '../base/identifiers.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { Fault } from '../model/fault.ts';
import type { AnyOperation } from '../operation/operation.ts';
import { isReadOnly } from '../operation/read-only.ts';
import type { RequestEvent } from '../operation/request-event.ts';
import type { Caller } from '../principal/caller.ts';
import { decisionRecord } from './decision-record.ts';
import { errorCode } from './error-code.ts';
import { firstDigit } from './event-ids.ts';
import { sayForwarded } from './forwarded.ts';
import { chainText, issuedSession } from './issued-session.ts';
import { type Lines, textsOf } from './lines.ts';
import { sayMembers } from './parameters.ts';
import { keptPieces, type Piece, piece } from './pieces.ts';
import { reducedIdentity, userIdentity } from './user-identity.ts';

const NAME_MAX = 128;
const USER_AGENT_MAX = 1024;
const MESSAGE_MAX = 1024;

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
 * Says the event of a request, CloudTrail's shape, in a line: one, or two where the call gave out credentials of another account. Then the
 * owner's has the same `sharedEventID` and a reduced identity: the session is seen, the caller's key is not (sts.md 8.1).
 *
 * No object is made and turned into text, and as little text as can be: both events share most of it, there are two for each AssumeRole
 * across accounts, and much of them is what other calls have too.
 */
export function sayEvents(event: RequestEvent, recipient: string, to: Lines): void {
  const { caller, operation, denial, forwarded, id, committedAs } = event;
  if (forwarded !== undefined && caller !== undefined) return sayForwarded(event, caller, forwarded, to);
  const digit = firstDigit(id);
  const rest = piece(id.slice(1));
  const about = caller && aboutCaller(caller);
  to.piece(about?.identity ?? unproven(operation));
  to.commonBegins();
  sayId(REQUEST_ID, digit, rest, to);
  sayCall(event, to);
  const issued = event.fault === undefined && about !== undefined ? issuedSession(event) : undefined;
  if (about === undefined || issued === undefined) {
    const decided = denial && decisionRecord(denial, caller);
    if (decided !== undefined) to.text(`,"additionalEventData":${JSON.stringify({ decision: decided.record })}`);
    sayId(EVENT_ID, digit ^ 1, rest, to);
    to.piece(recipients(recipient));
    return to.end(decided?.documents, committedAs);
  }
  const isShared = issued.account !== recipient;
  to.piece(issued.resources);
  to.piece(SESSION);
  to.string(issued.accessKeyId);
  to.piece(expirations(issued.expiration));
  to.commonEnds();
  to.piece(about.chain);
  if (issued.link !== undefined) {
    to.piece(COMMA);
    to.string(issued.link);
  }
  to.piece(CHAIN_ENDS);
  if (isShared) sayShared(digit, rest, to);
  sayId(EVENT_ID, digit ^ 1, rest, to);
  to.piece(recipients(recipient));
  to.end(undefined, committedAs);
  if (!isShared) return;

  to.piece(about.reduced);
  to.commonAgain();
  to.piece(SESSION_ENDS);
  sayShared(digit, rest, to);
  sayId(EVENT_ID, digit ^ 2, rest, to);
  to.piece(recipients(issued.account));
  to.end();
}

const BEGINNING = '{"eventVersion":"1.11","userIdentity":';
const COMMA = piece(',');
const SESSION = piece(',"additionalEventData":{"session":{"accessKeyId":');
const expirations = keptPieces((time) => `,"expiration":"${time}"`);
const SESSION_ENDS = piece('}}');
const CHAIN_ENDS = piece(']}}');

function sayShared(digit: number, rest: Piece, to: Lines): void {
  sayId(SHARED_ID, digit ^ 3, rest, to);
  to.piece(QUOTE);
}

const QUOTE = piece('"');

/** The ids of a request differ in their first digit alone: the rest is written once. */
function sayId(names: readonly Piece[], digit: number, rest: Piece, to: Lines): void {
  to.piece(names[digit]!);
  to.piece(rest);
}

/** For each first digit of an id. */
const idPieces = (name: string): readonly Piece[] =>
  Array.from({ length: 16 }, (_, digit) => piece(`,"${name}":"${digit.toString(16)}`));
const REQUEST_ID = idPieces('requestID');
const EVENT_ID = idPieces('eventID');
const SHARED_ID = idPieces('sharedEventID');
const recipients = keptPieces((account) => `","recipientAccountId":"${account}"}`);

/** What was asked and what came of it: the same for everybody whom the call concerns. */
function sayCall(event: RequestEvent, to: Lines): void {
  const { remoteAddress, userAgent, tls, host = '', fault, operation, startedAtMs } = event;
  to.piece(times(isoSecond(startedAtMs)));
  to.piece(addresses(remoteAddress));
  to.piece(operationPiece(event));
  if (userAgent !== undefined) to.piece(agents(userAgent));
  to.piece(tls === undefined ? openHosts(host) : tlsHosts(`${tls.version}\n${tls.cipher}\n${host}`));
  if (fault !== undefined) to.text(faultText(fault, operation));
  sayField(PARAMETERS, event, to);
  sayField(ELEMENTS, event, to);
}

function faultText({ code, text }: Fault, operation: AnyOperation | undefined): string {
  const message =
    text === undefined ? '' : `,"errorMessage":${JSON.stringify(short(withoutReasons(text), MESSAGE_MAX))}`;
  return `,"errorCode":${JSON.stringify(errorCode(code, operation?.facts))}${message}`;
}

/** What the events of all calls of an operation have. */
function operationPiece(event: RequestEvent): Piece {
  const { operation, region = '' } = event;
  // A name that somebody made up comes once.
  if (operation === undefined) return piece(operationText(event, region));
  let known = operations.get(operation);
  if (known === undefined) {
    const { service, action } = event;
    known = keptPieces((each) => operationText({ service, action, operation }, each));
    operations.set(operation, known);
  }
  return known(region);
}

const operations = new WeakMap<AnyOperation, (region: string) => Piece>();

function operationText(
  { service, action = '', operation }: Pick<RequestEvent, 'service' | 'action' | 'operation'>,
  region: string,
): string {
  const readOnly = operation === undefined || isReadOnly(operation.facts);
  return (
    `,"eventSource":"${service}.amazonaws.com","eventName":${JSON.stringify(short(action, NAME_MAX))},"awsRegion":${JSON.stringify(region)},` +
    `"readOnly":${readOnly},"eventType":"AwsApiCall","managementEvent":true,"eventCategory":"Management"`
  );
}

const times = keptPieces((time) => `","eventTime":"${time}"`);

/** What the events of all calls of a client have, whichever its address: it may have many. */
const addresses = keptPieces((address) => `,"sourceIPAddress":${JSON.stringify(address)}`);
const agents = keptPieces((agent) => `,"userAgent":${JSON.stringify(short(agent, USER_AGENT_MAX))}`);
const openHosts = keptPieces((host) => `,"tlsDetails":{${hostText(host)}}`);
/** No header has a line feed: what stands between them is as it was. */
const tlsHosts = keptPieces((details) => {
  const [version, cipher, host = ''] = details.split('\n');
  const encryption = `"tlsVersion":${JSON.stringify(version)},"cipherSuite":${JSON.stringify(cipher)}`;
  return `,"tlsDetails":{${encryption}${host === '' ? '' : `,${hostText(host)}`}}`;
});

const hostText = (host: string): string => (host === '' ? '' : `"clientProvidedHostHeader":${JSON.stringify(host)}`);

/** As AWS's records, those of a denied call do not repeat what was asked for (sts.md 8.3): the decision record has what was decided on. */
function sayParameters({ operation, input, fault, caller }: RequestEvent, to: Lines): boolean {
  if (operation === undefined || fault?.code === 'AccessDenied' || !sayMembers(operation.facts.input, input, to))
    return false;
  const inherited = operation.facts.name === 'AssumeRole' ? transitiveTags(caller) : undefined;
  if (inherited !== undefined) to.text(`,"incomingTransitiveTags":${inherited}`);
  return true;
}

function transitiveTags(caller: Caller | undefined): string | undefined {
  const transitive = caller?.session?.tags.filter((tag) => tag.transitive) ?? [];
  if (transitive.length === 0) return undefined;
  return `{${transitive.map(({ key, value }) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
}

/** What a call answered that changed something or gave out credentials; of those only the key id and the expiration are left. */
function sayElements({ operation, output, fault }: RequestEvent, to: Lines): boolean {
  const shape = operation?.facts.output;
  if (operation === undefined || shape === undefined || fault !== undefined || output === undefined) return false;
  const { service, name } = operation.facts;
  if (service.name === 'sts' ? QUIET.has(name) : isReadOnly(operation.facts)) return false;
  if (!sayMembers(shape, output, to)) to.text('{');
  return true;
}

const QUIET: ReadonlySet<string> = new Set(['GetCallerIdentity', 'GetAccessKeyInfo', 'DecodeAuthorizationMessage']);

/** A field that is an object, of which all but the end is said, or nothing. */
interface Field {
  readonly name: string;
  readonly key: Piece;
  say(event: RequestEvent, to: Lines): boolean;
}

const PARAMETERS: Field = { name: 'requestParameters', key: piece(',"requestParameters":'), say: sayParameters };
const ELEMENTS: Field = { name: 'responseElements', key: piece(',"responseElements":'), say: sayElements };
const ENDS = piece('}');
const NULL = piece('null');

/** CloudTrail's own bound of one field, and its way to say so. */
const FIELD_MAX = 102_400;

function sayField(field: Field, event: RequestEvent, to: Lines): void {
  to.piece(field.key);
  const mark = to.mark();
  const before = to.said();
  to.piece(field.say(event, to) ? ENDS : NULL);
  // It is longer than this in the lines only if it is by the most that it may become.
  if (to.said() - before <= FIELD_MAX) return;
  const [text] = textsOf((lines) => {
    field.say(event, lines);
    lines.end();
  });
  const originalSize = text!.length + 1;
  if (originalSize <= FIELD_MAX) return;
  to.backTo(mark);
  to.text(JSON.stringify({ omitted: true, originalSize, reason: `${field.name} too large` }));
}

function short(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}...`;
}

/** The sealed reasons are for the one who was denied; the trail has them in the open. */
const withoutReasons = (text: string): string => text.split(' Encoded authorization failure message: ', 1)[0]!;

/** A call whose token proved nothing. */
const unproven = (operation: AnyOperation | undefined): Piece =>
  unprovenAs(operation?.facts.name === 'AssumeRoleWithSAML' ? 'SAMLUser' : 'WebIdentityUser');

const unprovenAs = keptPieces((type) => `${BEGINNING}{"type":"${type}"}`);

/** Callers are made anew with every request; the record of a user and the claims of a session are not. */
const known = new WeakMap<object, AboutCaller>();

interface AboutCaller {
  readonly accessKeyId: string;
  /** How an event begins that its own account sees, and one that the owner of a role sees. */
  readonly identity: Piece;
  readonly reduced: Piece;
  readonly chain: Piece;
}

function aboutCaller(caller: Caller): AboutCaller {
  // A user may be renamed during a session of his.
  const behind = caller.kind === 'user' && caller.session !== undefined ? undefined : (caller.session ?? caller.user);
  const before = behind && known.get(behind);
  if (before !== undefined && before.accessKeyId === caller.accessKeyId) return before;
  const about = {
    accessKeyId: caller.accessKeyId,
    identity: piece(BEGINNING + JSON.stringify(userIdentity(caller))),
    reduced: piece(BEGINNING + reducedIdentity(caller)),
    chain: piece(chainText(caller)),
  };
  if (behind !== undefined) known.set(behind, about);
  return about;
}
