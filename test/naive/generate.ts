import { Random } from './random.ts';
import {
  asciiLower,
  type ConditionBlock,
  type ConditionScalar,
  type Context,
  type ContextValue,
  type Doc,
  hasOwnAccount,
  type Layers,
  type OneOrMany,
  type Principal,
  type PrincipalElement,
  type Request,
  type Statement,
} from './shapes.ts';
import * as words from './vocabulary.ts';

export interface Pair {
  readonly layers: Layers;
  readonly request: Request;
}

/** Where a document will stand; each has its own rules of what may be written (policy.md 1.2, 1.4, 1.6). */
type Place = 'identity' | 'boundary' | 'session' | 'scp' | 'rcp' | 'resource' | 'trust' | 'endpoint';

/** Endless pairs of layers and request, the same for the same seed. */
export function* pairs(seed: number): Generator<Pair> {
  const random = new Random(seed);
  for (;;) yield pair(random);
}

function pair(random: Random): Pair {
  if (random.chance(0.4)) return focusedPair(random);
  const trust = random.chance(0.25);
  const principal = callerOf(random, trust);
  const request: Request = {
    action: actionAsked(random, trust),
    resource: trust ? words.ROLE_ARN : random.pick(words.RESOURCES),
    principal,
    context: contextOf(random),
  };
  return { layers: layersOf(random, request, trust), request };
}

/** Everything is allowed but for one statement, of which one part is nasty: nothing hides what that part does. */
function focusedPair(random: Random): Pair {
  const place = random.pick(PLACES);
  const trust = place === 'trust';
  const people = words.PEOPLE.slice(place === 'session' ? 1 : 0, place === 'session' ? 3 : 4);
  const request: Request = {
    action: actionAsked(random, trust),
    resource: trust ? words.ROLE_ARN : random.pick(words.RESOURCES),
    principal: named(place) && random.chance(0.3) ? callerOf(random, trust) : random.pick(people),
    context: contextOf(random),
  };
  const effect = place === 'rcp' || random.chance(0.4) ? 'Deny' : 'Allow';
  const scene = { random, request };
  const nasty = random.pick(['condition', 'condition', 'condition', 'rest'] as const);
  const everyone = named(place) ? { Principal: '*' } : {};
  const everything = { Action: trust ? 'sts:*' : '*', ...(trust ? {} : { Resource: '*' }) };
  const focus: Statement =
    nasty === 'condition'
      ? { Effect: effect, ...everyone, ...everything, ...conditionOf(scene, place, effect, 1) }
      : {
          Effect: effect,
          ...(random.chance(0.5) ? everyone : principalOf(scene, place, effect)),
          ...(random.chance(0.5)
            ? everything
            : { ...actionOf(scene, place), ...(trust ? {} : resourceOf(scene, place)) }),
        };
  const allow: Statement = { Effect: 'Allow', ...everyone, ...everything };
  const rest = effect === 'Deny' && place !== 'rcp' ? [allow] : [];
  const document: Doc = { Version: '2012-10-17', Statement: [focus, ...rest] };
  return { layers: focusedLayers(random, place, document, request), request };
}

const PLACES: readonly Place[] = ['identity', 'boundary', 'session', 'scp', 'rcp', 'resource', 'trust', 'endpoint'];

function named(place: Place): boolean {
  return place === 'rcp' || place === 'resource' || place === 'trust' || place === 'endpoint';
}

function focusedLayers(random: Random, place: Place, document: Doc, request: Request): Layers {
  const limited = hasOwnAccount(request.principal) && request.principal.type !== 'root';
  const opened = request.principal.type === 'federated-user' ? [full('session')] : undefined;
  return {
    identity: place === 'identity' && limited ? [document] : limited && place !== 'resource' ? [full('identity')] : [],
    boundary: !limited
      ? undefined
      : place === 'boundary'
        ? document
        : random.chance(0.1)
          ? full('boundary')
          : undefined,
    session: place === 'session' && limited ? [document] : opened,
    resource:
      place === 'resource' || place === 'trust'
        ? { document, kind: place, bindings: place === 'trust' ? bindings(random) : undefined }
        : undefined,
    resourceAccount: words.HOME,
    scp: place === 'scp' ? [[document]] : undefined,
    rcp: place === 'rcp' ? [[full('rcp'), document]] : undefined,
    endpoint: place === 'endpoint' ? document : undefined,
  };
}

/** A few actions in all their cases, which are many more than an engine can remember; rarely one longer than any of AWS's. */
function actionAsked(random: Random, trust: boolean): string {
  if (!trust && random.chance(0.02)) return words.LONG_ACTION;
  const action = random.pick(trust ? words.TRUST_ACTIONS : words.ACTIONS);
  if (random.chance(0.75)) return action;
  return [...action].map((letter) => (random.chance(0.5) ? letter.toUpperCase() : asciiLower(letter))).join('');
}

