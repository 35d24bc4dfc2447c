import type { Ended, Program } from '../clients/drivers/aws-cli-program.ts';
import { environment, ours } from './programs.ts';
import type { Replay, Stored } from './replay.ts';

/** One command, given to both programs over the same stored answers. */
export interface Case {
  readonly words: readonly string[];
  readonly answers?: readonly Stored[];
  readonly env?: Readonly<Record<string, string>>;
  /** Only exit code and stdout are the same: the AWS CLI's sentence is another one, for the reason given. */
  readonly otherWords?: string;
}

/** Gives the differences between the two programs; none where they agree. */
export async function differences(
  { words, answers = [], env = {}, otherWords }: Case,
  theirs: Program,
  replay: Replay,
): Promise<string[]> {
  const all = words.includes('--endpoint-url') ? words : [...words, '--endpoint-url', replay.url];
  replay.load(answers);
  const wanted = await theirs.run(all, { ...environment(), ...env });
  const askedOfThem = replay.asked();
  replay.load(answers);
  const got = await ours(all, env);
  const askedOfUs = replay.asked();

  return [
    ...(wanted.code === got.code ? [] : [`exit code: theirs ${wanted.code}, ours ${got.code}`]),
    ...difference('stdout', wanted.stdout, got.stdout),
    ...(otherWords === undefined ? difference('stderr', theirWords(wanted), ourWords(got)) : []),
    ...difference('requests', parameters(askedOfThem), parameters(askedOfUs)),
  ];
}

/** The name of the program is the only word that may differ; newer versions begin a line of trouble with theirs. */
const theirWords = ({ stderr }: Ended): string =>
  stderr.replace(/^aws: \[ERROR\]: /gm, '').replace(/(^ *|")aws\b|(?<=usage: )aws\b/gm, '$1rolecall');

/** Our own lines stand apart. */
const ourWords = ({ stderr }: Ended): string => stderr.replace(/^hint: .*\n/gm, '');

const parameters = (requests: readonly (readonly (readonly [string, string])[])[]): string =>
  requests
    .map((request) =>
      request
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join('\n'),
    )
    .join('\n---\n');

/** The first line that differs, with what is about it. */
function difference(what: string, wanted: string, got: string): string[] {
  if (wanted === got) return [];
  const [theirLines, ourLines] = [wanted.split('\n'), got.split('\n')];
  const at = theirLines.findIndex((line, index) => line !== ourLines[index]);
  const first = at < 0 ? theirLines.length : at;
  const show = (lines: readonly string[], sign: string) =>
    lines.slice(first, first + 4).map((line) => `    ${sign} ${JSON.stringify(line).slice(0, 300)}`);
  return [[`${what} differs at line ${first + 1}:`, ...show(theirLines, '-'), ...show(ourLines, '+')].join('\n')];
}
