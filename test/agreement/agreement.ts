/**
 * Asks both policy engines the same random questions: `node test/agreement/agreement.ts --pairs 200000 --seed 1`.
 * Prints how the answers are spread, and the first disagreements made small. Ends with 1 on any disagreement.
 */
import { parseArgs } from 'node:util';
import { compile, decide, readPolicy } from '../../src/policy/index.ts';
import type { CompiledPolicy, PolicyKind } from '../../src/policy/types.ts';
import { naiveDecide } from '../naive/evaluate.ts';
import { type Pair, pairs } from '../naive/generate.ts';
import { type Doc, type Layers, statementsOf } from '../naive/shapes.ts';
import { smallest } from './smallest.ts';
import { Spread } from './spread.ts';

class Unread extends Error {}

const { values: flags } = parseArgs({
  options: {
    pairs: { type: 'string', default: '200000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    show: { type: 'string', default: '5' },
  },
});
const count = Number(flags.pairs);
const seed = Number(flags.seed);
const show = Number(flags.show);

const spread = new Spread();
const shown = new Map<string, number>();
let disagreements = 0;
let done = 0;
for (const pair of pairs(seed)) {
  if (done++ === count) break;
  const naive = naiveDecide(pair);
  spread.count(pair, naive.because);
  const real = realAnswer(pair);
  if (real === naive.because) continue;
  disagreements++;
  const kind = `${naive.because} / ${real}`;
  const times = shown.get(kind) ?? 0;
  shown.set(kind, times + 1);
  if (times < show) report(pair);
}

console.log(`seed ${seed}, ${count} pairs`);
const enough = spread.print();
console.log(`disagreements: ${disagreements}`);
for (const [kind, times] of shown) console.log(`  naive ${kind} real: ${times}`);
if (disagreements > 0 || !enough) process.exitCode = 1;

function report(pair: Pair): void {
  const small = smallest(pair, (candidate) => {
    const real = realAnswer(candidate);
    // A document that the real engine no longer reads is another matter than the one being reduced.
    return (
      real !== naiveDecide(candidate).because && real.startsWith('unread') === realAnswer(pair).startsWith('unread')
    );
  });
  const { layers, request } = small;
  console.log(`DISAGREEMENT: naive ${naiveDecide(small).because}, real ${realAnswer(small)}`);
  console.log(JSON.stringify({ layers, request: { ...request, context: Object.fromEntries(request.context) } }));
}

function realAnswer({ layers, request }: Pair): string {
  try {
    return decide(compiledLayers(layers), request).because;
  } catch (failure) {
    return failure instanceof Unread ? `unread: ${failure.message}` : `threw: ${failure}`;
  }
}

function compiledLayers(layers: Layers): Parameters<typeof decide>[0] {
  const { resource } = layers;
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

function read(document: Doc, kind: PolicyKind, bindings?: Readonly<Record<string, string>>): CompiledPolicy {
  const policy = readPolicy(JSON.stringify(document), kind);
  if (!policy.ok) throw new Unread(`${kind}: ${policy.problem.message}`);
  return compile(policy.policy, bindings === undefined ? {} : { bindings });
}
