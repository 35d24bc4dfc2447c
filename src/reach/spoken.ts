import { asciiLower } from '../base/ascii.ts';
import { type AskedAction, askedAction } from '../policy/action.ts';
import { inspected } from '../policy/compile.ts';
import { statementsIn } from '../policy/reread.ts';
import type { StatementTree } from '../policy/tree.ts';
import type { CompiledPolicy, Layers } from '../policy/types.ts';
import { readTemplate } from '../policy/variables.ts';
import type { Entity } from './population.ts';

/** What policies say of sessions of a role, so far as it can make a difference which session it is. */
export interface Spoken {
  readonly names: ReadonlySet<string>;
  readonly sourceIdentities: ReadonlySet<string>;
  /** Values of principal tags, by key in lower case. */
  readonly tags: ReadonlyMap<string, ReadonlySet<string>>;
}

const VALUES_MAX = 6;

/** Collects names, source identities and tags that these layers speak of, in statements about these actions. */
export function spokenIn(layers: Layers, actions: readonly string[], resource: string, role: Entity): Spoken {
  const names = new Set<string>();
  const sourceIdentities = new Set<string>();
  const tags = new Map<string, Set<string>>();
  const asked = actions.map(askedAction);
  const add = (set: Set<string>, text: string) => {
    if (set.size < VALUES_MAX) set.add(text);
  };
  const addTag = (key: string, values: readonly string[]) => {
    const set = tags.get(key) ?? new Set();
    for (const value of values) add(set, value);
    tags.set(key, set);
  };
  const roleName = role.arn.slice(role.arn.lastIndexOf('/') + 1);
  const session = `:sts::${role.account}:assumed-role/${roleName}/`;
  for (const statement of statementsAbout(layers, asked)) {
    const { principal, conditions = [] } = statement;
    for (const { value } of principal?.entries ?? []) {
      const at = value.value.indexOf(session);
      if (at > 0) add(names, value.value.slice(at + session.length));
    }
    for (const { key, values } of conditions) {
      const name = asciiLower(key);
      const texts = values.flatMap(({ value }) => meant(value));
      if (name === 'aws:userid') for (const text of texts) add(names, text.slice(text.indexOf(':') + 1));
      else if (/^(?:aws|sts):sourceidentity$/.test(name)) for (const text of texts) add(sourceIdentities, text);
      else if (name.startsWith(TAG)) addTag(name.slice(TAG.length), texts);
      for (const { value } of values) for (const { tag } of tagsIn(value)) addTag(tag, []);
    }
    for (const { value } of (statement.resource ?? statement.notResource)?.values ?? [])
      for (const { tag, before, after } of tagsIn(value)) addTag(tag, standingFor(resource, before, after));
  }
  const isName = (text: string) => /^[\w+=,.@-]{2,64}$/.test(text);
  return {
    names: new Set([...names].filter(isName)),
    sourceIdentities: new Set([...sourceIdentities].filter(isName)),
    tags,
  };
}

const TAG = 'aws:principaltag/';

/** Whether a policy may speak of sessions at all: by its text, which is at hand. */
export const mentionsSessions = (layers: Layers): boolean =>
  policiesIn(layers).some((policy) =>
    /aws:userid|assumed-role\/|:sourceidentity|aws:principaltag\//i.test(inspected(policy).document?.text ?? ''),
  );

const policiesIn = ({ identity, boundary = [], scp = [], rcp = [], resource }: Layers): readonly CompiledPolicy[] => [
  ...(resource === undefined ? [] : [resource.policy]),
  ...[...identity, ...boundary, ...scp.flat(), ...rcp.flat()],
];

function* statementsAbout(layers: Layers, asked: readonly AskedAction[]): Generator<StatementTree> {
  for (const policy of policiesIn(layers)) {
    const { statements, document } = inspected(policy);
    if (document === undefined) continue;
    const { trees } = statementsIn(document);
    for (const [i, statement] of statements.entries())
      if (asked.some((action) => statement.action(action))) yield trees[i]!;
  }
}

/** Texts that stand for what a pattern means. */
const meant = (pattern: string): readonly string[] => [pattern.replaceAll(/[*?]/g, 'x')];

function tagsIn(text: string) {
  const pieces = readTemplate(text, true);
  const written = (part: typeof pieces) => part.map((piece) => (piece.kind === 'variable' ? '' : piece.text)).join('');
  return pieces.flatMap((piece, i) =>
    piece.kind === 'variable' && piece.key.startsWith(TAG)
      ? [{ tag: piece.key.slice(TAG.length), before: written(pieces.slice(0, i)), after: written(pieces.slice(i + 1)) }]
      : [],
  );
}

/** What a variable has to be for a resource to be named, where what stands before it has no more than the usual stars. */
export function standingFor(resource: string, before: string, after: string): readonly string[] {
  const tail = before.slice(before.lastIndexOf('*') + 1);
  const at = resource.indexOf(tail);
  if (at < 0) return [];
  const rest = resource.slice(at + tail.length);
  const literal = after.replace(/[*?].*$/s, '');
  const end = literal === '' ? rest.length : rest.indexOf(literal);
  return end > 0 ? [rest.slice(0, end)] : [];
}
