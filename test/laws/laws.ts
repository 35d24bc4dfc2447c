import { explain } from '../../src/policy/index.ts';
import type { Decision } from '../../src/policy/types.ts';
import type { Random } from '../naive/random.ts';
import { asciiLower, hasOwnAccount, listOf, type OneOrMany, type Principal, type Statement } from '../naive/shapes.ts';
import * as words from '../naive/vocabulary.ts';
import { againInOtherWords } from './print.ts';
import {
  allows,
  ask,
  decideAmong,
  isNamed,
  type Layer,
  rewritten,
  type Slot,
  type World,
  withLayer,
  withoutLayer,
  withRequest,
  withSlots,
} from './world.ts';

/** Something that holds of the engine whatever is asked of it. */
export interface Law {
  readonly name: string;
  /** Whether it held in this world; `undefined` where it has nothing to say. */
  readonly holds: (world: World, random: Random) => boolean | undefined;
}

const EVERYTHING: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

/** The laws that every decision keeps (policy.md 1 to 6; reliability.md 1, Zelkova's row). */
export const laws: readonly Law[] = [
  {
    name: 'adding a Deny never grants',
    holds(world, random) {
      const deny: Statement = { ...bare(someStatement(world, random)), Effect: 'Deny' };
      const slot = random.pick(world.slots);
      const more = replaced(world, slot, insertedAt(slot.statements, named(deny, slot.layer, world), random));
      return stillRefused(allows(world), () => allows(more));
    },
  },
  {
    name: 'removing an Allow never grants',
    holds(world, random) {
      const slot = random.pick(world.slots);
      const gone = random.pick(slot.statements);
      if (gone.Effect === 'Deny') return undefined;
      const fewer = replaced(
        world,
        slot,
        slot.statements.filter((statement) => statement !== gone),
      );
      return stillRefused(allows(world), () => allows(fewer));
    },
  },
  {
    name: 'adding an Allow never denies what was allowed',
    holds(world, random) {
      const allow: Statement = { ...bare(someStatement(world, random)), Effect: 'Allow' };
      const slot = random.pick(world.slots);
      const more = replaced(world, slot, insertedAt(slot.statements, named(allow, slot.layer, world), random));
      return implies(allows(world), () => allows(more));
    },
  },
  {
    name: 'a session policy never widens',
    holds(world, random) {
      // Without one a federated user has nothing, so there it is held against one that allows everything (6.4).
      const without =
        world.request.principal.type === 'federated-user'
          ? withLayer(world, 'session', [[EVERYTHING]])
          : withoutLayer(world, 'session');
      const session = [bare(someStatement(world, random)), bare(someStatement(world, random))];
      return stillRefused(allows(without), () => allows(withLayer(without, 'session', [session])));
    },
  },
  {
    name: 'a permissions boundary never widens',
    holds(world, random) {
      const boundary = [storable(someStatement(world, random)), storable(someStatement(world, random))];
      return stillRefused(allows(withoutLayer(world, 'boundary')), () =>
        allows(withLayer(world, 'boundary', [boundary])),
      );
    },
  },
  {
    name: 'a boundary is an intersection',
    holds: (world, random) => intersects(world, random, 'boundary'),
  },
  {
    name: 'session policies are an intersection with what the role may',
    holds: (world, random) => intersects(world, random, 'session'),
  },
  {
    name: 'levels of an organization intersect',
    holds(world, random) {
      const [a, b] = [[storable(someStatement(world, random)), EVERYTHING], [storable(someStatement(world, random))]];
      const only = (...levels: Statement[][]) => ({
        ...withoutLayer(world, 'scp'),
        slots: [
          ...world.slots.filter(({ layer }) => layer !== 'scp'),
          ...levels.map((statements, level): Slot => ({ layer: 'scp', level, version: '2012-10-17', statements })),
        ],
        present: new Set(world.present).add('scp'),
      });
      if (!allows(withoutLayer(world, 'scp'))) return undefined;
      return allows(only(a, b)) === (allows(only(a)) && allows(only(b)));
    },
  },
  {
    name: 'the order of statements does not matter',
    holds: (world, random) =>
      sameIn(
        world,
        withSlots(
          world,
          world.slots.map((slot) => ({ ...slot, statements: shuffled(slot.statements, random) })),
        ),
      ),
  },
  {
    name: 'the order of policies does not matter',
    holds: (world, random) =>
      world.slots.length < 2 ? undefined : sameIn(world, withSlots(world, shuffled(world.slots, random))),
  },
  {
    name: 'the order of values does not matter',
    holds: (world, random) =>
      sameIn(
        world,
        rewritten(world, (statement) => eachList(statement, (list) => shuffled(list, random))),
      ),
  },
  {
    name: 'statements and policies said twice are said once',
    holds(world, random) {
      const twice = rewritten(world, (statement) => (random.chance(0.5) ? [statement, statement] : statement));
      const single = new Set<Layer>(['resource', 'endpoint']);
      const copies = twice.slots.flatMap((slot) =>
        single.has(slot.layer) || random.chance(0.5) ? [slot] : [slot, slot],
      );
      return sameIn(world, withSlots(twice, copies));
    },
  },
  {
    name: 'values said twice are said once',
    holds: (world, random) =>
      sameIn(
        world,
        rewritten(world, (statement) =>
          eachList(statement, (list) => [...list, ...list.filter(() => random.chance(0.5))]),
        ),
      ),
  },
  {
    name: 'a policy in two documents is the policy in one',
    holds(world, random) {
      const several = new Set<Layer>(['identity', 'session', 'boundary', 'scp']);
      const split = world.slots.flatMap((slot) => {
        if (!several.has(slot.layer) || slot.statements.length < 2) return [slot];
        const cut = 1 + random.below(slot.statements.length - 1);
        return [
          { ...slot, statements: slot.statements.slice(0, cut) },
          { ...slot, statements: slot.statements.slice(cut) },
        ];
      });
      return split.length === world.slots.length ? undefined : sameIn(world, withSlots(world, split));
    },
  },
  { name: 'print then parse is identity', holds: (world, random) => againInOtherWords(world, random) },
  {
    name: 'Deny * denies everything',
    holds(world, random) {
      const { type } = world.request.principal;
      const slot = random.pick(world.slots);
      // In a trust policy everyone is everyone with AWS credentials: services and providers have to be named (2.1).
      if (slot.layer === 'resource' && world.guard === 'trust' && !hasOwnAccount(world.request.principal)) {
        return type === 'anonymous' ? !allows(world) : undefined;
      }
      const deny = named({ Effect: 'Deny', Action: '*', Resource: '*' }, slot.layer, world);
      const decision = ask(replaced(world, slot, insertedAt(slot.statements, deny, random)));
      return decision.because === 'explicit-deny' && !decision.allowed;
    },
  },
  {
    name: 'the case of actions does not matter',
    holds: (world, random) =>
      sameIn(
        world,
        withRequest(
          rewritten(world, (statement) => ({
            ...statement,
            ...(statement.Action && { Action: mapped(statement.Action, (action) => recased(action, random)) }),
            ...(statement.NotAction && { NotAction: mapped(statement.NotAction, (action) => recased(action, random)) }),
          })),
          { action: recased(world.request.action, random) },
        ),
      ),
  },
  {
    name: 'the case of resources matters',
    holds(world, random) {
      const { resource } = world.request;
      const letters = [...resource.matchAll(/[a-zA-Z]/g)].map(({ index }) => index);
      if (letters.length === 0 || /[*?$[\]\\]/.test(resource)) return undefined;
      const at = random.pick(letters);
      const letter = resource[at]!;
      const other = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
      const exact: Statement = { Effect: 'Allow', Action: '*', Resource: resource };
      const asked = resource.slice(0, at) + other + resource.slice(at + 1);
      return lone(world, exact) && !lone(withRequest(world, { resource: asked }), exact);
    },
  },
  {
    name: 'the case of condition keys does not matter',
    holds: (world, random) =>
      sameIn(
        world,
        rewritten(world, (statement) => ({
          ...statement,
          ...(statement.Condition && {
            Condition: Object.fromEntries(
              Object.entries(statement.Condition).map(([operator, keys]) => [
                operator,
                Object.fromEntries(Object.entries(keys).map(([key, values]) => [recased(key, random), values])),
              ]),
            ),
          }),
        })),
      ),
  },
  {
    name: 'a statement split by its actions decides the same',
    holds: (world) => splitBy(world, ({ Action }) => alternatives(Action, (each) => ({ Action: each }))),
  },
  {
    name: 'a statement split by its resources decides the same',
    holds: (world) => splitBy(world, ({ Resource }) => alternatives(Resource, (each) => ({ Resource: each }))),
  },
  {
    name: 'a statement split by its principals decides the same',
    holds: (world) =>
      splitBy(world, ({ Principal }) =>
        Principal === undefined || typeof Principal === 'string'
          ? undefined
          : alternatives(
              Object.entries(Principal).flatMap(([kind, names]) => listOf(names).map((name) => ({ [kind]: name }))),
              (each) => ({ Principal: each }),
            ),
      ),
  },
  {
    name: 'a positive condition split by its values decides the same',
    holds: (world) =>
      splitBy(world, ({ Condition }) => {
        const pairs = pairsOf(Condition);
        const at = pairs.findIndex(
          ({ operator, values }) => values.length > 1 && !/^ForAllValues|Not|^Null/.test(operator),
        );
        if (at < 0) return undefined;
        return alternatives(pairs[at]!.values, (value) => ({
          Condition: blockOf(pairs.with(at, { ...pairs[at]!, values: [value] })),
        }));
      }),
  },
  {
    name: 'NotAction is the complement of Action',
    holds(world, random) {
      const { Action, NotAction } = someStatement(world, random);
      const entries = (Action ?? NotAction)!;
      const by = (element: Partial<Statement>) => lone(world, { Effect: 'Allow', Resource: '*', ...element });
      return by({ Action: entries }) !== by({ NotAction: entries });
    },
  },
  {
    name: 'NotResource is the complement of Resource',
    holds(world, random) {
      const { Resource, NotResource } = bare(someStatement(world, random));
      const entries = listOf(Resource ?? NotResource).filter((entry) => entry !== null);
      const by = (element: Partial<Statement>) => lone(world, { Effect: 'Allow', Action: '*', ...element });
      return by({ Resource: entries }) !== by({ NotResource: entries });
    },
  },
  {
    name: 'a wildcard made more special allows no more',
    holds(world, random) {
      const wide = bare(someStatement(world, random));
      const narrow: Statement = {
        ...wide,
        ...(wide.Action && { Action: mapped(wide.Action, (entry) => specialAction(entry, random)) }),
        ...(wide.Resource && {
          Resource: mapped(wide.Resource, (entry) => (entry === null ? entry : specialResource(entry, random))),
        }),
      };
      if (JSON.stringify(narrow) === JSON.stringify(wide)) return undefined;
      return stillRefused(lone(world, { ...wide, Effect: 'Allow' }), () => lone(world, { ...narrow, Effect: 'Allow' }));
    },
  },
  {
    name: 'no condition is weaker than any',
    holds(world, random) {
      const { Condition, ...free } = bare(someStatement(world, random));
      if (Condition === undefined) return undefined;
      return stillRefused(lone(world, { ...free, Effect: 'Allow' }), () =>
        lone(world, { ...free, Condition, Effect: 'Allow' }),
      );
    },
  },
  {
    name: 'each condition more allows no more',
    holds(world, random) {
      const pair = somePair(world, random);
      if (pair === undefined) return undefined;
      const { Condition, ...rest } = bare(someStatement(world, random));
      const pairs = pairsOf(Condition);
      if (pairs.some(({ operator }) => operator === pair.operator)) return undefined;
      const fewer: Statement = { ...rest, ...(Condition && { Condition }), Effect: 'Allow' };
      return stillRefused(lone(world, fewer), () => lone(world, { ...fewer, Condition: blockOf([...pairs, pair]) }));
    },
  },
  {
    name: 'a key that nobody mentions changes nothing',
    holds(world, random) {
      const value = random.chance(0.5)
        ? ({ kind: 'single', value: random.pick(['', 'red', '*', 'true']) } as const)
        : ({ kind: 'multi', values: random.pick([[], ['red'], ['*', 'x']]) } as const);
      const key = random.pick(['test:unmentioned', '__proto__', 'constructor', '*', 'tostring', 'test:team2']);
      const context = new Map(world.request.context).set(key, value);
      return sameIn(world, withRequest(world, { context }));
    },
  },
  {
    name: 'allowed across accounts means allowed on both sides',
    holds(world, random) {
      const principal = random.pick(words.PEOPLE.slice(4));
      const asked = withRequest(world, { principal });
      const mirrored = mirror(random.chance(0.5) ? withLayer(asked, 'identity', [[EVERYTHING]]) : asked);
      if (!mirrored.present.has('resource')) return undefined;
      if (!allows(mirrored)) return undefined;
      const own = {
        ...withoutLayer(mirrored, 'resource'),
        resourceAccount: principal.account,
        guard: 'resource' as const,
      };
      const silent = { ...mirrored, slots: mirrored.slots.filter(({ layer }) => layer !== 'resource') };
      return allows(own) && !allows(silent);
    },
  },
  {
    name: 'root may everything in its account that nobody around it forbids',
    holds(world) {
      const root = words.PEOPLE[3]!;
      const alone = withRequest(withoutLayer(world, 'boundary', 'session', 'scp', 'rcp', 'endpoint', 'identity'), {
        principal: root,
      });
      const free = { ...alone, present: new Set(alone.present).add('identity'), resourceAccount: root.account };
      if (free.guard === 'trust' && free.present.has('resource')) return implies(allows(free), () => grants(free));
      return ask(free).because !== 'implicit-deny';
    },
  },
  {
    name: 'a role trusts nobody whom its trust policy does not name',
    holds(world) {
      if (world.guard !== 'trust') return undefined;
      const silent = rewritten(world, (statement, { layer }) =>
        layer === 'resource' && statement.Effect === 'Allow' ? [] : statement,
      );
      const decision = ask(silent);
      return !decision.allowed;
    },
  },
  {
    name: 'an account id is its root ARN, and the star is the star',
    holds(world) {
      const spelled = rewritten(world, (statement) => ({
        ...statement,
        ...(statement.Principal && { Principal: respelled(statement.Principal) }),
        ...(statement.NotPrincipal && { NotPrincipal: respelled(statement.NotPrincipal) }),
      }));
      if (JSON.stringify(spelled.slots) === JSON.stringify(world.slots)) return undefined;
      // A resource control policy says `*` and nothing else.
      return sameIn(
        world,
        withSlots(
          world,
          spelled.slots.map((slot, i) => (slot.layer === 'rcp' ? world.slots[i]! : slot)),
        ),
      );
    },
  },
  {
    name: 'an operator and its negation are complements',
    holds(world, random) {
      const pair = somePair(world, random, POSITIVE);
      if (pair === undefined) return undefined;
      const base = baseOf(pair.operator);
      const { key, values } = pair;
      if (world.request.context.get(asciiLower(key))?.kind === 'multi') return undefined;
      if (!readableAs(base, key, world)) return undefined;
      return when(world, base, key, values) !== when(world, NEGATION.get(base)!, key, values);
    },
  },
  {
    name: 'not for any is for all not',
    holds(world, random) {
      const pair = somePair(world, random, POSITIVE);
      if (pair === undefined) return undefined;
      const base = baseOf(pair.operator);
      const { key, values } = pair;
      if (!readableAs(base, key, world)) return undefined;
      const any = when(world, `ForAnyValue:${base}`, key, values);
      return any !== when(world, `ForAllValues:${NEGATION.get(base)!}`, key, values);
    },
  },
  {
    name: 'IfExists is the operator, or absence',
    holds(world, random) {
      const pair = somePair(world, random);
      if (pair === undefined || baseOf(pair.operator) === 'Null') return undefined;
      const plain = pair.operator.replace(/IfExists$/, '');
      const { key, values } = pair;
      const absent = !world.request.context.has(asciiLower(key));
      return when(world, `${plain}IfExists`, key, values) === (absent || when(world, plain, key, values));
    },
  },
  {
    name: 'a key is present or absent',
    holds(world, random) {
      const key = somePair(world, random)?.key;
      if (key === undefined) return undefined;
      return when(world, 'Null', key, ['true']) !== when(world, 'Null', key, ['false']);
    },
  },
  {
    name: 'a multi-valued key satisfies no operator without qualifier',
    holds(world, random) {
      const pair = somePair(world, random);
      const lists = [...world.request.context].flatMap(([key, value]) => (value.kind === 'multi' ? [key] : []));
      if (pair === undefined || baseOf(pair.operator) === 'Null' || lists.length === 0) return undefined;
      return !when(world, pair.operator.replace(/^For\w+:/, ''), random.pick(lists), pair.values);
    },
  },
  {
    name: 'a value in a variable is that value, spelled out',
    holds(world, random) {
      const singles = [...world.request.context].flatMap(([key, value]) =>
        value.kind === 'single' ? [[key, value.value] as const] : [],
      );
      if (singles.length === 0) return undefined;
      const [key, value] = random.pick(singles);
      const [before, after] = [random.pick(['', 'r', '*', '?', 'a']), random.pick(['', 'd', '*', '?'])];
      const asked = random.pick(singles)[0];
      const operator = random.pick(['StringEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase']);
      const spelled = value.replace(/[$*?]/g, '${$&}');
      return (
        when(world, operator, asked, [`${before}\${${recased(key, random)}}${after}`]) ===
        when(world, operator, asked, [`${before}${spelled}${after}`])
      );
    },
  },
  {
    name: 'without variables the version does not matter',
    holds(world) {
      const lax = new Set<Layer>(['session', 'resource', 'endpoint']);
      const versions = [undefined, '2008-10-17', '2012-10-17'];
      const changed = world.slots.map((slot) => {
        if (!lax.has(slot.layer) || JSON.stringify(slot.statements).includes('${')) return slot;
        return { ...slot, version: versions[(versions.indexOf(slot.version) + 1) % 3] };
      });
      if (changed.every((slot, i) => slot === world.slots[i])) return undefined;
      return sameIn(world, withSlots(world, changed));
    },
  },
  {
    name: 'what was asked before changes no answer',
    holds(world, random) {
      const others = Array.from({ length: 3 }, () => ({
        ...world.request,
        action: random.pick(words.ACTIONS),
        principal: random.pick(words.PEOPLE),
      }));
      const [first, ...later] = decideAmong(world, [world.request, ...others, world.request]);
      return same(first!, later.at(-1)!) && same(first!, ask(world));
    },
  },
  {
    name: 'a refusal has a reason and an allowance has none',
    holds(world) {
      const decision = ask(world);
      const reason = explain(decision, world.request.action);
      const unspoken = decision.layer === 'rcp' && decision.because === 'implicit-deny';
      return (reason === undefined) === (decision.allowed || unspoken) && decision.failed === undefined;
    },
  },
];

