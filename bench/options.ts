import { parseArgs } from 'node:util';

/** How the bench is run. The figures are the defaults; smaller ones are for trying the bench itself. */
export interface Options {
  readonly rounds: number;
  readonly sliceSeconds: number;
  readonly requests: number;
  readonly startRuns: number;
  /** `wrk` where it is installed or can be (it takes little of the two cores); else our own generator. */
  readonly generator: 'auto' | 'wrk' | 'node';
  readonly seed: string;
  /** Folder for a CPU profile of the server under load; the figures of such a run are not kept. */
  readonly profile: string | undefined;
  readonly keep: boolean;
}

export const CONNECTIONS = 64;
export const KEYS = 100;
export const ROLES = 50;
export const POLICIES = 2000;
/** How many of the issued credentials are really used afterwards. */
export const USED = 20;

/** Fewer rounds than this say nothing on a shared machine (performance.md 0). */
const ROUNDS_MIN = 9;

export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rounds: { type: 'string', default: '11' },
      seconds: { type: 'string', default: '1' },
      requests: { type: 'string', default: '20000' },
      starts: { type: 'string', default: '15' },
      generator: { type: 'string', default: 'auto' },
      seed: { type: 'string', default: 'first-light' },
      profile: { type: 'string' },
      'no-results': { type: 'boolean', default: false },
    },
  });
  const { generator } = values;
  if (generator !== 'auto' && generator !== 'wrk' && generator !== 'node')
    throw new Error('--generator: auto, wrk or node');
  const options = {
    rounds: Number(values.rounds),
    sliceSeconds: Number(values.seconds),
    requests: Number(values.requests),
    startRuns: Number(values.starts),
    generator,
    seed: values.seed,
    profile: values.profile,
  } as const;
  // Only a whole run leaves a result behind: a file that says `at least 9 rounds` must mean it.
  const isWhole = options.rounds >= ROUNDS_MIN && options.requests >= 20_000 && options.profile === undefined;
  return { ...options, keep: isWhole && !values['no-results'] };
}
