import type { Result } from '../report.ts';
import type { ScaleRound, ScaleSummary } from './rounds.ts';
import type { ScaleStartUp } from './start-up.ts';

export interface ScaleResult extends Pick<Result, 'date' | 'commit' | 'versions' | 'machine'> {
  readonly options: {
    readonly rounds: number;
    readonly seconds: number;
    readonly small: number;
    readonly large: number;
    readonly seed: string;
    readonly connections: number;
  };
  readonly generator: string;
  readonly ratioMax: number;
  readonly fileMegabytes: number;
  readonly buildSeconds: number;
  readonly startUp: ScaleStartUp;
  readonly memoryMb: { readonly idle: Pair; readonly loaded: Pair; readonly allKnown: Pair };
  readonly measures: readonly ScaleSummary[];
  readonly rounds: readonly ScaleRound[];
}

interface Pair {
  readonly small: number;
  readonly large: number;
}

/** The result for a reader. */
export function report(result: ScaleResult): string {
  const { options, measures, startUp, memoryMb, machine, versions, date, commit, generator, ratioMax } = result;
  const number = new Intl.NumberFormat('en');
  const one = (value: number) => value.toFixed(1);
  const two = (value: number) => value.toFixed(2);
  const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const timed = measures.map(({ name, isGated, small, large, ratio, ratioRange, cpuRatio }) =>
    row(
      name,
      `${number.format(small.perSecond)} /s, ${one(small.cpuMicros)} us`,
      `${number.format(large.perSecond)} /s, ${one(large.cpuMicros)} us`,
      `${isGated ? '**' : ''}${two(ratio)}${isGated ? '**' : ''} (${two(ratioRange[0])} to ${two(ratioRange[1])})`,
      `${isGated ? '**' : ''}${two(cpuRatio)}${isGated ? '**' : ''}`,
    ),
  );
  const memory = (name: string, { small, large }: Pair) =>
    row(name, `${one(small)} MB`, `${one(large)} MB`, two(large / small), '');
  return `# ${number.format(2 * options.large)} roles and users in one account

${row('', `${options.small} roles, ${options.small} users`, `${number.format(options.large)} roles, ${number.format(options.large)} users`, 'times as long', 'times the CPU')}
|---|---:|---:|---:|---:|
${timed.join('\n')}
${row('start-up, until it listens', `${one(startUp.smallMs)} ms, ${two(startUp.smallRatio)} x node`, `${one(startUp.largeMs)} ms, ${two(startUp.largeRatio)} x node`, two(startUp.ratio), '')}
${memory('memory, just started', memoryMb.idle)}
${memory('memory, after the load', memoryMb.loaded)}
${memory('memory, every role assumed', memoryMb.allKnown)}

Bold is gated: at most ${two(ratioMax)}. Requests a second and server CPU a request are medians of ${options.rounds} rounds (of a third as many where nothing is gated), ratios are taken round by round (lowest and highest in brackets); a round is ${options.seconds} s
of load of each kind on each store, ${options.connections} connections, by ${generator}, both servers up at once. The same 100 roles: all that the small store has, and as many spread over the large one.
Any role, first time: no request asks about a role that was asked about before, so each loads, proves and compiles its role's policies; in the small store these
are the 100 again. The large store's file has ${one(result.fileMegabytes)} MB, built in ${one(result.buildSeconds)} s.

${date}, ${commit}, Node ${versions.node}, SQLite ${versions.sqlite}, ${machine.cores} x ${machine.cpu}, ${machine.memoryGiB} GiB, ${machine.system}, load ${two(machine.load)}, seed \`${options.seed}\`.
`;
}
