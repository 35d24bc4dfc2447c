import { parseArn } from '../base/arn.ts';
import { isAccountId } from '../base/identifiers.ts';
import type { AnyOperation } from '../operation/operation.ts';
import type { RequestEvent } from '../operation/request-event.ts';
import type { Caller } from '../principal/caller.ts';
import { sayCall } from './call.ts';
import { decisionRecord } from './decision-record.ts';
import { firstDigit } from './event-ids.ts';
import { sayForwarded } from './forwarded.ts';
import { chainText, issuedSession } from './issued-session.ts';
import type { Lines } from './lines.ts';
import { keptPieces, type Piece, piece } from './pieces.ts';
import { reducedIdentity, userIdentity } from './user-identity.ts';

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