/** What was refused stays refused when less is allowed. Where it was allowed, there is nothing to see. */
const stillRefused = (before: boolean, after: () => boolean): boolean | undefined => (before ? undefined : !after());

const implies = (premise: boolean, conclusion: () => boolean): boolean | undefined =>
  premise ? conclusion() : undefined;

const same = (a: Decision, b: Decision): boolean =>
  a.allowed === b.allowed && a.because === b.because && a.layer === b.layer;

const sameIn = (a: World, b: World): boolean => same(ask(a), ask(b));

function someStatement(world: World, random: Random): Statement {
  return random.pick(random.pick(world.slots).statements);
}

/** A statement without principals, as policies of identities hold it. */
function bare({ Principal: _, NotPrincipal: __, ...statement }: Statement): Statement {
  return statement.Resource || statement.NotResource ? statement : { ...statement, Resource: '*' };
}

/** As `bare`, and with no literal that only a session policy may hold. */
function storable(statement: Statement): Statement {
  const { Condition, ...rest } = bare(statement);
  const malformed = new Set(words.FAMILIES.flatMap((family) => family.malformed));
  const kept = pairsOf(Condition).filter(({ values }) => !values.some((value) => malformed.has(String(value))));
  return Condition === undefined ? rest : { ...rest, Condition: blockOf(kept) };
}

