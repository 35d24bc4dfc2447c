import type { Reasons } from '../audit/why.ts';
import { placesIn } from '../policy/index.ts';
import { underlined } from '../policy/underline.ts';
import { printable } from './harmless.ts';
import { Refusal } from './refusal.ts';
import { code, listed } from './show-condition.ts';

/** The reasons of a denial, as sts:DecodeAuthorizationMessage answers them (policy.md 7.5). */
export interface Decoded {
  readonly explicitDeny: boolean;
  readonly matchedStatements: Items<Matched>;
  readonly context: {
    readonly principal: { readonly id: string; readonly name?: string; readonly arn: string };
    readonly action: string;
    readonly resource: string;
    readonly conditions: Items<KeyValues>;
  };
}

interface Items<Item> {
  readonly items: readonly Item[];
}

interface KeyValues {
  readonly key: string;
  readonly values: Items<{ readonly value: string }>;
}

interface Matched {
  readonly statementId: string;
  readonly effect: string;
  readonly actions: Items<{ readonly value: string }>;
  readonly resources: Items<{ readonly value: string }>;
  readonly conditions: Items<KeyValues>;
}

const SAYS = 'Encoded authorization failure message: ';
const MESSAGE_MAX = 10_240;

/** The message itself, where somebody gives the whole sentence in which it came. */
export function messageIn(text: string): string {
  const at = text.lastIndexOf(SAYS);
  const message = (/^[A-Za-z0-9_-]+/.exec(text.slice(at < 0 ? 0 : at + SAYS.length).trim()) ?? [''])[0];
  if (message === '' || message.length > MESSAGE_MAX || (at < 0 && message !== text.trim()))
    throw new Refusal('no encoded message: expected are the letters after `Encoded authorization failure message:`');
  return message;
}

/** Reads what was decoded, whoever decoded it. */
export function readDecoded(text: string): Decoded {
  try {
    const decoded = JSON.parse(text) as Decoded;
    describeDecoded(decoded, undefined);
    return decoded;
  } catch {
    throw new Refusal('what was decoded is not of the form that AWS documents');
  }
}

/** The context of the denied request, to find it in the audit trail. */
export const requestIn = ({ context: { action, resource, conditions } }: Decoded) => ({
  action,
  resource,
  context: new Map(conditions.items.map(({ key, values }) => [key, textsOf(values)])),
});

/** For a reader: the decision, the deciding statements underlined in their documents where the trail has them, the context. */
export function describeDecoded(
  { explicitDeny, matchedStatements, context }: Decoded,
  reasons: Reasons | undefined,
): string {
  const { principal, action, resource, conditions } = context;
  const layer = reasons?.decision.layer;
  const by = layer === undefined ? '' : `, in the ${layer} layer`;
  const because = explicitDeny ? `a statement denies it${by}` : `no statement allows it${by}`;
  const inDocuments = reasons === undefined ? [] : underlinedIn(reasons);
  const told = inDocuments.length > 0 ? inDocuments : matchedStatements.items.flatMap(matchedLines);
  const event = reasons && [
    '',
    `audit event ${reasons.event.eventID} of ${reasons.event.eventTime}; all policies that were consulted: \`rolecall audit why ${reasons.event.eventID}\``,
  ];
  return `${[
    `denied: ${code(action)} on ${code(resource)}: ${because}`,
    `by ${printable(principal.arn)} (${printable(principal.id)})`,
    ...told,
    '',
    'what was known of the request:',
    ...conditions.items.map(({ key, values }) => `  ${printable(key)} = ${printable(textsOf(values).join(', '))}`),
    ...(event ?? []),
  ].join('\n')}\n`;
}

const textsOf = (values: KeyValues['values']): readonly string[] => values.items.map(({ value }) => value);

/** The statements that denied, each in the text of its document as it was then. */
function underlinedIn({ decision, documents }: Reasons): readonly string[] {
  return decision.statements.flatMap(({ sha256, layer, sid, start, end }) => {
    const text = documents.get(sha256);
    if (text === undefined) return [];
    const source = decision.documents.find((document) => document.sha256 === sha256)?.source;
    const placeOf = placesIn(text);
    const { line, column } = placeOf(start);
    const named = sid === undefined || sid === '' ? 'the statement' : `statement ${code(sid)}`;
    return [
      '',
      `${layer} policy${source === undefined ? '' : ` ${code(source)}`}, ${named} at line ${line}, column ${column}:`,
      ...underlined(text, placeOf(start), placeOf(end)).map(printable),
    ];
  });
}

/** A statement as the message tells it, where its document is not at hand. */
function matchedLines({ statementId, effect, actions, resources, conditions }: Matched): readonly string[] {
  return [
    '',
    `${effect === 'DENY' ? 'denied by' : 'matched by'} ${statementId === '' ? 'a statement' : `statement ${code(statementId)}`}:`,
    `  Action: ${listed(textsOf(actions))}`,
    `  Resource: ${listed(textsOf(resources))}`,
    ...conditions.items.map(({ key, values }) => `  Condition on ${code(key)}: ${listed(textsOf(values))}`),
  ];
}
