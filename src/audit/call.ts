import { isoSecond } from '../base/iso-second.ts';
import type { Fault } from '../model/fault.ts';
import type { AnyOperation } from '../operation/operation.ts';
import { isReadOnly } from '../operation/read-only.ts';
import type { RequestEvent } from '../operation/request-event.ts';
import { sayElements, sayParameters } from './call-fields.ts';
import { errorCode } from './error-code.ts';
import type { Lines } from './lines.ts';
import { keptPieces, type Piece, piece } from './pieces.ts';

const NAME_MAX = 128;
const USER_AGENT_MAX = 1024;
const MESSAGE_MAX = 1024;

/** Says what was asked and what came of it: the same for everybody whom the call concerns. */
export function sayCall(event: RequestEvent, to: Lines): void {
  const { remoteAddress, userAgent, tls, host = '', fault, operation, startedAtMs } = event;
  to.piece(times(isoSecond(startedAtMs)));
  to.piece(addresses(remoteAddress));
  to.piece(operationPiece(event));
  if (userAgent !== undefined) to.piece(agents(userAgent));
  to.piece(tls === undefined ? openHosts(host) : tlsHosts(`${tls.version}\n${tls.cipher}\n${host}`));
  if (fault !== undefined) to.text(faultText(fault, operation));
  sayParameters(event, to);
  sayElements(event, to);
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

function short(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}...`;
}

/** The sealed reasons are for the one who was denied; the trail has them in the open. */
const withoutReasons = (text: string): string => text.split(' Encoded authorization failure message: ', 1)[0]!;
