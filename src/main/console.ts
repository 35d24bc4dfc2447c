import type { Settings } from '../cli/settings.ts';
import type { ConsoleSettings } from '../console/tools.ts';
import { HIDDEN_NAME, type RememberSignIn, type SignInEvent } from '../operation/sign-in-event.ts';
import type { Log } from './log.ts';

/** What the operator settled about signing in. */
export const consoleSettings = (settings: Settings): ConsoleSettings => ({
  destinations: new Set(settings['signin-destination']),
  outlivesCredentials: settings['console-sessions'] === 'as-asked',
});

/** What is kept of signing in: a line in the log for each event, field by field, as with requests; its event in the audit trail. */
export const consoleLog = ({ logger }: Log, audit?: RememberSignIn) => ({
  remember(event: SignInEvent) {
    audit?.(event);
    logger.info(lineOf(event), 'sign-in');
  },
  onBug: (err: unknown, requestId: string) => logger.error({ requestId, err }, 'a page failed'),
});

const lineOf = (event: SignInEvent) => ({
  requestId: event.id,
  event: event.name,
  outcome: event.outcome,
  problem: event.problem,
  who: event.who?.arn ?? HIDDEN_NAME,
  accessKeyId: event.who?.accessKeyId,
  signInId: event.signInId,
  consoleSessionId: event.consoleSessionId,
  sourceIp: event.remoteAddress,
  userAgent: event.userAgent?.slice(0, USER_AGENT_MAX),
});

/** What a client made up is written, but not without end. */
const USER_AGENT_MAX = 256;
