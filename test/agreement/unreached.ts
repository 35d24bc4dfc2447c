/** A block of the engine that the random pairs do not enter, and why. */
export interface Unreached {
  /** Below `src/`. */
  readonly file: string;
  /** The function that it stands in, as V8 names it. */
  readonly inside: string;
  /** How the block begins, white space made single. */
  readonly begins: string;
  readonly reason: string;
  /** The test that enters it instead. */
  readonly test?: string;
}

const SIMULATION = 'src/policy/simulate-mode.test.ts';
const simulated = 'simulate mode: the pairs are asked of the authorizer, never of the simulator';
const explained = 'explanation only: a decision asks `applies`, which does not come by here';
const never =
  'no document that validates comes here: each statement has actions, and a principal where its kind names them';
const thrown = 'an exception path: no pair makes the engine throw; provoked by fault injection';

/**
 * What the random pairs leave out, by name. Nothing stands here that documents and requests of any ordinary kind reach:
 * for such a block the generator has to be widened.
 */
export const unreached: readonly Unreached[] = [
  {
    file: 'policy/statement.ts',
    inside: 'get principal',
    begins: 'get principal()',
    reason: explained,
    test: 'src/policy/trace.test.ts',
  },
  {
    file: 'policy/statement.ts',
    inside: 'get resource',
    begins: 'get resource()',
    reason: explained,
    test: 'src/policy/trace.test.ts',
  },
  {
    file: 'policy/statement.ts',
    inside: 'get conditions',
    begins: 'get conditions()',
    reason: explained,
    test: 'src/policy/trace.test.ts',
  },
  {
    file: 'policy/statement.ts',
    inside: 'get beginnings',
    begins: 'catch {',
    reason: thrown,
    test: 'src/policy/shortlist.test.ts',
  },
  { file: 'policy/statement.ts', inside: 'textsOf', begins: '?? []', reason: never },
  { file: 'policy/statement.ts', inside: 'principalTest', begins: 'return () => undefined', reason: never },
  {
    file: 'policy/statement.ts',
    inside: 'principalTest',
    begins: "&& kind === 'resource'",
    reason: simulated,
    test: SIMULATION,
  },
  {
    file: 'policy/statement.ts',
    inside: 'principalTest',
    begins: '? alone(named)',
    reason: simulated,
    test: SIMULATION,
  },
  { file: 'policy/statement.ts', inside: 'alone', begins: '(named', reason: simulated, test: SIMULATION },
  { file: 'policy/operators.ts', inside: 'compile', begins: '? family.simulated', reason: simulated, test: SIMULATION },
  { file: 'policy/operators.ts', inside: 'compile', begins: '?.operand', reason: simulated, test: SIMULATION },
  { file: 'policy/operators.ts', inside: 'compile', begins: '?.unreadable', reason: simulated, test: SIMULATION },
  { file: 'policy/operators.ts', inside: 'compile', begins: 'return negated', reason: simulated, test: SIMULATION },
  {
    file: 'policy/families.ts',
    inside: 'address',
    begins: "(text) => readNetwork(text) ?? 'malformed'",
    reason: simulated,
    test: SIMULATION,
  },
  { file: 'policy/verdict.ts', inside: 'judge', begins: 'catch {', reason: thrown, test: 'src/policy/hostile.test.ts' },
  {
    file: 'policy/decide.ts',
    inside: 'decide',
    begins: '&& { failed }',
    reason: thrown,
    test: 'src/policy/hostile.test.ts',
  },
  {
    file: 'policy/effort.ts',
    inside: 'spend',
    begins: 'throw new TooMuchEffort',
    reason: 'the limit against hostile policies: a pair that came here would cost what thousands of pairs cost',
    test: 'src/policy/effort.test.ts',
  },
  {
    file: 'policy/effort.ts',
    inside: 'effortOfLast',
    begins: '()',
    reason: 'asked by whoever holds many questions to one limit, never by a decision',
    test: 'test/house/simulation.test.ts',
  },
];