/** A bare statement as its new place needs it. */
function named(statement: Statement, layer: Layer, world: World): Statement {
  const held = layer === 'session' ? statement : storable(statement);
  if (!isNamed(layer)) return held;
  if (layer !== 'resource' || world.guard !== 'trust') return { ...held, Principal: '*' };
  const { Resource: _, NotResource: __, Action: ___, NotAction: ____, ...rest } = held;
  return { ...rest, Principal: '*', Action: 'sts:*' };
}

/** Whether a statement that allows applies: the caller is a role's session, and the statement its session policy. */
function lone(world: World, ...statements: Statement[]): boolean {
  const held = (layer: Layer, list: readonly Statement[]): Slot => ({
    layer,
    level: 0,
    version: '2012-10-17',
    statements: list,
  });
  return allows({
    slots: [held('identity', [EVERYTHING]), held('session', statements)],
    present: new Set<Layer>(['identity', 'session']),
    guard: 'resource',
    bindings: undefined,
    resourceAccount: words.HOME,
    request: { ...world.request, principal: words.PEOPLE[1]! },
  });
}

const when = (world: World, operator: string, key: string, values: readonly (string | boolean | number)[]): boolean =>
  lone(world, { ...EVERYTHING, Condition: { [operator]: { [key]: values } } });

