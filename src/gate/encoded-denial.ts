import type { Operation } from '../operation/operation.ts';
import type { Denial } from '../operation/request-event.ts';
import { consulted, holderOf } from '../policy/index.ts';
import type { ContextValue, LayerName, StatementReference } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';
import type { DenialSeals } from '../token/denials.ts';

/** What stands between a denial's sentence and its sealed reasons (policy.md 7.5). */
const ENCODED_DENIAL = ' Encoded authorization failure message: ';

/**
 * The reasons of a denial as AWS documents them, sealed for principals of the caller's account
 * (https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html); empty where nobody could read them.
 */
export function encodedDenial(...asked: Parameters<typeof sealedReasons>): string {
  const sealed = sealedReasons(...asked);
  return sealed === undefined ? '' : ENCODED_DENIAL + sealed;
}

/** The same without the words before it; `undefined` where nobody could read them. */
export function sealedReasons(
  denial: Denial,
  caller: Caller,
  refusal: Operation['refusal'],
  { denials }: { readonly denials: DenialSeals },
): string | undefined {
  // Who has no account has nobody to show it to.
  if (refusal === 'bare') return undefined;
  const isOwn = refusal === 'reasoned' && denial.layers.resourceAccount === caller.account;
  const reasons = reasonsOf(denial, caller, isOwn);
  return (
    denials.seal(JSON.stringify(reasons), caller.account) ??
    denials.seal(JSON.stringify({ ...reasons, context: { ...reasons.context, conditions: items([]) } }), caller.account)
  );
}

/** Layers that belong to the owner of the resource. */
const OWNERS: ReadonlySet<LayerName> = new Set<LayerName>(['rcp', 'resource', 'trust', 'endpoint']);
const OWNERS_KEYS = /^(?:aws|iam):resource(?:tag\/|org)/;

/**
 * `isOwn`: whether the owner's side may be told. Where it may not, a role that is missing and one that trusts others give the
 * same reasons, as they give the same sentence (J07).
 */
function reasonsOf({ question, decision, layers, context }: Denial, caller: Caller, isOwn: boolean) {
  const documents = consulted(layers).filter(({ layer }) => isOwn || !OWNERS.has(layer));
  const told = decision.statements.flatMap((reference) => {
    const holder = holderOf(reference, documents);
    return holder === undefined ? [] : [matched(reference, holder.text, caller)];
  });
  const explicitDeny = decision.because === 'explicit-deny' && (isOwn || told.length > 0);
  const keys = [...context].filter(([key]) => isOwn || !OWNERS_KEYS.test(key));
  return {
    allowed: false,
    explicitDeny,
    matchedStatements: items(explicitDeny ? told : []),
    failures: items([]),
    context: {
      principal: { id: caller.userId, ...(caller.user && { name: caller.user.name }), arn: caller.arn },
      action: question.action,
      resource: question.resource,
      conditions: items(keys.map(([key, value]) => ({ key, values: values(textsOf(value)) }))),
    },
  };
}

/** A statement that denied, from its own text: it was read strictly when it was saved, so no name stands twice in it. */
function matched({ start, end, sid }: StatementReference, text: string, caller: Caller) {
  const statement = JSON.parse(text.slice(start, end)) as Statement;
  const conditions = Object.values(statement.Condition ?? {}).flatMap((each) => Object.entries(each));
  return {
    statementId: sid ?? '',
    effect: 'DENY',
    principals: values([caller.principal.entityId ?? caller.account]),
    principalGroups: items([]),
    actions: values(listed(statement.Action ?? statement.NotAction)),
    resources: values(listed(statement.Resource ?? statement.NotResource ?? '*')),
    conditions: items(conditions.map(([key, wanted]) => ({ key, values: values(listed(wanted)) }))),
  };
}

interface Statement {
  readonly Action?: Texts;
  readonly NotAction?: Texts;
  readonly Resource?: Texts;
  readonly NotResource?: Texts;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
}

type Texts = unknown;

const listed = (texts: Texts): readonly string[] => (Array.isArray(texts) ? texts : [texts]).map(String);
const textsOf = (value: ContextValue): readonly string[] => (value.kind === 'single' ? [value.value] : value.values);
const items = <Item>(list: readonly Item[]) => ({ items: list });
const values = (texts: readonly string[]) => items(texts.map((value) => ({ value })));
