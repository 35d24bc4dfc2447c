import { setImmediate } from 'node:timers/promises';
import { parseArn, rootArn } from '../base/arn.ts';
import { asciiLower } from '../base/ascii.ts';
import type { CompiledPolicy } from '../policy/types.ts';
import type { TrustedRole } from '../principal/directory.ts';
import type { Reads } from '../store/store.ts';
import { assumptions, type Edge, type EdgeHouse, permissions } from './edge.ts';
import { type Entity, population } from './population.ts';
import { ANY, type Session, textOf } from './session.ts';
import { nameOf, type Someone } from './someone.ts';
import { type Named, namedIn } from './trusted.ts';

export interface ReachHouse extends EdgeHouse {
  readonly reads: Reads;
}

export interface ReachQuestion {
  readonly action: string;
  readonly resource: string;
  /** Whose the resource is, where its ARN does not say. */
  readonly account: string | undefined;
  readonly resourcePolicy: CompiledPolicy | undefined;
  /** Steps of the longest path: one for whoever can do it themselves. */
  readonly maxDepth: number;
  /** Questions that are put, at most: pairs of somebody and what they might do. */
  readonly maxQuestions: number;
}

/** A step of a path: who does what, and what has to hold. */
export interface Step {
  readonly from: Someone;
  /** The role that is assumed; `undefined` for the last step to something that is no role. */
  readonly role: TrustedRole | undefined;
  readonly edge: Edge;
  readonly next: Step | undefined;
  readonly conditional: number;
  readonly length: number;
}

export interface Reach {
  /** Everybody who can, each with the path of the fewest conditions, and of those the shortest. */
  readonly found: readonly Step[];
  /** Whether everybody was asked; not where it would have been more questions than may be put. */
  readonly complete: boolean;
  readonly questions: number;
}

export type Tell = (progress: { readonly looked: number; readonly questions: number; readonly found: number }) => void;

const ASSUMING = ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];
export const isAssuming = (action: string): boolean => ASSUMING.some((one) => asciiLower(one) === asciiLower(action));

/**
 * Finds who can do something, now: from the end backwards, from whom the last role trusts to whom those roles trust. Each step
 * is put to the policy engine; trust policies serve as the index, so that nobody is asked whom no policy names.
 */
export async function whoCan(house: ReachHouse, question: ReachQuestion, tell: Tell = () => {}): Promise<Reach> {
  const search = new Search(house, question, tell);
  if (isAssuming(question.action)) await search.roleNamed(question.resource);
  else await search.firstSteps();
  return search.run();
}

/** A role whose session would do, and how it goes on from there. */
interface Goal {
  readonly arn: string;
  readonly session: Session;
  readonly step: Step | undefined;
}

class Search {
  readonly #house: ReachHouse;
  readonly #question: ReachQuestion;
  readonly #people;
  readonly #tell: Tell;
  /** The best path of each, by name. */
  readonly #best = new Map<string, Step>();
  /** The paths of sessions that are known, by role and what the session has to be. */
  readonly #sessions = new Map<string, Step[]>();
  /** Goals by number of conditions and length of the path, the best first: what a goal leads to is never better than it. */
  readonly #goals: Goal[][] = [];
  #questions = 0;
  #looked = 0;
  #complete = true;