function intersects(world: World, random: Random, layer: 'boundary' | 'session'): boolean | undefined {
  const principal = random.pick([words.PEOPLE[0]!, words.PEOPLE[1]!]);
  const outside = withRequest(withoutLayer(world, 'resource', 'boundary', 'session', 'endpoint'), { principal });
  const alone = { ...outside, guard: 'resource' as const, resourceAccount: principal.account };
  const limit = [storable(someStatement(world, random)), storable(someStatement(world, random))];
  const both = allows(withLayer(alone, layer, [limit]));
  return both === (allows(alone) && allows(withLayer(alone, 'identity', [limit])));
}

const replaced = (world: World, slot: Slot, statements: readonly Statement[]): World =>
  withSlots(
    world,
    world.slots.map((each) => (each === slot ? { ...slot, statements } : each)),
  );

const insertedAt = (statements: readonly Statement[], statement: Statement, random: Random): Statement[] =>
  statements.toSpliced(random.below(statements.length + 1), 0, statement);

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  return items.map(() => left.splice(random.below(left.length), 1)[0]!);
}

const recased = (text: string, random: Random): string =>
  text.replace(/[a-zA-Z]/g, (letter) => (random.chance(0.5) ? letter.toUpperCase() : letter.toLowerCase()));

const mapped = <T>(list: OneOrMany<T>, change: (entry: T) => T): OneOrMany<T> =>
  Array.isArray(list) ? list.map(change) : change(list as T);

