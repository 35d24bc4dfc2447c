import { uuid } from '../base/identifiers.ts';
import type { RememberSignIn, SignInEvent } from '../operation/sign-in-event.ts';
import type { WireAnswer, WireRequest } from '../query/wire.ts';
import { Unavailable } from '../store/refusal.ts';
import type { Keyring } from '../token/keyring.ts';
import { notAllowed, overTls, pageAnswer } from './answers.ts';
import { type Asked, headerOf, readAsked } from './asked.ts';
import { CONSOLE_PATH } from './destination.ts';
import { FEDERATION_PATH, federation } from './federation.ts';
import { SIGN_OUT_PATH, showFrontPage, signOut } from './front-page.ts';
import { refusalPage } from './pages.ts';
import { type Problem, REFUSALS, Refused } from './refusals.ts';
import { SWITCH_PATH, switchSession } from './switch.ts';
import { type ConsoleSettings, type Noted, sealsOf, type Tools } from './tools.ts';

/** The door for people: signing in by temporary credentials, and the page that it ends on. */
export interface Console {
  /** The answer to a request for one of our pages, which never rejects; `undefined` for everything else. */
  answer(request: WireRequest): Promise<WireAnswer> | undefined;
}

/** What the door is opened with. */
export interface ConsoleHouse extends Omit<Tools, 'signInTokens' | 'sessions' | 'switches' | 'note'> {
  readonly keyring: Keyring;
  readonly remember: RememberSignIn;
  /** Told what was thrown where nothing should be, for the log; with the id that the page shows. */
  readonly onBug: (cause: unknown, requestId: string) => void;
}

/** What of it is for the operator and the log to say. */
export type ConsoleChoices = Pick<ConsoleHouse, keyof ConsoleSettings | 'remember' | 'onBug'>;

type Page = (asked: Asked, tools: Tools) => Promise<WireAnswer>;

/** Every page: its path, to the letter, and what its methods do. There is no folder behind any of them (security.md I10). */
const PAGES: ReadonlyMap<string, Readonly<Record<string, Page>>> = new Map([
  [FEDERATION_PATH, { GET: federation, POST: federation }],
  [CONSOLE_PATH, { GET: showFrontPage }],
  [SWITCH_PATH, { POST: switchSession }],
  [SIGN_OUT_PATH, { POST: signOut }],
]);

/** Opens the door. It holds the only `try` of these pages: whatever is thrown becomes a page and an event here. */
export function consoleDoor({ keyring, remember, onBug, ...house }: ConsoleHouse): Console {
  const { clock, entropy } = house;
  const seals = sealsOf({ keyring, entropy });

  return {
    answer(request) {
      const methods = PAGES.get(pathOf(request.target));
      if (methods === undefined) return undefined;
      const page = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
      if (page === undefined) return Promise.resolve(notAllowed(Object.keys(methods)));
      return answerBy(page, request).then((answer) => (request.secure ? overTls(answer) : answer));
    },
  };

  async function answerBy(page: Page, request: WireRequest): Promise<WireAnswer> {
    const id = uuid(entropy);
    const asked = readAsked(request);
    let noted: Noted = {};
    const note = (facts: Noted) => {
      noted = { ...noted, ...facts };
    };
    let problem: Problem | undefined;
    try {
      if (!isProtected(asked)) throw new Refused('not protected');
      return await page(asked, { ...house, ...seals, note });
    } catch (thrown) {
      problem = problemOf(thrown);
      if (problem === 'bug') onBug(thrown, id);
      const refusal = REFUSALS[problem];
      return pageAnswer(
        refusal.status,
        refusalPage(refusal, id, thrown instanceof Refused ? thrown.issuer : undefined),
      );
    } finally {
      const event = eventOf(noted, problem);
      if (event !== undefined) remember({ ...event, ...circumstances(request, asked), id, atMs: clock.now() });
    }
  }
}

const pathOf = (target: string): string => {
  const question = target.indexOf('?');
  return question < 0 ? target : target.slice(0, question);
};

/** Sign-in tokens and cookies go over TLS, or do not leave the machine. */
const isProtected = ({ secure, remoteAddress }: Asked): boolean =>
  secure || remoteAddress === '::1' || /^127\.[0-9.]+$/.test(remoteAddress);

function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Refused) return thrown.problem;
  return thrown instanceof Unavailable ? 'unavailable' : 'bug';
}

/**
 * The event of a request, if it is worth one: a refusal always, a sign-in once it is done. A page that is looked at, or that asks
 * something back, is none.
 */
function eventOf({ name, ...facts }: Noted, problem: Problem | undefined) {
  const isDone = name === 'ConsoleLogin' ? facts.consoleSessionId !== undefined : facts.who !== undefined;
  if (name === undefined || (problem === undefined && !isDone)) return undefined;
  return { ...NOTHING, ...facts, name, outcome: problem === undefined ? 'Success' : 'Failure', problem } as const;
}

const NOTHING = {
  who: undefined,
  signInId: undefined,
  consoleSessionId: undefined,
  sessionExpiresAt: undefined,
  durationSeconds: undefined,
  destination: undefined,
  issuer: undefined,
  mfaUsed: false,
} as const;

const circumstances = (
  { remoteAddress, secure, tls }: WireRequest,
  asked: Asked,
): Pick<SignInEvent, 'remoteAddress' | 'userAgent' | 'host' | 'secure' | 'tls'> => ({
  remoteAddress,
  userAgent: headerOf(asked, 'user-agent'),
  host: headerOf(asked, 'host'),
  secure,
  tls,
});
