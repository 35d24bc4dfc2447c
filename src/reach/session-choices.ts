import type { Entity } from './population.ts';
import type { Ask } from './puzzle.ts';
import { ANY, exampleOf, type Facet, type Session } from './session.ts';
import { ANY_SESSION, PLAIN, type SessionChoice } from './someone.ts';
import { mentionsSessions, type Spoken, spokenIn } from './spoken.ts';

/** A session that a role could act by. */
export interface Choice {
  /** What it has to be. */
  readonly session: Session;
  /** One that is so. */
  readonly concrete: SessionChoice;
  readonly isPlain: boolean;
  /** The source identity that goes into the request with it. */
  readonly handedOn: Facet | undefined;
}

/** Sessions that are told apart for one question, at most. */
const CHOICES_MAX = 48;

/**
 * The sessions of a role that differ in what the policies around a question speak of: whatever no policy speaks of makes no
 * difference. A source identity always does, since it is handed on.
 */
export function choicesOf(
  role: Entity,
  can: { readonly tags: boolean; readonly sourceIdentity: boolean },
  asks: readonly Ask[],
  wanted: Session,
  handsOnIdentity: boolean,
): readonly Choice[] {
  const actions = asks.map(({ action }) => action);
  const { layers, resource } = asks[0]!;
  const spoken = mentionsSessions(layers) ? spokenIn(layers, actions, resource, role) : SILENCE;
  const identities = new Set([...spoken.sourceIdentities, ...namedIn(wanted.sourceIdentity)]);
  const hasIdentity = can.sourceIdentity && (handsOnIdentity || identities.size > 0);

  const names: readonly Facet[] = spoken.names.size === 0 ? ['free'] : present(spoken.names);
  const sourceIdentities: readonly Facet[] = hasIdentity ? ['absent', ...present(identities)] : ['free'];
  let tags: readonly ReadonlyMap<string, Facet>[] = [new Map()];
  for (const [key, values] of can.tags ? spoken.tags : [])
    tags = tags.flatMap((some) =>
      (['absent', ...present(values)] as const).map((facet) => new Map([...some, [key, facet]])),
    );

  const choices: Choice[] = [];
  for (const sourceIdentity of sourceIdentities)
    for (const some of tags)
      for (const name of names) {
        if (choices.length < CHOICES_MAX)
          choices.push(choiceOf({ ...ANY, name, sourceIdentity, tags: some }, handsOnIdentity));
      }
  return choices;
}

const SILENCE: Spoken = { names: new Set(), sourceIdentities: new Set(), tags: new Map() };

/** Each of these values, and one that is none of them. */
function present(values: ReadonlySet<string>): readonly Facet[] {
  return [{ otherThan: [...values] }, ...[...values].map((is) => ({ is }))];
}

const namedIn = (facet: Facet): readonly string[] =>
  typeof facet === 'string' ? [] : 'is' in facet ? [facet.is] : facet.otherThan;

function choiceOf(session: Session, handsOnIdentity: boolean): Choice {
  const sessionName = exampleOf(session.name, ANY_SESSION) ?? ANY_SESSION;
  const sourceIdentity = exampleOf(session.sourceIdentity, ANY_VALUE);
  const tags = [...session.tags].flatMap(([key, facet]) => {
    const value = exampleOf(facet, ANY_VALUE);
    return value === undefined ? [] : [{ key, value, transitive: false }];
  });
  return {
    session,
    concrete: { sessionName, sourceIdentity, tags },
    isPlain: sessionName === PLAIN.sessionName && sourceIdentity === undefined && tags.length === 0,
    handedOn: handsOnIdentity && sourceIdentity !== undefined ? { is: sourceIdentity } : undefined,
  };
}

const ANY_VALUE = 'any-value';
