import { RolecallError } from '../rolecall-error.ts';
import { startTestRolecall, type TestOptions, type TestRolecall } from './test-rolecall.ts';

/** A fixture as vitest's `test.extend` takes it. */
export type Fixture<Value, Scope extends string> = [
  // biome-ignore lint/complexity/noBannedTypes: the fixtures that this one uses, which are none.
  (context: {}, use: (value: Value) => Promise<void>) => Promise<void>,
  { readonly scope: Scope },
];

/**
 * A server as a fixture of vitest: `test.extend({ rolecall: rolecallFixture({ seed }) })`. Each test has its own, unless
 * `scope: 'file'` lets the tests of a file share one.
 */
export function rolecallFixture<Scope extends 'test' | 'file' = 'test'>(
  options: TestOptions & { readonly scope?: Scope | undefined } = {},
): Fixture<TestRolecall, Scope> {
  const { scope = 'test' as Scope, ...rest } = options;
  // vitest reads the first parameter out of the text of this function: it has to be a pattern.
  // biome-ignore lint/correctness/noEmptyPattern: as said.
  const fixture = async ({}: object, use: (value: TestRolecall) => Promise<void>) => {
    const rolecall = await startTestRolecall(rest);
    try {
      await use(rolecall);
    } finally {
      await rolecall.stop();
    }
  };
  return [fixture, { scope }];
}

/** What runs around tests: `{ before, after }` of node:test around all of them, `{ before: beforeEach, after: afterEach }` around each. */
export interface Hooks {
  before(work: () => Promise<void>): unknown;
  after(work: () => Promise<void>): unknown;
}

/**
 * A server that starts and stops by the hooks of a test runner: node:test's, or those of any other. Gives the function that gives
 * the server.
 */
export function rolecallHooks({ before, after }: Hooks, options: TestOptions = {}): () => TestRolecall {
  let rolecall: TestRolecall | undefined;
  before(async () => {
    rolecall = await startTestRolecall(options);
  });
  after(async () => {
    await rolecall?.stop();
    rolecall = undefined;
  });
  return () => {
    if (rolecall === undefined)
      throw new RolecallError('Stopped', 'there is no server now: ask for it inside of a test, between the hooks');
    return rolecall;
  };
}
