import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide, type Explanation, explanation, describe as told } from '../../src/policy/index.ts';
import { compiledLayers, realAnswer } from '../agreement/real.ts';
import { naiveDecide } from '../naive/evaluate.ts';
import { type Pair, pairs } from '../naive/generate.ts';

const PAIRS = 4_000;

type Row = Pair & { readonly name: string; readonly mode?: string; readonly expected: string };

function* some(seed: number): Generator<Pair> {
  let left = PAIRS;
  for (const pair of pairs(seed)) {
    if (left-- === 0) return;
    if (!realAnswer(pair).startsWith('unread')) yield pair;
  }
}

describe('an explanation of a random question', () => {
  it('agrees with the decision and with itself', () => {
    const seen = { explained: 0, statements: 0, failures: 0 };
    for (const { layers, request } of some(11)) {
      const compiled = compiledLayers(layers);
      const found = explanation(compiled, request);
      expect(found.decision).toEqual(decide(compiled, request));
      expectCoherent(found);
      expect(told(JSON.parse(JSON.stringify(found)))).toBe(told(found));
      seen.explained++;
      seen.statements += found.layers.flatMap(({ statements }) => statements).length;
      seen.failures += found.layers.flatMap(({ statements }) => statements.flatMap(({ failures }) => failures)).length;
    }
    console.log(`${seen.explained} explanations, ${seen.statements} statements, ${seen.failures} failed parts`);
    expect(seen.explained).toBeGreaterThan(PAIRS * 0.9);
  });

  it('is as the naive engine says, simulated too', () => {
    let asked = 0;
    let differs = 0;
    for (const pair of some(12)) {
      // The simulator takes no trust policies, so nobody can say what it would make of one.
      if (pair.layers.resource?.kind === 'trust') continue;
      // Where a policy names both the account and the role, nothing says which grant the simulator looks at: here the
      // wider one counts, as a grant that is added takes nothing away, and in the naive engine the role's.
      const { type, entityArn } = pair.request.principal;
      if (type !== 'user' && JSON.stringify(pair.layers.resource ?? '').includes(entityArn ?? '-')) continue;
      expect(realAnswer(pair, 'simulate')).toBe(naiveDecide(pair, { mode: 'simulate' }).because);
      asked++;
      if (realAnswer(pair, 'simulate') !== realAnswer(pair)) differs++;
    }
    console.log(`${asked} questions, ${differs} of them answered otherwise in a simulation`);
    expect(differs).toBeGreaterThan(0);
  });

  const rows = (JSON.parse(readFileSync(new URL('../corpus/policy/simulate.json', import.meta.url), 'utf8')) as Row[])
    .filter(({ mode }) => mode === 'simulate')
    .map((row) => ({ ...row, request: { ...row.request, context: new Map(Object.entries(row.request.context)) } }));
  it('there are rows of simulations', () => expect(rows.length).toBeGreaterThan(0));
  it.each(rows)('$name', (row) => expect(realAnswer(row, 'simulate')).toBe(row.expected));
});

/** What holds of every explanation, whatever was asked. */
function expectCoherent({ decision, layers, missingKeys, documents }: Explanation): void {
  const statements = layers.flatMap((layer) => layer.statements.map((statement) => ({ ...statement, layer })));
  for (const { outcome, failures, decisive, effect, start, end, document, from, layer } of statements) {
    expect(outcome === 'does-not-apply').toBe(failures.length > 0);
    if (decisive) expect(outcome).toBe('applies');
    if (outcome === 'applies' && effect === 'Deny') expect(layer.outcome).toBe('denies');
    // All that deny are named, and nothing else when something denies.
    if (decision.because === 'explicit-deny') expect(decisive).toBe(outcome === 'applies' && effect === 'Deny');
    const { text } = documents[document]!;
    expect(text[start]).toBe('{');
    expect(text[end - 1]).toBe('}');
    expect(from.column).toBe(start + 1);
  }
  expect(statements.filter(({ decisive }) => decisive)).toHaveLength(decision.statements.length);
  if (decision.allowed) expect(layers.some(({ outcome, refused }) => outcome === 'denies' || refused)).toBe(false);
  else expect(layers.some(({ layer, refused }) => refused && layer === decision.layer)).toBe(true);
  expect(new Set(missingKeys.map((key) => key.toLowerCase())).size).toBe(missingKeys.length);
}

describe('what nobody asks for', () => {
  it('is not even loaded: a decision needs no file of the explanation', () => {
    const reached = new Set<string>();
    const visit = (file: URL) => {
      if (reached.has(file.pathname)) return;
      reached.add(file.pathname);
      const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'/gm);
      for (const [, target] of imports) visit(new URL(target!, file));
    };
    visit(new URL('../../src/policy/decide.ts', import.meta.url));
    const names = [...reached].map((path) => path.slice(path.lastIndexOf('/') + 1));
    expect(names).toContain('verdict.ts');
    expect(names.filter((name) => /^(?:trace|describe|underline|places|keys|explanation)/.test(name))).toEqual([
      'places.ts',
    ]);
  });
});