/** Rewrites the lists of a statement. Operands of a negated ARN operator in a Deny are asked in their order (4.11). */
function eachList(statement: Statement, change: <T>(list: readonly T[]) => T[]): Statement {
  const lists = (['Action', 'NotAction', 'Resource', 'NotResource'] as const).filter((name) => statement[name]);
  const changed = Object.fromEntries(lists.map((name) => [name, change(listOf<string | null>(statement[name]))]));
  const pairs = pairsOf(statement.Condition).map((pair) =>
    pair.operator.includes('ArnNot') && statement.Effect === 'Deny' ? pair : { ...pair, values: change(pair.values) },
  );
  const { Principal } = statement;
  return {
    ...statement,
    ...changed,
    ...(statement.Condition && { Condition: blockOf(change(pairs)) }),
    ...(typeof Principal === 'object' && {
      Principal: Object.fromEntries(Object.entries(Principal).map(([kind, names]) => [kind, change(listOf(names))])),
    }),
  };
}

interface ConditionPair {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly (string | boolean | number)[];
}

function pairsOf(block: Statement['Condition']): ConditionPair[] {
  return Object.entries(block ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: listOf(values) })),
  );
}

function blockOf(pairs: readonly ConditionPair[]): NonNullable<Statement['Condition']> {
  const byOperator = Map.groupBy(pairs, ({ operator }) => operator);
  return Object.fromEntries(
    [...byOperator].map(([operator, keys]) => [
      operator,
      Object.fromEntries(keys.map(({ key, values }) => [key, values])),
    ]),
  );
}

