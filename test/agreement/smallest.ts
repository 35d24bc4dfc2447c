import type { Pair } from '../naive/generate.ts';
import { type Doc, type Layers, listOf, type Statement, statementsOf } from '../naive/shapes.ts';

/** Takes away whatever can go while the pair still shows the same thing. */
export function smallest(pair: Pair, stillShows: (candidate: Pair) => boolean): Pair {
  let current = pair;
  for (let rounds = 0; rounds < 200; rounds++) {
    const simpler = [...simplerPairs(current)].find(stillShows);
    if (simpler === undefined) return current;
    current = simpler;
  }
  return current;
}

function* simplerPairs({ layers, request }: Pair): Generator<Pair> {
  for (const simpler of simplerLayers(layers)) yield { layers: simpler, request };
  for (const key of request.context.keys()) {
    const context = new Map(request.context);
    context.delete(key);
    yield { layers, request: { ...request, context } };
  }
  for (const [key, value] of request.context) {
    if (value.kind === 'single') continue;
    for (const values of without(value.values))
      yield { layers, request: { ...request, context: new Map(request.context).set(key, { kind: 'multi', values }) } };
  }
}

function* simplerLayers(layers: Layers): Generator<Layers> {
  for (const name of ['boundary', 'session', 'resource', 'scp', 'rcp', 'endpoint'] as const)
    if (layers[name] !== undefined) yield { ...layers, [name]: undefined };
  for (const identity of simplerDocs(layers.identity)) yield { ...layers, identity };
  if (layers.session) for (const session of simplerDocs(layers.session)) yield { ...layers, session };
  for (const name of ['scp', 'rcp'] as const) {
    const levels = layers[name];
    if (levels === undefined) continue;
    for (const fewer of without(levels)) yield { ...layers, [name]: fewer };
    for (const [i, level] of levels.entries())
      for (const simpler of simplerDocs(level)) yield { ...layers, [name]: levels.with(i, simpler) };
  }
  for (const name of ['boundary', 'endpoint'] as const) {
    const document = layers[name];
    if (document) for (const simpler of simplerDoc(document)) yield { ...layers, [name]: simpler };
  }
  const { resource } = layers;
  if (resource) {
    for (const document of simplerDoc(resource.document)) yield { ...layers, resource: { ...resource, document } };
    const bound = Object.entries(resource.bindings ?? {});
    for (const fewer of without(bound))
      yield { ...layers, resource: { ...resource, bindings: Object.fromEntries(fewer) } };
  }
}

function* simplerDocs(documents: readonly Doc[]): Generator<readonly Doc[]> {
  yield* without(documents);
  for (const [i, document] of documents.entries())
    for (const simpler of simplerDoc(document)) yield documents.with(i, simpler);
}

function* simplerDoc(document: Doc): Generator<Doc> {
  const statements = statementsOf(document);
  if (statements.length > 1) for (const fewer of without(statements)) yield { ...document, Statement: fewer };
  for (const [i, statement] of statements.entries())
    for (const simpler of simplerStatement(statement)) yield { ...document, Statement: statements.with(i, simpler) };
}

function* simplerStatement(statement: Statement): Generator<Statement> {
  const { Condition, ...unconditional } = statement;
  if (Condition !== undefined) {
    yield unconditional;
    const pairs = Object.entries(Condition);
    if (pairs.length > 1)
      for (const fewer of without(pairs)) yield { ...statement, Condition: Object.fromEntries(fewer) };
    for (const [operator, keys] of pairs)
      for (const [key, values] of Object.entries(keys))
        for (const fewer of without(listOf(values)))
          yield { ...statement, Condition: { ...Condition, [operator]: { ...keys, [key]: fewer } } };
  }
  for (const name of ['Action', 'NotAction', 'Resource', 'NotResource'] as const) {
    const entries = listOf<string | null>(statement[name]);
    if (entries.length > 1) for (const fewer of without(entries)) yield { ...statement, [name]: fewer };
  }
  for (const name of ['Principal', 'NotPrincipal'] as const) {
    const element = statement[name];
    if (element === undefined || typeof element === 'string') continue;
    const kinds = Object.entries(element);
    if (kinds.length > 1) for (const fewer of without(kinds)) yield { ...statement, [name]: Object.fromEntries(fewer) };
    for (const [kind, texts] of kinds)
      if (listOf(texts).length > 1)
        for (const fewer of without(listOf(texts))) yield { ...statement, [name]: { ...element, [kind]: fewer } };
  }
}

function* without<T>(items: readonly T[]): Generator<T[]> {
  for (const i of items.keys()) yield items.toSpliced(i, 1);
}
