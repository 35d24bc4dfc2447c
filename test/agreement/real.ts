import { compile, decide, readPolicy } from '../../src/policy/index.ts';
import type { CompiledPolicy, Mode, PolicyKind } from '../../src/policy/types.ts';
import type { Pair } from '../naive/generate.ts';
import { type Doc, type Layers, statementsOf } from '../naive/shapes.ts';

/** What the first engine says to a question of the second: its answer, or in a word why there is none. */
export function realAnswer({ layers, request }: Pair, mode: Mode = 'authorize'): string {
  try {
    const compiled = compiledLayers(layers, mode);
    const { because } = decide(compiled, request);
    // A policy remembers which statements are about an action: asked again, it has to say the same.
    const again = decide(compiled, request).because;
    return again === because ? because : `${because}, asked again: ${again}`;
  } catch (failure) {
    return failure instanceof Unread ? `unread: ${failure.message}` : `threw: ${failure}`;
  }
}

/** The layers of a question, read and compiled by the first engine. */
export function compiledLayers(layers: Layers, mode: Mode = 'authorize'): Parameters<typeof decide>[0] {
  const { resource } = layers;
  const read = (document: Doc, kind: PolicyKind, bindings?: Bindings) => reading(document, kind, mode, bindings);
  return {
    identity: layers.identity.map((document) => read(document, 'identity')),
    boundary: layers.boundary && [read(layers.boundary, 'boundary')],
    session: layers.session?.map((document) => read(document, 'session')),
    resource: resource && { policy: read(resource.document, resource.kind, resource.bindings), kind: resource.kind },
    resourceAccount: layers.resourceAccount,
    scp: layers.scp?.map((level) => level.map((document) => read(document, 'scp'))),
    rcp: layers.rcp?.map((level) => level.map((document) => read(document, kindOfRcp(document)))),
    endpoint: layers.endpoint && read(layers.endpoint, 'resource'),
  };
}

/** A customer writes only Deny into an RCP; RCPFullAWSAccess, which allows, is AWS's own and is read as a resource policy. */
function kindOfRcp(document: Doc): PolicyKind {
  return statementsOf(document).every((statement) => statement.Effect === 'Deny') ? 'rcp' : 'resource';
}

type Bindings = Readonly<Record<string, string>>;

function reading(document: Doc, kind: PolicyKind, mode: Mode, bindings: Bindings | undefined): CompiledPolicy {
  const policy = readPolicy(JSON.stringify(document), kind);
  if (!policy.ok) throw new Unread(`${kind}: ${policy.problem.message}`);
  return compile(policy.policy, { mode, bindings: bindings && inEitherForm(bindings) });
}

/** Bindings are taken as a map or as an object; half the documents give a map. */
function inEitherForm(bindings: Bindings): Bindings | ReadonlyMap<string, string> {
  const entries = Object.entries(bindings);
  return entries.length % 2 === 0 ? new Map(entries) : bindings;
}

class Unread extends Error {}
