import type { Pair } from '../naive/generate.ts';
import { type Answer, type Doc, statementsOf } from '../naive/shapes.ts';

type Outcome = Answer['because'];
const OUTCOMES: readonly Outcome[] = ['allowed', 'implicit-deny', 'explicit-deny'];
const LEAST_SHARE = 0.15;

/** How often each answer was given: overall, where a layer took part, and where an operator was written. */
export class Spread {
  readonly #counts = new Map<string, Map<Outcome, number>>();

  count({ layers, request }: Pair, outcome: Outcome): void {
    const documents: [string, Doc][] = layers.identity.map((document) => ['identity', document]);
    if (layers.boundary) documents.push(['boundary', layers.boundary]);
    for (const document of layers.session ?? []) documents.push(['session', document]);
    if (layers.resource) documents.push([layers.resource.kind, layers.resource.document]);
    for (const document of (layers.scp ?? []).flat()) documents.push(['scp', document]);
    for (const document of (layers.rcp ?? []).flat()) documents.push(['rcp', document]);
    if (layers.endpoint) documents.push(['endpoint', layers.endpoint]);
    const rows = new Set(['overall', `caller ${request.principal.type}`]);
    for (const [layer, document] of documents) {
      rows.add(`layer ${layer}`);
      for (const statement of statementsOf(document))
        for (const operator of Object.keys(statement.Condition ?? {})) rows.add(`operator ${operator}`);
    }
    for (const row of rows) this.#add(row, outcome);
  }

  #add(row: string, outcome: Outcome): void {
    const counts = this.#counts.get(row) ?? new Map<Outcome, number>();
    this.#counts.set(row, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
  }

  shares(row: string): number[] {
    const counts = OUTCOMES.map((outcome) => this.#counts.get(row)?.get(outcome) ?? 0);
    const total = counts.reduce((sum, one) => sum + one, 0);
    return counts.map((one) => one / total);
  }

  rows(): string[] {
    return [...this.#counts.keys()].sort();
  }

  /** Prints the table; whether every outcome has its least share overall. */
  print(): boolean {
    console.log(`${'share'.padEnd(48)} ${OUTCOMES.map((outcome) => outcome.padStart(14)).join('')}         n`);
    for (const row of ['overall', ...this.rows().filter((name) => name !== 'overall')]) {
      const total = [...this.#counts.get(row)!.values()].reduce((sum, one) => sum + one, 0);
      const shares = this.shares(row).map((share) => `${(share * 100).toFixed(1)} %`.padStart(14));
      console.log(`${row.padEnd(48)} ${shares.join('')} ${String(total).padStart(9)}`);
    }
    return this.shares('overall').every((share) => share >= LEAST_SHARE);
  }
}