function somePair(world: World, random: Random, bases?: ReadonlySet<string>): ConditionPair | undefined {
  const pairs = world.slots.flatMap(({ statements }) => statements.flatMap(({ Condition }) => pairsOf(Condition)));
  const fitting = pairs.filter(({ operator }) => bases === undefined || bases.has(baseOf(operator)));
  return fitting.length === 0 ? undefined : random.pick(fitting);
}

const baseOf = (operator: string): string =>
  operator.replace(/^For(?:AllValues|AnyValue):/, '').replace(/IfExists$/, '');

const NEGATION: ReadonlyMap<string, string> = new Map([
  ['StringEquals', 'StringNotEquals'],
  ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
  ['StringLike', 'StringNotLike'],
  ['NumericEquals', 'NumericNotEquals'],
  ['DateEquals', 'DateNotEquals'],
  ['ArnEquals', 'ArnNotEquals'],
  ['ArnLike', 'ArnNotLike'],
  ['IpAddress', 'NotIpAddress'],
]);
const POSITIVE: ReadonlySet<string> = new Set(NEGATION.keys());

/** Values that are no ARN or no address match neither an operator nor its negation (4.10, 4.11). */
function readableAs(base: string, key: string, world: World): boolean {
  if (base.startsWith('Arn')) return when(world, 'ForAllValues:ArnLike', key, ['*']);
  return base !== 'IpAddress' || when(world, 'ForAllValues:IpAddress', key, ['0.0.0.0/0', '::/0']);
}

