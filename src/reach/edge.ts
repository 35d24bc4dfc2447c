import type { Clock } from '../base/clock.ts';
import type { Circumstances } from '../gate/context.ts';
import { judge } from '../gate/judge.ts';
import type { Question } from '../operation/operation.ts';
import { askedAction } from '../policy/action.ts';
import { inspected } from '../policy/compile.ts';
import type { Context, Layers } from '../policy/types.ts';
import type { Directory, TrustedRole } from '../principal/directory.ts';
import { trustContext } from '../sts/trust-context.ts';
import {
  asksForSourceIdentity,
  asksForTags,
  completeForUs,
  domainOf,
  isClaimKey,
  isRequestKey,
  openToOthers,
  openToUs,
} from './keys.ts';
import type { Ask, Puzzle, Way } from './puzzle.ts';
import { ANY, facetOf, meet, requiredFor, type Session, settledIn } from './session.ts';
import { type Choice, choicesOf } from './session-choices.ts';
import { solve } from './solve.ts';
import { callerOf, type Someone } from './someone.ts';

export interface EdgeHouse {
  readonly directory: Directory;
  readonly clock: Clock;
}

/** That somebody can do a thing: always, or in some ways. */
export interface Edge {
  readonly certain: boolean;
  readonly ways: readonly Way[];
  readonly more: boolean;
  /** What their own session has to be for it, where they are a role. */
  readonly session: Session;
}

/** The actions by which a role is assumed. */
export type Assuming = 'sts:AssumeRole' | 'sts:AssumeRoleWithWebIdentity' | 'sts:AssumeRoleWithSAML';

export const assumingBy = ({ kind }: Someone): Assuming =>
  kind === 'web-identity'
    ? 'sts:AssumeRoleWithWebIdentity'
    : kind === 'saml'
      ? 'sts:AssumeRoleWithSAML'
      : 'sts:AssumeRole';

/** Whether somebody can assume a role, so that its session is as is wanted. None where they cannot. */
export async function assumptions(
  someone: Someone,
  role: TrustedRole,
  wanted: Session,
  house: EdgeHouse,
): Promise<readonly Edge[]> {
  const isVouchedFor = someone.kind === 'web-identity' || someone.kind === 'saml';
  // What a provider says of somebody nobody else can make be said.
  if (wanted.claims.size > 0 && !isVouchedFor) return [];
  const context = trustContext({ sessionName: '', sourceIdentity: undefined, tags: [], role });
  context.delete('sts:rolesessionname');
  const about = { resource: role.arn, resourceAccount: role.record.account, trust: role.trust, context };
  return edges(someone, house, {
    main: { action: assumingBy(someone), ...about },
    also: [
      { question: { action: 'sts:SetSourceIdentity', ...about }, where: asksForSourceIdentity },
      { question: { action: 'sts:TagSession', ...about }, where: asksForTags },
    ],
    wanted,
    open: openToUs,
    complete: (chosen, known, session) => completeForUs(chosen, known, session),
    handsOnIdentity: true,
  });
}

/** Whether somebody can do something else. */
export async function permissions(someone: Someone, question: Question, house: EdgeHouse): Promise<readonly Edge[]> {
  return edges(someone, house, {
    main: question,
    also: [],
    wanted: ANY,
    open: openToOthers,
    complete: (chosen) => new Map(chosen),
    handsOnIdentity: false,
  });
}

interface Asking {
  readonly main: Question;
  readonly also: readonly { readonly question: Question; readonly where: (context: Context) => boolean }[];
  /** What the session has to be that comes of it. */
  readonly wanted: Session;
  readonly open: (someone: Someone, hasClaims: boolean) => (key: string) => boolean;
  readonly complete: (chosen: Context, known: Context, wanted: Session) => Context | undefined;
  /** Whether a source identity of the session goes into the request. */
  readonly handsOnIdentity: boolean;
}

