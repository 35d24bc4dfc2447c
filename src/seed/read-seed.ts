import type { z } from 'zod';
import { type Place, readPolicy } from '../policy/index.ts';
import type { PolicyKind } from '../policy/types.ts';
import { documentText } from './document-text.ts';
import { type Seed, seedSchema } from './schema.ts';
import { offsetOf, type Path, PROBLEMS_MAX, readYaml, type SeedProblem, type SeedText } from './yaml.ts';

/** A seed that was read, and the policy documents in it as texts. */
export interface ReadSeed {
  readonly ok: true;
  readonly seed: Seed;
  /** The text of the document at this path. */
  readonly document: (path: Path) => string;
  /** Every policy document: where it stands, of which kind it is, its text, and where in the seed a place of it is. */
  readonly documents: () => readonly SeedDocument[];
  /** Where the part at this path stands, to say what was refused about it. */
  readonly placeOf: (path: Path) => { readonly line: number; readonly column: number };
}

export interface SeedDocument {
  readonly path: Path;
  readonly kind: PolicyKind;
  readonly text: string;
  readonly placeAt: (offset: number) => Place;
}

export type SeedResult = ReadSeed | { readonly ok: false; readonly problems: readonly SeedProblem[] };

/**
 * Reads a seed: YAML or JSON, the schema, and every policy document in it by the rules of its kind. Gives all that is wrong,
 * each with its line and column; of a document its first problem, at its place inside the document.
 */
export function readSeed(text: string): SeedResult {
  const yaml = readYaml(text);
  if (!('value' in yaml)) return { ok: false, problems: yaml };
  const at = (offset: number, message: string): SeedProblem => {
    const { line, column } = yaml.placeAt(offset);
    return { line, column, message };
  };

  const parsed = seedSchema.safeParse(yaml.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => issueProblems(issue, [], yaml, at));
    return { ok: false, problems: problems.slice(0, PROBLEMS_MAX) };
  }

  const problems: SeedProblem[] = [];
  for (const [path, kind] of documentsIn(parsed.data)) {
    const { text: document, origin } = documentText(yaml.nodeAt(path), text);
    const read = readPolicy(document, kind);
    if (!read.ok) problems.push(at(origin(read.problem.offset), read.problem.message));
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, PROBLEMS_MAX) };
  return {
    ok: true,
    seed: parsed.data,
    documents: () =>
      [...documentsIn(parsed.data)].map(([path, kind]) => {
        const { text: document, origin } = documentText(yaml.nodeAt(path), text);
        return { path, kind, text: document, placeAt: (offset) => yaml.placeAt(origin(offset)) };
      }),
    document: (path) => documentText(yaml.nodeAt(path), text).text,
    placeOf: (path) => yaml.placeAt(yaml.keyOffset(path) || offsetOf(yaml.nodeAt(path))),
  };
}

/** Where policy documents stand in a seed, and of which kind each is. */
function* documentsIn(seed: Seed): Generator<readonly [Path, PolicyKind]> {
  for (const [id, account] of seed.accounts ?? []) {
    const at = ['accounts', id];
    for (const section of ['users', 'groups', 'roles'] as const) {
      for (const [name, holder] of account[section] ?? [])
        for (const policy of holder['inline-policies']?.keys() ?? [])
          yield [[...at, section, name, 'inline-policies', policy], 'identity'];
    }
    for (const name of account.roles?.keys() ?? []) yield [[...at, 'roles', name, 'trust'], 'trust'];
    for (const [name, { document, versions }] of account.policies ?? []) {
      const policy = [...at, 'policies', name];
      if (document !== undefined) yield [[...policy, 'document'], 'identity'];
      for (const i of versions?.keys() ?? []) yield [[...policy, 'versions', i, 'document'], 'identity'];
    }
  }
  for (const [name, { type }] of seed.organization?.policies ?? [])
    yield [['organization', 'policies', name, 'document'], type === 'service' ? 'scp' : 'rcp'];
}

type At = (offset: number, message: string) => SeedProblem;

/** What the schema found, at its place: an unknown name at that name, the rest at the value. */
function issueProblems(issue: z.core.$ZodIssue, above: Path, yaml: SeedText, at: At): readonly SeedProblem[] {
  const path = [...above, ...(issue.path as Path)];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => at(yaml.keyOffset([...path, key]), `no such member: \`${key}\``));
  if (issue.code === 'invalid_key') {
    const reasons = issue.issues.map(({ message }) => lowered(message));
    return [at(yaml.keyOffset(path), `\`${path.at(-1)}\` cannot be a name here: ${reasons.join('; ')}`)];
  }
  const node = yaml.nodeAt(path);
  const found = valueAt(yaml.value, path);
  if (found === undefined) return [at(offsetOf(node), `\`${path.at(-1)}\` is missing`)];
  if (issue.code === 'too_small')
    return [at(offsetOf(node), `at least ${issue.minimum}${unitOf(issue.origin)} expected`)];
  if (issue.code === 'too_big') return [at(offsetOf(node), `at most ${issue.maximum}${unitOf(issue.origin)} expected`)];
  const isUnquoted = issue.code === 'invalid_type' && issue.expected === 'string' && typeof found === 'number';
  return [at(offsetOf(node), `${lowered(issue.message)}${isUnquoted ? ': write it in quotes' : ''}`)];
}

/** What is counted where a value is too small or too large. */
const unitOf = (origin: string): string => ({ string: ' characters', array: ' entries' })[origin] ?? '';

/** What the schema's library calls by the names of JavaScript. */
const IN_YAML: ReadonlyMap<string, string> = new Map([
  ['record', 'a mapping'],
  ['map', 'a mapping'],
  ['object', 'a mapping'],
  ['array', 'a list'],
  ['string', 'a text'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['null', 'nothing'],
]);

const inYaml = (kind: string): string => IN_YAML.get(kind) ?? kind;

const lowered = (message: string): string => {
  const plain = message
    .replace(/^Invalid input: /, '')
    .replace(
      /^expected (\w+), received (\w+)$/,
      (_all, wanted: string, found: string) => `expected ${inYaml(wanted)}, found ${inYaml(found)}`,
    );
  return plain.charAt(0).toLowerCase() + plain.slice(1);
};

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string, unknown> | null | undefined)?.[step], value);
}
