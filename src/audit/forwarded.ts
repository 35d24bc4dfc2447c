import { isoSecond } from '../base/iso-second.ts';
import type { ForwardedCall, RequestEvent } from '../operation/request-event.ts';
import type { Caller } from '../principal/caller.ts';
import { type DecisionRecord, decisionRecord, type KeptDocument, OWNERS } from './decision-record.ts';
import { variantOf } from './event-ids.ts';
import type { Lines } from './lines.ts';
import { sayObject } from './parameters.ts';
import { reducedIdentity, userIdentity } from './user-identity.ts';

/**
 * Says the events of a service's question about another's request: one in the account of the service, and one in that of whoever
 * signed the request, where it is another. Each has the decision with the documents of its own side: the service does not
 * learn another account's policies by asking, and the account sees what its people tried elsewhere.
 */
export function sayForwarded(event: RequestEvent, asking: Caller, { caller, decided }: ForwardedCall, to: Lines): void {
  const principal = caller && userIdentity(caller);
  const whole = decided && decisionRecord(decided, caller);
  const isShared = caller !== undefined && caller.account !== asking.account;

  const sayIn = (account: string, variant: 1 | 2, identity: object): void => {
    const told = whole && toldTo(account, whole, { asking, caller });
    const additionalEventData = told === undefined ? undefined : { principal, decision: told.record };
    to.text(beginning(event, identity));
    sayCall(event, to);
    to.text(
      ending(event, {
        additionalEventData,
        eventID: variantOf(event.id, variant),
        recipientAccountId: account,
        sharedEventID: isShared ? variantOf(event.id, 3) : undefined,
      }),
    );
    to.end(told?.documents);
  };

  sayIn(asking.account, 1, userIdentity(asking));
  if (isShared) sayIn(caller.account, 2, JSON.parse(reducedIdentity(asking)) as object);
}

/** The record of a decision without what is another account's: its policies, and what it says of its people and things. */
function toldTo(
  account: string,
  { record, documents }: { readonly record: DecisionRecord; readonly documents: readonly KeptDocument[] },
  { asking, caller }: { readonly asking: Caller; readonly caller: Caller | undefined },
) {
  const isOwner = account === record.resourceAccount;
  const isPrincipal = account === caller?.account;
  // The policy of the resource came with the question.
  const isTold = (layer: string) =>
    OWNERS.has(layer) ? isOwner || (layer === 'resource' && account === asking.account) : isPrincipal;
  const named = record.documents.filter(({ layer }) => isTold(layer));
  const hashes = new Set(named.map(({ sha256 }) => sha256));
  const context = Object.entries(record.context).filter(
    ([key]) => (isPrincipal || !PRINCIPALS_KEYS.test(key)) && (isOwner || !OWNERS_KEYS.test(key)),
  );
  return {
    record: {
      ...record,
      statements: record.statements.filter(({ layer }) => isTold(layer)),
      context: Object.fromEntries(context),
      documents: named,
    },
    documents: documents.filter(({ sha256 }) => hashes.has(sha256)),
  };
}

const PRINCIPALS_KEYS = /^aws:principaltag\//;
const OWNERS_KEYS = /^aws:resource(?:tag\/|org)/;

const beginning = (event: RequestEvent, identity: object): string =>
  JSON.stringify({
    eventVersion: '1.11',
    userIdentity: identity,
    eventTime: isoSecond(event.startedAtMs),
    eventSource: `${event.service}.amazonaws.com`,
    eventName: event.action,
    awsRegion: event.region,
    sourceIPAddress: event.remoteAddress,
    userAgent: event.userAgent?.slice(0, USER_AGENT_MAX),
    errorCode: event.fault?.code,
  }).slice(0, -1);

const USER_AGENT_MAX = 1024;

/** What was asked, without the query and the headers of the request that it was about: signatures and tokens stand there. */
function sayCall({ operation, input, output }: RequestEvent, to: Lines): void {
  const { input: asked, output: answered } = operation!.facts;
  to.text(',"requestParameters":');
  sayObject(asked, input, to);
  to.text(',"responseElements":');
  if (answered === undefined || output === undefined) to.text('null');
  else sayObject(answered, output, to);
  to.text(',');
}

const ending = ({ id, tls, host }: RequestEvent, more: object): string =>
  JSON.stringify({
    ...more,
    requestID: id,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: tls?.version, cipherSuite: tls?.cipher, clientProvidedHostHeader: host },
  }).slice(1);
