import { compile, decide, nobody, readPolicy } from '../../src/policy/index.ts';
import type { CompiledPolicy, Decision, Layers, PolicyKind } from '../../src/policy/types.ts';
import type { Pair } from '../naive/generate.ts';
import { type Doc, listOf, type Request, type Statement, statementsOf } from '../naive/shapes.ts';

/** A question and the documents around it, in a form that laws can rewrite: each document stands in a slot. */
export interface World {
  readonly slots: readonly Slot[];
  /** The layers that take part, with or without documents in them. */
  readonly present: ReadonlySet<Layer>;
  readonly guard: 'trust' | 'resource';
  readonly bindings: Readonly<Record<string, string>> | undefined;
  readonly resourceAccount: string;
  readonly request: Request;
}

export type Layer = 'identity' | 'boundary' | 'session' | 'resource' | 'scp' | 'rcp' | 'endpoint';

export interface Slot {
  readonly layer: Layer;
  /** Of the organization's hierarchy; 0 elsewhere. */
  readonly level: number;
  readonly version: string | undefined;
  readonly statements: readonly Statement[];
}

export function worldOf({ layers, request }: Pair): World {
  const slot = (layer: Layer, document: Doc, level = 0): Slot => ({
    layer,
    level,
    version: document.Version,
    statements: statementsOf(document),
  });
  const levels = (layer: 'scp' | 'rcp') =>
    (layers[layer] ?? []).flatMap((level, i) => level.map((document) => slot(layer, document, i)));
  const slots = [
    ...layers.identity.map((document) => slot('identity', document)),
    ...(layers.boundary ? [slot('boundary', layers.boundary)] : []),
    ...(layers.session ?? []).map((document) => slot('session', document)),
    ...(layers.resource ? [slot('resource', layers.resource.document)] : []),
    ...levels('scp'),
    ...levels('rcp'),
    ...(layers.endpoint ? [slot('endpoint', layers.endpoint)] : []),
  ];
  const present = new Set<Layer>(slots.map(({ layer }) => layer)).add('identity');
  if (layers.session) present.add('session');
  const { resource, resourceAccount } = layers;
  return {
    slots,
    present,
    guard: resource?.kind ?? 'resource',
    bindings: resource?.bindings,
    resourceAccount,
    request,
  };
}

/** Asks the engine. */
export const ask = (world: World): Decision => decide(layersOf(world), world.request);

/** The documents, read and compiled. One that has lost its statements allows nothing. */
function layersOf(world: World): Layers {
  const policies = (layer: Layer) =>
    world.slots.filter((slot) => slot.layer === layer).map((slot) => compiled(slot, world));
  const one = (layer: Layer) => (world.present.has(layer) ? (policies(layer)[0] ?? nobody) : undefined);
  const levels = (layer: 'scp' | 'rcp') =>
    world.present.has(layer)
      ? [
          ...Map.groupBy(
            world.slots.filter((slot) => slot.layer === layer),
            ({ level }) => level,
          ).values(),
        ].map((level) => level.map((slot) => compiled(slot, world)))
      : undefined;
  const resource = one('resource');
  return {
    identity: policies('identity'),
    boundary: world.present.has('boundary') ? policies('boundary') : undefined,
    session: world.present.has('session') ? policies('session') : undefined,
    resource: resource && { policy: resource, kind: world.guard },
    resourceAccount: world.resourceAccount,
    scp: levels('scp'),
    rcp: levels('rcp'),
    endpoint: one('endpoint'),
  };
}

export const allows = (world: World): boolean => ask(world).allowed;

export const textOf = ({ version, statements }: Pick<Slot, 'version' | 'statements'>): string =>
  JSON.stringify({ ...(version !== undefined && { Version: version }), Statement: statements });

/** The kind of document that a slot holds. RCPFullAWSAccess, which allows, is AWS's own and no customer's RCP. */
export function kindOf({ layer, statements }: Slot, world: World): PolicyKind {
  if (layer === 'resource') return world.guard;
  if (layer === 'endpoint') return 'resource';
  if (layer === 'rcp') return statements.every(({ Effect }) => Effect === 'Deny') ? 'rcp' : 'resource';
  return layer;
}

function compiled(slot: Slot, world: World): CompiledPolicy {
  if (slot.statements.length === 0) return nobody;
  const text = textOf(slot);
  const reading = readPolicy(text, kindOf(slot, world));
  if (!reading.ok) throw new Error(`${reading.problem.message} ${text}`);
  return compile(reading.policy, { bindings: slot.layer === 'resource' ? world.bindings : undefined });
}

/** The same world with each statement rewritten to none, one or several. */
export const rewritten = (
  world: World,
  rewrite: (statement: Statement, slot: Slot) => Statement | readonly Statement[],
): World => ({
  ...world,
  slots: world.slots.map((slot) => ({
    ...slot,
    statements: slot.statements.flatMap((statement) => listOf(rewrite(statement, slot))),
  })),
});

export const withSlots = (world: World, slots: readonly Slot[]): World => ({ ...world, slots });
export const withRequest = (world: World, request: Partial<Request>): World => ({
  ...world,
  request: { ...world.request, ...request },
});

/** The same world with a layer added, or replaced, by these documents. */
export function withLayer(world: World, layer: Layer, documents: readonly (readonly Statement[])[]): World {
  const slots = documents.map((statements): Slot => ({ layer, level: 0, version: '2012-10-17', statements }));
  return {
    ...world,
    slots: [...world.slots.filter((slot) => slot.layer !== layer), ...slots],
    present: new Set(world.present).add(layer),
  };
}

/** The same world without a layer. */
export function withoutLayer(world: World, ...layers: readonly Layer[]): World {
  return {
    ...world,
    slots: world.slots.filter((slot) => !layers.includes(slot.layer)),
    present: new Set([...world.present].filter((layer) => !layers.includes(layer))),
  };
}

export const isNamed = (layer: Layer): boolean => layer === 'resource' || layer === 'rcp' || layer === 'endpoint';

/** Asks several questions of the same compiled documents, one after another. */
export function decideAmong(world: World, requests: readonly Request[]): Decision[] {
  const layers = layersOf(world);
  return requests.map((request) => decide(layers, request));
}