  constructor(house: ReachHouse, question: ReachQuestion, tell: Tell) {
    this.#house = house;
    this.#question = question;
    this.#tell = tell;
    this.#people = population({
      ...house,
      actions: isAssuming(question.action) ? ['sts:AssumeRole'] : [question.action, 'sts:AssumeRole'],
      looked: (looked) => {
        this.#looked = looked;
        this.#report();
      },
    });
  }

  async roleNamed(arn: string): Promise<void> {
    const role = await this.#house.directory.trustByArn(arn);
    if (role === undefined) throw new NoSuchRole(arn);
    this.#goals[0] = [{ arn, session: ANY, step: undefined }];
  }

  /** Those who can do it themselves. */
  async firstSteps(): Promise<void> {
    const { action, resource, account, resourcePolicy } = this.#question;
    const owner = account ?? (parseArn(resource)?.account || undefined);
    const question = { action, resource, resourcePolicy, ...(owner !== undefined && { resourceAccount: owner }) };
    const ask = async (someone: Someone) => {
      for (const edge of await permissions(someone, question, this.#house))
        this.#reached(someone, undefined, edge, undefined);
    };
    const accounts = await this.#people.accounts();
    const named = resourcePolicy && namedIn(resourcePolicy, [action]);
    for (const id of accounts) {
      // Without a policy of the resource nobody of another account can use it.
      if (owner !== undefined && id !== owner && resourcePolicy === undefined) continue;
      await this.#each([{ kind: 'root', account: id, arn: rootArn(id) }], ask);
      const everybody = named !== undefined && (named.everyone || named.arns.size + named.sessions.size > 0);
      await this.#each(everybody ? await this.#people.everybody(id) : await this.#people.whoMay(id, action), ask);
    }
    if (named !== undefined) await this.#each(await this.#strangers(named, accounts), ask);
    if (named?.everyone) await this.#each([{ kind: 'anonymous' }], ask);
  }

  async run(): Promise<Reach> {
    for (let rank = 0; rank < this.#goals.length; rank++) {
      const goals = this.#goals[rank] ?? [];
      // What is found meanwhile ranks behind.
      for (const goal of goals) await this.#towards(goal);
    }
    const found = [...this.#best.values()].sort(
      (a, b) => a.conditional - b.conditional || a.length - b.length || (nameOf(a.from) < nameOf(b.from) ? -1 : 1),
    );
    return { found, complete: this.#complete, questions: this.#questions };
  }

  /** Asks everybody who might assume a role. */
  async #towards({ arn, session, step }: Goal): Promise<void> {
    const role = (step?.length ?? 0) < this.#question.maxDepth && (await this.#house.directory.trustByArn(arn));
    if (!role) return;
    const ask = async (someone: Someone) => {
      if (this.#isIdle(someone, step)) return;
      for (const edge of await assumptions(someone, role, session, this.#house))
        this.#reached(someone, role, edge, step);
    };
    const own = role.record.account;
    const accounts = await this.#people.accounts();
    const named = namedIn(role.trust, ASSUMING);
    const entities = new Map<string, Someone>();
    for (const arn of named.arns) {
      const id = role.record.trust.bindings[arn];
      const account = parseArn(arn)?.account;
      const kind = parseArn(arn)?.resource.startsWith('user/') ? 'user' : 'role';
      const known = id === undefined || account === undefined ? undefined : await this.#entity(kind, account, id);
      if (known !== undefined) entities.set(known.id, known);
    }
    for (const session of named.sessions) {
      const known = await this.#roleOfSession(session);
      if (known !== undefined) entities.set(known.id, known);
    }
    await this.#each([...entities.values()], ask);
    await this.#each(await this.#strangers(named, accounts, own), ask);
    for (const account of accounts) {
      if (!named.everyone && !named.accounts.has(account)) continue;
      const others =
        named.everyone && account === own
          ? await this.#people.everybody(account)
          : await this.#people.whoMay(account, 'sts:AssumeRole');
      await this.#each(entities.size === 0 ? others : others.filter(({ id }) => !entities.has(id)), ask);
    }
  }

  async #each(some: readonly Someone[], ask: (someone: Someone) => Promise<void>): Promise<void> {
    for (const someone of some) {
      if (this.#questions >= this.#question.maxQuestions) {
        this.#complete = false;
        return;
      }
      if (++this.#questions % 500 === 0) {
        this.#report();
        await setImmediate();
      }
      await ask(someone);
    }
  }

  /** Whether no path by way of this step would be better than one that is known. */
  #isIdle(someone: Someone, next: Step | undefined): boolean {
    const conditional = next?.conditional ?? 0;
    const length = (next?.length ?? 0) + 1;
    if (someone.kind === 'role') return this.#isKnown(stateOf(someone, ANY), conditional, length);
    const best = this.#best.get(nameOf(someone));
    return best !== undefined && !isBetter({ conditional, length }, best);
  }

  #isKnown(state: string, conditional: number, length: number): boolean {
    return (this.#sessions.get(state) ?? []).some((step) => step.conditional <= conditional && step.length <= length);
  }

  #reached(from: Someone, role: TrustedRole | undefined, edge: Edge, next: Step | undefined): void {
    const step: Step = {
      ...{ from, role, edge, next },
      conditional: (next?.conditional ?? 0) + (edge.certain ? 0 : 1),
      length: (next?.length ?? 0) + 1,
    };
    const name = nameOf(from);
    const best = this.#best.get(name);
    if (best === undefined || isBetter(step, best)) this.#best.set(name, step);
    if (from.kind === 'role') this.#goOn(from, step);
  }

  /** A role that can is a goal for others, unless its session was reached as well before. */
  #goOn(from: Entity, step: Step): void {
    const state = stateOf(from, step.edge.session);
    if (this.#isKnown(state, step.conditional, step.length)) return;
    this.#sessions.set(state, [...(this.#sessions.get(state) ?? []), step]);
    const rank = step.conditional * (this.#question.maxDepth + 1) + step.length;
    this.#goals[rank] ??= [];
    this.#goals[rank].push({ arn: from.arn, session: step.edge.session, step });
  }

  async #entity(kind: 'user' | 'role', account: string, id: string): Promise<Entity | undefined> {
    const { directory } = this.#house;
    const known = await (kind === 'user' ? directory.user(account, id) : directory.role(account, id));
    return known && { kind, account, id, arn: known.arn };
  }

  /** The ARN of a session has the role's name and not its path. */
  async #roleOfSession(arn: string): Promise<Entity | undefined> {
    const { account = '', resource = '' } = parseArn(arn) ?? {};
    const [kind, name = ''] = resource.split('/');
    const role = kind === 'assumed-role' ? await this.#house.reads.roles.byName(account, name) : undefined;
    return role?.name === name ? this.#entity('role', account, role.id) : undefined;
  }

  /** Those who are named and are no users or roles of this store. Providers vouch for roles of their own account. */
  async #strangers(named: Named, accounts: readonly string[], own?: string): Promise<readonly Someone[]> {
    const providers: Someone[] = [];
    for (const arn of named.providers) {
      if (own === undefined) break;
      const { account, resource = '' } = parseArn(arn) ?? {};
      const name = resource.slice(resource.indexOf('/') + 1);
      const { oidcProviders, samlProviders } = this.#house.reads;
      const isOidc = resource.startsWith('oidc-provider/');
      const known = account === own && (await (isOidc ? oidcProviders : samlProviders).byName(own, name));
      if (known && known.name === name) providers.push({ kind: isOidc ? 'web-identity' : 'saml', account: own, arn });
    }
    const foreign = [...named.accounts].filter((account) => !accounts.includes(account));
    return [
      ...[...named.services].map((name): Someone => ({ kind: 'service', name })),
      ...providers,
      ...foreign.map((account): Someone => ({ kind: 'account', account })),
      ...(named.everyone ? [{ kind: 'everyone' } as const] : []),
    ];
  }

  #report(): void {
    this.#tell({ looked: this.#looked, questions: this.#questions, found: this.#best.size });
  }
}

/** There is nothing to ask about. */
export class NoSuchRole extends Error {
  readonly arn: string;

  constructor(arn: string) {
    super(`no such role: ${arn}`);
    this.arn = arn;
  }
}

interface Rank {
  readonly conditional: number;
  readonly length: number;
}

const isBetter = (one: Rank, other: Rank): boolean =>
  one.conditional < other.conditional || (one.conditional === other.conditional && one.length < other.length);

const stateOf = ({ id }: Entity, session: Session): string => `${id} ${textOf(session)}`;