function alternatives<T>(
  list: OneOrMany<T> | undefined,
  part: (each: T) => Partial<Statement>,
): readonly Partial<Statement>[] | undefined {
  const entries = listOf(list);
  // A resource that is null names nothing and cannot stand alone.
  const alone = entries.filter((entry) => entry !== null);
  return alone.length < 2 ? undefined : alone.map(part);
}

function splitBy(
  world: World,
  parts: (statement: Statement) => readonly Partial<Statement>[] | undefined,
): boolean | undefined {
  let splits = 0;
  const split = rewritten(world, (statement) => {
    const found = parts(statement);
    if (found === undefined) return statement;
    splits++;
    return found.map((part) => ({ ...statement, ...part }));
  });
  return splits === 0 ? undefined : sameIn(world, split);
}

/** Narrows one wildcard of an action, now and then. */
function specialAction(entry: string, random: Random): string {
  if (entry === '*') return random.pick(['s3:*', 'iam:*', '*:*', 's3:Get*', '*']);
  const [vendor, operation] = entry.split(':');
  if (vendor === '*') return `${random.pick(['s3', 'sqs', 'iam', 'sts'])}:${operation}`;
  return operation === undefined ? entry : `${vendor}:${special(operation, random, ['Get', 'Object', 'e', ''])}`;
}

function specialResource(entry: string, random: Random): string {
  if (entry === '*') return random.pick(['arn:aws:s3:::*', 'arn:aws:s3:::bucket/a', `arn:aws:sqs:*:*:*`, '*']);
  const segments = entry.split(':');
  if (segments.length < 6 || entry.includes('${')) return entry;
  const last = special(segments.slice(5).join(':'), random, ['a', 'b', '/', '']);
  return [...segments.slice(0, 5), last === '' ? '*' : last].join(':');
}

function special(pattern: string, random: Random, fillings: readonly string[]): string {
  const narrowed = pattern.replace(/[*?]/g, (wildcard) => {
    if (random.chance(0.4)) return wildcard;
    if (wildcard === '?') return random.pick(['a', 'A', 'b']);
    return random.pick([`${random.pick(fillings)}*`, `*${random.pick(fillings)}`, random.pick(fillings), '?']);
  });
  return narrowed === '' ? pattern : narrowed;
}

const respelled = (principal: NonNullable<Statement['Principal']>): NonNullable<Statement['Principal']> => {
  if (principal === '*') return { AWS: '*' };
  if (typeof principal === 'string') return principal;
  return Object.fromEntries(
    Object.entries(principal).map(([kind, names]) => [
      kind,
      mapped(names, (name) => {
        if (/^[0-9]{12}$/.test(name)) return `arn:aws:iam::${name}:root`;
        return /:root$/.test(name) ? name.split(':')[4]! : name;
      }),
    ]),
  );
};

/** The caller of another account, and a resource that names it: the names in policies change places with the accounts. */
function mirror(world: World): World {
  return rewritten({ ...world, resourceAccount: words.HOME }, (statement, { layer }) =>
    layer === 'resource' && statement.Principal !== undefined && statement.Effect === 'Allow'
      ? { ...statement, Principal: { AWS: words.AWAY } }
      : statement,
  );
}

/** Whether the resource's policy names the caller of itself. */
function grants(world: World): boolean {
  return world.slots.some(
    ({ layer, statements }) =>
      layer === 'resource' &&
      statements.some(({ Effect, Principal }) => Effect === 'Allow' && speaksOf(Principal, world.request.principal)),
  );
}

function speaksOf(element: Statement['Principal'], { account }: Principal): boolean {
  if (element === undefined || typeof element === 'string') return element === '*';
  return listOf(element.AWS).some(
    (name) => name === '*' || name === account || name === `arn:aws:iam::${account}:root`,
  );
}
