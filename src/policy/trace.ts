import { inspected } from './compile.ts';
import { askedOf, decide } from './decide.ts';
import { beginDecision, endDecision } from './effort.ts';
import type { ExplainedDocument, Explanation, LayerExplanation, StatementExplanation } from './explanation.ts';
import { distinct } from './keys.ts';
import { statementsIn } from './reread.ts';
import type { Asked } from './statement.ts';
import { traceStatement } from './trace-statement.ts';
import type { CompiledPolicy, Decision, LayerName, Layers, PolicyRequest } from './types.ts';
import { judge } from './verdict.ts';

/**
 * Decides a request and tells why: the same decision as `decide`, from the same compiled policies, and then a second
 * walk over them that asks each part of each statement by itself. Whoever only wants to know the decision asks `decide`
 * and pays for none of this.
 *
 * The walk reads the documents again, so it costs what reading them cost. Throws `TooMuchEffort` where it would take more
 * comparing than one decision may spend.
 */
export function explanation(layers: Layers, request: PolicyRequest): Explanation {
  const decision = decide(layers, request);
  const walk = new Walk(askedOf(layers, request), request, decision);
  const explained = walkAll(walk, layersIn(layers, decision));
  const { action, resource, principal } = request;
  return {
    request: { action, resource, principal },
    decision,
    crossAccount: principal.account !== layers.resourceAccount,
    layers: explained,
    missingKeys: distinct(explained.flatMap((layer) => layer.statements.flatMap(({ missingKeys }) => missingKeys))),
    documents: walk.documents,
  };
}

function walkAll(walk: Walk, layers: readonly Layer[]): LayerExplanation[] {
  beginDecision();
  try {
    return layers.map((layer) => walk.layer(layer));
  } finally {
    endDecision();
  }
}

interface Layer {
  readonly name: LayerName;
  readonly level?: number;
  readonly policies: readonly CompiledPolicy[] | undefined;
}

/** The layers that stand around the request, and the one that refused even where it is missing. */
function layersIn(layers: Layers, { layer: refused }: Decision): readonly Layer[] {
  const guard = layers.resource?.kind ?? 'resource';
  const all: readonly Layer[] = [
    ...levelsOf('rcp', layers.rcp),
    ...levelsOf('scp', layers.scp),
    { name: 'endpoint', policies: layers.endpoint && [layers.endpoint] },
    { name: guard, policies: layers.resource && [layers.resource.policy] },
    { name: 'identity', policies: layers.identity },
    { name: 'boundary', policies: layers.boundary },
    { name: 'session', policies: layers.session },
  ];
  return all.filter(({ name, policies }) => policies !== undefined || name === refused);
}

const levelsOf = (name: 'rcp' | 'scp', levels: Layers['scp'] = []): readonly Layer[] =>
  levels.map((policies, i) => ({ name, level: i + 1, policies }));

class Walk {
  readonly documents: ExplainedDocument[] = [];
  readonly #asked: Asked;
  readonly #request: PolicyRequest;
  readonly #decision: Decision;

  constructor(asked: Asked, request: PolicyRequest, decision: Decision) {
    this.#asked = asked;
    this.#request = request;
    this.#decision = decision;
  }

  layer({ name, level, policies }: Layer): LayerExplanation {
    const verdict = judge(policies ?? [], this.#asked);
    // Root may do everything in its account without any policy (6.2 step 5).
    const inherent = name === 'identity' && this.#asked.principal.type === 'root';
    const allows = verdict.allowed || inherent;
    const outcome = verdict.denies.length > 0 ? 'denies' : allows ? 'allows' : 'silent';
    const refuses = this.#decision.because === 'explicit-deny' ? 'denies' : 'silent';
    return {
      layer: name,
      ...(level !== undefined && { level }),
      outcome,
      refused: name === this.#decision.layer && outcome === refuses,
      present: policies !== undefined,
      ...(NAMING.has(name) && verdict.grant !== undefined && { grant: verdict.grant }),
      statements: (policies ?? []).flatMap((policy) => this.#statements(policy)),
    };
  }

  #statements(policy: CompiledPolicy): readonly StatementExplanation[] {
    const { statements, document } = inspected(policy);
    if (document === undefined) return [];
    const { trees, substitution, placeOf } = statementsIn(document);
    const number = this.documents.push({ source: policy.source, text: document.text }) - 1;
    return statements.map((statement, i) => {
      const traced = traceStatement(statement, trees[i]!, {
        asked: this.#asked,
        request: this.#request,
        substitution,
        placeOf,
      });
      const { reference } = statement;
      const decisive = this.#decision.statements.includes(reference);
      const places = { from: placeOf(reference.start), to: placeOf(reference.end) };
      return { ...reference, document: number, effect: statement.effect, ...places, decisive, ...traced };
    });
  }
}

const NAMING: ReadonlySet<LayerName> = new Set<LayerName>(['resource', 'trust']);
