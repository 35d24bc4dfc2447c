import { hash } from 'node:crypto';
import type { Denial } from '../operation/request-event.ts';
import { type Consulted, consulted, holderOf } from '../policy/index.ts';
import type { CompiledPolicy, ContextValue, LayerName } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';

/** A document that a decision looked at, for the trail to keep by its hash. */
export interface KeptDocument {
  readonly sha256: string;
  readonly kind: string;
  readonly text: string;
}

/** Why a question was answered with no, as data that stands in the trail for as long as it does. */
export interface DecisionRecord {
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  readonly because: string;
  /** The layer that refused. */
  readonly layer: LayerName | undefined;
  /** The statements that refused: the document by its hash, and where in its text they stand. */
  readonly statements: readonly DecisionStatement[];
  /** The context of the request, whole. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** Every document that was consulted; `account` is whose it is. */
  readonly documents: readonly DecisionDocument[];
}

export interface DecisionStatement {
  readonly sha256: string;
  readonly layer: LayerName;
  readonly sid: string | undefined;
  readonly start: number;
  readonly end: number;
}

export interface DecisionDocument {
  readonly layer: LayerName;
  readonly level: number | undefined;
  readonly source: string | undefined;
  readonly account: string;
  readonly sha256: string;
}

/** The record of a denial, and the documents that it names by hash. */
export function decisionRecord(
  { question, decision, layers, context }: Denial,
  caller: Caller | undefined,
): { readonly record: DecisionRecord; readonly documents: readonly KeptDocument[] } {
  const looked = consulted(layers);
  const { resourceAccount } = layers;
  const ownerOf = (layer: LayerName) => (OWNERS.has(layer) ? resourceAccount : (caller?.account ?? resourceAccount));
  const record = {
    action: question.action,
    resource: question.resource,
    resourceAccount,
    because: decision.because,
    layer: decision.layer,
    statements: decision.statements.flatMap((reference) => {
      const holder = holderOf(reference, looked);
      if (holder === undefined) return [];
      const { sid, start, end } = reference;
      return [{ sha256: sha256Of(holder), layer: holder.layer, sid, start, end }];
    }),
    context: contextRecord(context),
    documents: looked.map((each) => ({
      layer: each.layer,
      level: each.level,
      source: each.policy.source,
      account: ownerOf(each.layer),
      sha256: sha256Of(each),
    })),
  };
  return { record, documents: looked.map((each) => ({ sha256: sha256Of(each), kind: each.kind, text: each.text })) };
}

/** Layers that belong to the owner of the resource; the others are about the caller. */
export const OWNERS: ReadonlySet<string> = new Set(['rcp', 'resource', 'trust', 'endpoint']);

/** Without a prototype: keys of tags are a user's. */
function contextRecord(context: ReadonlyMap<string, ContextValue>): DecisionRecord['context'] {
  const record = Object.create(null) as Record<string, string | readonly string[]>;
  for (const [key, value] of context) record[key] = value.kind === 'single' ? value.value : value.values;
  return record;
}

/** Compiled policies are kept and asked for many requests: each is hashed once. */
const hashes = new WeakMap<CompiledPolicy, string>();

function sha256Of({ policy, text }: Consulted): string {
  let known = hashes.get(policy);
  if (known === undefined) {
    known = hash('sha256', text, 'hex');
    hashes.set(policy, known);
  }
  return known;
}
