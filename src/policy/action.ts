import { asciiLower } from '../base/ascii.ts';
import { matches, patternOf } from './pattern.ts';

/** The action that is asked about, in ASCII lower case: IAM compares actions without regard to case (policy.md 1.3). */
export interface AskedAction {
  readonly text: string;
  readonly service: string;
  readonly operation: string;
}

const known = new Map<string, AskedAction>();
const KNOWN_MAX = 2_048;
/** AWS's longest action name. */
const KNOWN_LENGTH = 128;

/** Splits and lower-cases an action. Programs ask about few actions, so the answers are kept, within a bound. */
export function askedAction(action: string): AskedAction {
  const found = known.get(action);
  if (found !== undefined) return found;
  const text = asciiLower(action);
  const colon = text.indexOf(':');
  const asked = { text, service: text.slice(0, Math.max(colon, 0)), operation: text.slice(colon + 1) };
  if (known.size >= KNOWN_MAX) known.clear();
  if (action.length <= KNOWN_LENGTH) known.set(action, asked);
  return asked;
}

/** A list of actions, compiled: Action or NotAction. */
export type ActionTest = (asked: AskedAction) => boolean;

export function compileActions(entries: readonly string[], negated: boolean): ActionTest {
  const texts = entries.map(asciiLower).filter(isUseful);
  const listed: ActionTest = (asked) => texts.some((text) => names(text, asked));
  return negated ? (asked) => !listed(asked) : listed;
}

/**
 * Wildcards are split anew whenever an action is asked about, which is once: `statementsAbout` remembers the answer. Split
 * beforehand they made half of what compiling a policy costs.
 */
function names(entry: string, asked: AskedAction): boolean {
  if (entry === '*' || entry === asked.text) return true;
  const colon = entry.indexOf(':');
  return nameHalf(entry.slice(0, colon), asked.service) && nameHalf(entry.slice(colon + 1), asked.operation);
}

const nameHalf = (written: string, text: string): boolean => written === text || matches(patternOf(written), text);

/** An entry with white space, a comma, an empty half or not exactly one colon names no action at all (1.3). */
function isUseful(text: string): boolean {
  if (text === '*') return true;
  const colon = text.indexOf(':');
  return colon > 0 && colon < text.length - 1 && !text.includes(':', colon + 1) && !/[\s,]/.test(text);
}