function callerOf(random: Random, trust: boolean): Principal {
  const dice = random.next();
  if (dice < 0.05) return random.pick(words.SERVICES);
  if (dice < 0.1) return trust || random.chance(0.4) ? random.pick(words.STRANGERS) : words.ANONYMOUS;
  return random.pick(random.chance(0.6) ? words.PEOPLE.slice(0, 4) : words.PEOPLE);
}

function layersOf(random: Random, request: Request, trust: boolean): Layers {
  const { principal } = request;
  const scene = { random, request };
  const owned = hasOwnAccount(principal);
  const limited = owned && principal.type !== 'root';
  const several = (place: Place, most: number) =>
    Array.from({ length: random.below(most + 1) }, () => doc(scene, place));
  const levels = (place: 'scp' | 'rcp') =>
    Array.from({ length: 1 + random.below(2) }, () => [
      ...(random.chance(0.85) ? [full(place)] : []),
      ...(random.chance(0.5) ? [doc(scene, place)] : []),
    ]);
  const session = limited && principal.type !== 'user' && random.chance(0.6);
  const resource = trust || !owned || principal.account !== words.HOME || random.chance(0.45);
  return {
    identity: limited ? [...(random.chance(0.35) ? [full('identity')] : []), ...several('identity', 2)] : [],
    boundary: limited && random.chance(0.25) ? doc(scene, 'boundary') : undefined,
    session: session ? [...(random.chance(0.25) ? [full('session')] : []), ...several('session', 2)] : undefined,
    resource: resource
      ? {
          document: doc(scene, trust ? 'trust' : 'resource'),
          kind: trust ? 'trust' : 'resource',
          bindings: trust ? bindings(random) : undefined,
        }
      : undefined,
    resourceAccount: words.HOME,
    scp: owned && random.chance(0.15) ? levels('scp') : undefined,
    rcp: random.chance(0.12) ? levels('rcp') : undefined,
    endpoint: random.chance(0.12) ? doc(scene, 'endpoint') : undefined,
  };
}

/** Mostly the ids of those who are there now; sometimes of one who was deleted and made again; sometimes none. */
function bindings(random: Random): Record<string, string> {
  const bound: Record<string, string> = {};
  for (const [, text] of words.NAMES) {
    if (!text.includes(':user/') && !text.includes(':role/')) continue;
    const kind = text.includes(':user/') ? 'AIDA' : 'AROA';
    const dice = random.next();
    if (dice < 0.8) bound[text] = `${kind}${text.split(':')[4]}`;
    else if (dice < 0.9) bound[text] = `${kind}FORMER`;
  }
  return bound;
}

/** What AWS attaches so that nothing is forbidden: everything allowed. */
function full(place: Place): Doc {
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
  return { Version: '2012-10-17', Statement: [place === 'rcp' ? { ...everything, Principal: '*' } : everything] };
}

interface Scene {
  readonly random: Random;
  readonly request: Request;
}

function doc(scene: Scene, place: Place): Doc {
  const { random } = scene;
  const statements = Array.from({ length: 1 + random.below(3) }, () => ({
    // The empty one, which may stand in several statements: the laws copy them.
    ...(random.chance(0.2) ? { Sid: '' } : {}),
    ...statement(scene, place),
  }));
  const free = place === 'session' || place === 'trust' || place === 'resource' || place === 'endpoint';
  const version = free && random.chance(0.15) ? random.pick([undefined, '2008-10-17']) : '2012-10-17';
  return {
    ...(version === undefined ? {} : { Version: version }),
    Statement: statements.length === 1 && random.chance(0.3) ? statements[0]! : statements,
  };
}

function statement(scene: Scene, place: Place): Statement {
  const { random } = scene;
  const effect = place === 'rcp' || random.chance(place === 'resource' ? 0.25 : 0.2) ? 'Deny' : 'Allow';
  return {
    Effect: effect,
    ...principalOf(scene, place, effect),
    ...actionOf(scene, place),
    ...(place === 'trust' ? {} : resourceOf(scene, place)),
    ...conditionOf(scene, place, effect),
  };
}

function principalOf(scene: Scene, place: Place, effect: string): Partial<Statement> {
  const { random, request } = scene;
  if (place === 'rcp') return { Principal: '*' };
  if (!named(place)) return {};
  const every = place === 'trust' ? words.NAMES : [...words.NAMES, ...words.ODD_NAMES];
  const names = random.chance(0.7) ? namesOf(request.principal) : every;
  const element = random.chance(0.1) ? '*' : gathered(random.picks(names, 1 + random.below(3)));
  return place !== 'trust' && effect === 'Deny' && random.chance(0.3)
    ? { NotPrincipal: element }
    : { Principal: element };
}