/** Somebody as each of the sessions that it makes a difference to be; users and others are one. */
async function edges(someone: Someone, house: EdgeHouse, asking: Asking): Promise<readonly Edge[]> {
  const plain = await judged(someone, house, asking, undefined);
  if (plain === undefined) return [];
  if (someone.kind !== 'role') return answers(someone, asking, plain, false, ANY);

  const trusted = await house.directory.trustByArn(someone.arn);
  const allows = (action: string): boolean =>
    inspected(trusted!.trust).statements.some(
      (statement) => statement.effect === 'Allow' && statement.action(askedAction(action)),
    );
  const can =
    trusted === undefined
      ? NOTHING
      : { tags: allows('sts:TagSession'), sourceIdentity: allows('sts:SetSourceIdentity') };
  const found: Edge[] = [];
  for (const choice of choicesOf(someone, can, [plain.ask, ...plain.also], asking.wanted, asking.handsOnIdentity)) {
    const inherited = asking.handsOnIdentity ? choice.session.sourceIdentity : 'free';
    // What is handed on is no longer the caller's to choose.
    const wanted =
      typeof inherited === 'object' ? meet(inherited, asking.wanted.sourceIdentity) : asking.wanted.sourceIdentity;
    if (wanted === undefined) continue;
    const mine = choice.isPlain ? plain : await judged(someone, house, asking, choice);
    const told = { ...asking, wanted: { ...asking.wanted, sourceIdentity: choice.handedOn ?? wanted } };
    found.push(...answers(someone, told, mine!, false, choice.session));
  }
  if (found.length > 0 || trusted === undefined) return found;
  const isVouchedFor = allows('sts:AssumeRoleWithWebIdentity') || allows('sts:AssumeRoleWithSAML');
  return isVouchedFor ? answers(someone, asking, plain, true, ANY) : [];
}

const NOTHING = { tags: false, sourceIdentity: false };

/** The questions, with what stands around them. */
interface Judged {
  readonly ask: Ask;
  readonly also: Puzzle['also'];
  readonly context: Context;
}

async function judged(
  someone: Someone,
  house: EdgeHouse,
  { main, also }: Asking,
  choice: Choice | undefined,
): Promise<Judged | undefined> {
  const caller = await callerOf(someone, house, choice?.concrete);
  if (caller === undefined) return undefined;
  const { principal } = caller;
  const put = async (question: Question) => {
    const { layers, context } = await judge(question, caller, NOWHERE, house);
    return { ask: { layers, principal, action: question.action, resource: question.resource }, context };
  };
  const { ask, context } = await put(main);
  const others: (Ask & { readonly where: (context: Context) => boolean })[] = [];
  for (const { question, where } of also) others.push({ ...(await put(question)).ask, where });
  return { ask, also: others, context };
}

function answers(
  someone: Someone,
  { wanted, open, complete }: Asking,
  { ask, also, context }: Judged,
  hasClaims: boolean,
  session: Session,
): readonly Edge[] {
  const known = new Map([...context].filter(([key]) => !isRequestKey(key)));
  for (const [key, value] of settledIn(wanted)) known.set(key, value);
  const isOpenFor = open(someone, hasClaims);
  const puzzle: Puzzle = {
    ...{ ask, also, known },
    required: requiredFor(wanted),
    isOpen: (key) => isOpenFor(key) && facetOf(wanted, key) !== 'absent',
    domain: (key) => domainOf(key, wanted),
    complete: (chosen) => complete(chosen, known, wanted),
  };
  const answer = solve(puzzle);
  if (answer.kind === 'never') return [];
  if (answer.kind === 'certain') return [{ certain: true, ways: [], more: false, session }];
  const { ways, more } = answer;
  if (!hasClaims) return [{ certain: false, ways, more, session }];
  // Ways that want the provider to say different things lead to different sessions.
  return ways.flatMap((way): readonly Edge[] => {
    if (way.witness === undefined) return [];
    const claims = new Map([...way.witness].filter(([key]) => isClaimKey(key)));
    return [{ certain: false, ways: [way], more, session: { ...session, claims } }];
  });
}

/** Where a request comes from is open, so nothing is said of it. */
const NOWHERE: Circumstances = {
  region: '',
  remoteAddress: undefined,
  secure: false,
  userAgent: undefined,
  referer: undefined,
};

export type { Layers };
