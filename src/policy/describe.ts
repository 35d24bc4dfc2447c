import type { Explanation, FailedPart, LayerExplanation, StatementExplanation } from './explanation.ts';
import type { LayerName } from './types.ts';
import { underlined } from './underline.ts';

/**
 * Writes an explanation for a person: what was decided and why, the statements that decided with their lines underlined,
 * those that came close, what each layer said, and which context keys were not there. `brief` stops after the statements.
 */
export function describe(explanation: Explanation, detail: 'brief' | 'whole' = 'whole'): string {
  const brief = [[headline(explanation)], ...decisive(explanation)];
  const rest = () => [...nearMisses(explanation), saidByLayers(explanation), missing(explanation)];
  const paragraphs = detail === 'brief' ? brief : [...brief, ...rest()];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** The first line of a description: the decision and its reason. */
export function headline({ request, decision, layers }: Explanation): string {
  const asked = `${shown(request.action)} on ${shown(request.resource)}`;
  const refused = decision.layer && names[decision.layer];
  if (decision.because === 'explicit-deny') {
    const failed = decision.failed ? ', or a statement that could not be evaluated,' : '';
    return `denied: ${asked}: a statement in ${withArticle(refused!)}${failed} denies it`;
  }
  if (decision.because === 'implicit-deny') {
    const absent = layers.some((layer) => layer.refused && !layer.present);
    return `denied: ${asked}: ${absent ? `there is no ${refused}` : `no statement in ${withArticle(refused!)} allows it`}`;
  }
  return `allowed: ${asked}${decision.statements.length === 0 ? ": the account is the root user's own" : ''}`;
}

function decisive({ layers, documents }: Explanation): readonly (readonly string[])[] {
  const statements = each(layers).filter(({ statement }) => statement.decisive);
  return withRest(statements, ({ layer, statement }) => {
    const verb =
      statement.outcome === 'failed'
        ? 'could not be evaluated'
        : statement.effect === 'Deny'
          ? 'denies it'
          : 'allows it';
    const { text } = documents[statement.document]!;
    return [`${titleOf(layer, statement, documents)} ${verb}`, ...underlined(text, statement.from, statement.to)];
  });
}

/** Statements of a layer that refused in silence, the closest first: what would have had to be otherwise. */
function nearMisses({ layers, documents, decision }: Explanation): readonly (readonly string[])[] {
  if (decision.because !== 'implicit-deny') return [];
  const close = each(layers.filter(({ refused }) => refused))
    .filter(({ statement }) => statement.effect === 'Allow' && statement.failures.every(isWorthTelling(statement)))
    .sort((a, b) => a.statement.failures.length - b.statement.failures.length);
  return withRest(close, ({ layer, statement }) => [
    `${titleOf(layer, statement, documents)} does not apply:`,
    ...statement.failures.map((failure) => `  ${saying(failure)}`),
  ]);
}

/** A statement about other actions is told of only if that is all that stands against it: a misspelt action, perhaps. */
const isWorthTelling =
  ({ failures }: StatementExplanation) =>
  ({ part }: FailedPart): boolean =>
    part !== 'action' || failures.length === 1;

function saying(failure: FailedPart): string {
  const wanted = failure.wanted.length === 0 ? 'nothing' : listing(failure.wanted);
  const unresolved =
    failure.unresolved.length === 0 ? '' : `; no value for ${listing(failure.unresolved.map((name) => `\${${name}}`))}`;
  if (failure.part !== 'condition') {
    const element = failure.part[0]!.toUpperCase() + failure.part.slice(1);
    return `${failure.negated ? `Not${element}` : element}: the statement has ${wanted}, the request is for ${shown(failure.found)}${unresolved}`;
  }
  const { operator, key, found, needsSetOperator } = failure;
  const were = found === 'missing' ? 'the key is missing' : `found ${found.length === 0 ? 'no value' : listing(found)}`;
  const hint = needsSetOperator ? '; a key of many values needs ForAllValues or ForAnyValue' : '';
  return `Condition ${operator} ${shown(key)}: wants ${wanted}, ${were}${unresolved}${hint}`;
}

function saidByLayers({ layers }: Explanation): readonly string[] {
  if (layers.length === 0) return [];
  const rows = layers.map((layer) => [
    nameOf(layer),
    `${layer.outcome}${layer.refused ? ', and refuses' : ''}`,
    counted(layer),
  ]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return [
    'what each layer says:',
    ...rows.map(([name, outcome, count]) => `  ${name!.padEnd(widths[0]!)}  ${outcome!.padEnd(widths[1]!)}  ${count}`),
  ];
}

function counted({ statements, present, grant }: LayerExplanation): string {
  if (!present) return 'there is none';
  const applying = statements.filter(({ outcome }) => outcome !== 'does-not-apply').length;
  const plural = statements.length === 1 ? '' : 's';
  const named = grant && `; ${grants[grant]}`;
  return `${applying} of ${statements.length} statement${plural} appl${applying === 1 ? 'ies' : 'y'}${named ?? ''}`;
}

const grants = {
  direct: 'it names the caller, or everyone',
  entity: 'it names the role or user behind the caller',
  account: "it names no more than the caller's account",
} as const;

const missing = ({ missingKeys }: Explanation): readonly string[] =>
  missingKeys.length === 0
    ? []
    : ['context keys that were looked for and not supplied:', `  ${missingKeys.map(shown).join(', ')}`];

interface Placed {
  readonly layer: LayerExplanation;
  readonly statement: StatementExplanation;
}

const each = (layers: readonly LayerExplanation[]): readonly Placed[] =>
  layers.flatMap((layer) => layer.statements.map((statement) => ({ layer, statement })));

/** The first few, and how many more there are. */
function withRest(placed: readonly Placed[], tell: (one: Placed) => readonly string[]): readonly (readonly string[])[] {
  const told = placed.slice(0, STATEMENTS_MAX).map(tell);
  const rest = placed.length - told.length;
  return rest === 0 ? told : [...told, [`and ${rest} more like it`]];
}

const STATEMENTS_MAX = 8;

function titleOf(
  layer: LayerExplanation,
  { sid, from, document }: StatementExplanation,
  documents: Explanation['documents'],
): string {
  const source = documents[document]!.source;
  const document_ = source === undefined ? '' : ` ${shown(source)}`;
  const statement = sid === undefined || sid === '' ? 'the statement' : `statement ${shown(sid)}`;
  return `${nameOf(layer)}${document_}, ${statement} at line ${from.line}, column ${from.column},`;
}

const nameOf = ({ layer, level }: LayerExplanation): string =>
  `${names[layer]}${level === undefined ? '' : ` level ${level}`}`;

const names: Readonly<Record<LayerName, string>> = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  trust: 'role trust policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  endpoint: 'VPC endpoint policy',
};

const withArticle = (name: string): string => `${name.startsWith('identity') ? 'an' : 'a'} ${name}`;

function listing(texts: readonly string[]): string {
  const first = texts.slice(0, VALUES_MAX).map(shown).join(', ');
  return texts.length > VALUES_MAX ? `${first} and ${texts.length - VALUES_MAX} more` : first;
}

const VALUES_MAX = 6;

/** A text that somebody else chose: in back ticks, not too long, and with nothing in it that a terminal would obey. */
function shown(text: string): string {
  const printable = text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `\`${printable.length > TEXT_MAX ? `${printable.slice(0, TEXT_MAX)}...` : printable}\``;
}

const TEXT_MAX = 240;