/** The names of everybody who is a little like the caller. */
function namesOf(caller: Principal): readonly (readonly [string, string])[] {
  if (!hasOwnAccount(caller)) return words.NAMES.filter(([kind, text]) => kind !== 'AWS' || text === '*');
  return words.NAMES.filter(([, text]) => text.includes(caller.account));
}

function gathered(names: readonly (readonly [string, string])[]): PrincipalElement {
  const byKind = new Map<string, string[]>();
  for (const [kind, text] of names) byKind.set(kind, [...(byKind.get(kind) ?? []), text]);
  return Object.fromEntries([...byKind].map(([kind, texts]) => [kind, texts.length === 1 ? texts[0]! : texts]));
}

function actionOf({ random, request }: Scene, place: Place): Partial<Statement> {
  const trust = place === 'trust';
  const patterns =
    trust || asciiLower(request.action).startsWith('sts:') ? words.TRUST_ACTION_PATTERNS : words.ACTION_PATTERNS;
  const entries = random.picks(patterns, 1 + random.below(2));
  if (random.chance(0.55))
    entries.push(random.pick([request.action, trust ? 'sts:*' : '*', request.action.toUpperCase()]));
  return !trust && random.chance(0.12) ? { NotAction: oneOf(random, entries) } : { Action: oneOf(random, entries) };
}

function resourceOf({ random, request }: Scene, place: Place): Partial<Statement> {
  const short = place === 'identity' || place === 'boundary' || place === 'session' || place === 'resource';
  const patterns = [...words.RESOURCE_PATTERNS, ...(short ? words.SHORT_RESOURCES : [])];
  const entries: (string | null)[] = random.picks(patterns, 1 + random.below(2));
  if (random.chance(0.6)) entries.push('*');
  if (request.resource === words.ROLE_ARN && random.chance(0.5)) entries.push(words.ROLE_ARN);
  if (random.chance(0.15)) return { NotResource: oneOf(random, random.picks(patterns.slice(1), 1 + random.below(2))) };
  if (random.chance(0.03)) return { Resource: [null, ...entries] };
  return { Resource: oneOf(random, entries) };
}

function conditionOf(scene: Scene, place: Place, effect: string, least = 0): Partial<Statement> {
  const { random } = scene;
  const few = effect === 'Allow' ? [0, 0, 1, 1, 1, 2] : [0, 1, 1, 1, 1, 2];
  const count = Math.max(least, random.pick(few));
  if (count === 0)
    return random.chance(0.05) ? { Condition: random.pick([{}, { StringLike: {} }, { Unheard: {} }]) } : {};
  const block: Record<string, Record<string, OneOrMany<ConditionScalar>>> = {};
  for (let i = 0; i < count; i++) {
    const family = random.pick(words.FAMILIES);
    const key = random.pick(random.chance(0.65) ? family.single : family.multi);
    const operator = qualified(random, random.pick(family.operators), family.multi.includes(key));
    const literals =
      place === 'session' ? [...family.literals, ...family.malformed, ...family.malformed] : family.literals;
    const values = random.picks(literals, random.pick([0, 1, 1, 1, 1, 1, 2, 2, 3]));
    const keys = block[operator] ?? {};
    // Two keys that differ only in case cannot be stored (1.5).
    if (Object.keys(keys).some((other) => asciiLower(other) === asciiLower(key))) continue;
    keys[recased(random, key)] = values.length === 1 && random.chance(0.5) ? values[0]! : values;
    if (random.chance(0.1)) keys['test:Second'] = random.picks(literals, 1);
    block[operator] = keys;
  }
  return { Condition: block satisfies ConditionBlock };
}

function qualified(random: Random, operator: string, multi: boolean): string {
  const quantifier = random.chance(multi ? 0.85 : 0.2) ? random.pick(['ForAllValues:', 'ForAnyValue:']) : '';
  return `${quantifier}${operator}${operator !== 'Null' && random.chance(0.25) ? 'IfExists' : ''}`;
}

function recased(random: Random, key: string): string {
  return random.pick([key, key, key.toUpperCase(), asciiLower(key)]);
}

function contextOf(random: Random): Context {
  const context = new Map<string, ContextValue>();
  for (const family of words.FAMILIES) {
    for (const key of family.single)
      if (random.chance(0.5)) context.set(asciiLower(key), { kind: 'single', value: random.pick(family.values) });
    for (const key of family.multi)
      if (random.chance(0.75))
        context.set(asciiLower(key), {
          kind: 'multi',
          values: random.picks(family.values, random.pick([0, 1, 1, 2, 2, 3])),
        });
  }
  for (const [key, values] of words.EXTRA_KEYS)
    if (random.chance(0.5)) context.set(asciiLower(key), { kind: 'single', value: random.pick(values) });
  return context;
}

function oneOf<T>(random: Random, entries: T[]): OneOrMany<T> {
  return entries.length === 1 && random.chance(0.5) ? entries[0]! : entries;
}
