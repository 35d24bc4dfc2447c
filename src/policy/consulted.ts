import { inspected } from './compile.ts';
import type { CompiledPolicy, LayerName, Layers, PolicyKind, StatementReference } from './types.ts';

/** A document that a decision looked at, and where it stood. */
export interface Consulted {
  readonly layer: LayerName;
  /** Service and resource control policies have levels, counted from 1. */
  readonly level: number | undefined;
  readonly policy: CompiledPolicy;
  readonly kind: PolicyKind;
  readonly text: string;
}

/** Every document of every layer, in the order in which a denial names the layers. What never was a document is left out. */
export function consulted(layers: Layers): readonly Consulted[] {
  return [
    ...levels('rcp', layers.rcp),
    ...levels('scp', layers.scp),
    ...documents('endpoint', layers.endpoint && [layers.endpoint]),
    ...documents(layers.resource?.kind ?? 'resource', layers.resource && [layers.resource.policy]),
    ...documents('identity', layers.identity),
    ...documents('boundary', layers.boundary),
    ...documents('session', layers.session),
  ];
}

/** The document that a statement stands in: found by the statement itself, as two documents may bear one name. */
export const holderOf = (reference: StatementReference, among: readonly Consulted[]): Consulted | undefined =>
  among.find(({ policy }) => inspected(policy).statements.some((statement) => statement.reference === reference));

const levels = (layer: LayerName, each: Layers['scp'] = []): readonly Consulted[] =>
  each.flatMap((policies, i) => documents(layer, policies, i + 1));

const documents = (
  layer: LayerName,
  policies: readonly CompiledPolicy[] | undefined = [],
  level?: number,
): readonly Consulted[] =>
  policies.flatMap((policy) => {
    const { document } = inspected(policy);
    return document === undefined ? [] : [{ layer, level, policy, kind: document.kind, text: document.text }];
  });
