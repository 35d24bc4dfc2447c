import { isReadOnly } from '../operation/read-only.ts';
import type { RequestEvent } from '../operation/request-event.ts';
import type { Caller } from '../principal/caller.ts';
import { type Lines, textsOf } from './lines.ts';
import { sayMembers } from './parameters.ts';
import { type Piece, piece } from './pieces.ts';

/** Says what was asked, without secrets. */
export const sayParameters = (event: RequestEvent, to: Lines): void => sayField(PARAMETERS, event, to);

/** Says what was answered, without secrets. */
export const sayElements = (event: RequestEvent, to: Lines): void => sayField(ELEMENTS, event, to);

/** A field that is an object, of which all but the end is said, or nothing. */
interface Field {
  readonly name: string;
  readonly key: Piece;
  say(event: RequestEvent, to: Lines): boolean;
}

const PARAMETERS: Field = { name: 'requestParameters', key: piece(',"requestParameters":'), say: parameters };
const ELEMENTS: Field = { name: 'responseElements', key: piece(',"responseElements":'), say: elements };
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

/** As AWS's records, those of a denied call do not repeat what was asked for (sts.md 8.3): the decision record has what was decided on. */
function parameters({ operation, input, fault, caller }: RequestEvent, to: Lines): boolean {
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
function elements({ operation, output, fault }: RequestEvent, to: Lines): boolean {
  const shape = operation?.facts.output;
  if (operation === undefined || shape === undefined || fault !== undefined || output === undefined) return false;
  const { service, name } = operation.facts;
  if (service.name === 'sts' ? QUIET.has(name) : isReadOnly(operation.facts)) return false;
  if (!sayMembers(shape, output, to)) to.text('{');
  return true;
}

const QUIET: ReadonlySet<string> = new Set(['GetCallerIdentity', 'GetAccessKeyInfo', 'DecodeAuthorizationMessage']);
