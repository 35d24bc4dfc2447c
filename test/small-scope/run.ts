/**
 * Every document of up to two statements over three actions, three resources and two principals, with their Not-forms:
 * `node test/small-scope/run.ts`. Nothing is sampled of the engine: each document is compiled once and asked everything.
 *
 * Identity policies are asked of the naive engine too, one by one. Policies of resources are too many for it, so there
 * sets say what is right, and the naive engine is asked about every document of one statement and every 97th of two.
 */
import { compile, decide, readPolicy } from '../../src/policy/index.ts';
import type { Decision, Layers, PolicyKind, PolicyRequest } from '../../src/policy/types.ts';
import { naiveDecide } from '../naive/evaluate.ts';
import type { Doc } from '../naive/shapes.ts';
import {
  ACCOUNT,
  ACTIONS,
  identityStatements,
  PRINCIPALS,
  RESOURCES,
  resourceStatements,
  type Small,
} from './statements.ts';

const requests: readonly PolicyRequest[] = PRINCIPALS.flatMap((principal) =>
  RESOURCES.flatMap((resource) => ACTIONS.map((action) => ({ action, resource, principal, context: new Map() }))),
);
const NAIVE_EVERY = 97;

type Because = Decision['because'];
const counts = { documents: 0, decisions: 0, naive: 0, disagreements: 0 };
const answers: Record<Because, number> = { allowed: 0, 'implicit-deny': 0, 'explicit-deny': 0 };

compareAll('identity', identityStatements, requests.slice(0, 9), () => true);
compareAll(
  'resource',
  resourceStatements,
  requests,
  (document, second) => second === undefined || document % NAIVE_EVERY === 0,
);

const share = (because: Because) => `${because} ${((100 * answers[because]) / counts.decisions).toFixed(1)} %`;
console.log(`${share('allowed')}, ${share('implicit-deny')}, ${share('explicit-deny')}`);
console.log(
  `${counts.documents} documents, ${counts.decisions} decisions, ${counts.naive} of them by the naive engine too: ${counts.disagreements} disagreements`,
);
if (counts.disagreements > 0 || counts.naive < 1_000_000) process.exitCode = 1;

function compareAll(
  kind: 'identity' | 'resource',
  statements: readonly Small[],
  asked: readonly PolicyRequest[],
  asksNaive: (document: number, second: Small | undefined) => boolean,
): void {
  const before = { ...counts };
  let document = 0;
  for (const [i, first] of statements.entries()) {
    compareOne(kind, [first], asked, asksNaive(document++, undefined));
    // Two statements in both orders where they are few; the order is another law's matter where they are many.
    const seconds = kind === 'identity' ? statements : statements.slice(i);
    for (const second of seconds) compareOne(kind, [first, second], asked, asksNaive(document++, second));
  }
  const documents = counts.documents - before.documents;
  console.log(
    `${kind}: ${statements.length} statements, ${documents} documents, ${counts.decisions - before.decisions} decisions`,
  );
}

function compareOne(
  kind: 'identity' | 'resource',
  parts: readonly Small[],
  asked: readonly PolicyRequest[],
  asksNaive: boolean,
): void {
  const document: Doc = { Version: '2012-10-17', Statement: parts.map(({ statement }) => statement) };
  const layers = layersOf(document, kind);
  counts.documents++;
  for (const [bit, request] of asked.entries()) {
    const { because } = decide(layers, request);
    counts.decisions++;
    answers[because]++;
    if (because !== bySets(parts, bit)) disagree('sets', bySets(parts, bit), because, document, request);
    if (!asksNaive) continue;
    const naive = naiveDecide({ layers: naiveLayersOf(document, kind), request }).because;
    counts.naive++;
    if (because !== naive) disagree('the naive engine', naive, because, document, request);
  }
}

function bySets(parts: readonly Small[], bit: number): Because {
  let because: Because = 'implicit-deny';
  for (const { deny, applies } of parts) {
    if (((applies >> bit) & 1) === 0) continue;
    if (deny) return 'explicit-deny';
    because = 'allowed';
  }
  return because;
}

function layersOf(document: Doc, kind: PolicyKind): Layers {
  const read = readPolicy(JSON.stringify(document), kind);
  if (!read.ok) throw new Error(read.problem.message);
  const policy = compile(read.policy);
  return kind === 'identity'
    ? { identity: [policy], resourceAccount: ACCOUNT }
    : { identity: [], resource: { policy, kind: 'resource' }, resourceAccount: ACCOUNT };
}

function naiveLayersOf(document: Doc, kind: 'identity' | 'resource') {
  return kind === 'identity'
    ? { identity: [document], resourceAccount: ACCOUNT }
    : { identity: [], resource: { document, kind }, resourceAccount: ACCOUNT };
}

function disagree(
  who: string,
  right: Because,
  engine: Because,
  document: Doc,
  { action, resource, principal }: PolicyRequest,
): void {
  counts.disagreements++;
  if (counts.disagreements <= 10)
    console.log(
      `DISAGREEMENT: ${who} ${right}, the engine ${engine}: ${JSON.stringify({ document, action, resource, caller: principal.arn })}`,
    );
}
