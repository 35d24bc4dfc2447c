import { asciiLower } from '../base/ascii.ts';
import { matches, type Pattern, patternOf } from './pattern.ts';

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
  const exact = new Set<string>();
  const patterns: { service: Pattern; operation: Pattern }[] = [];
  let everything = false;
  for (const entry of entries) {
    const text = asciiLower(entry);
    const colon = text.indexOf(':');
    if (text === '*') everything = true;
    else if (!isUseful(text, colon)) continue;
    else if (!text.includes('*') && !text.includes('?')) exact.add(text);
    else patterns.push({ service: patternOf(text.slice(0, colon)), operation: patternOf(text.slice(colon + 1)) });
  }
  const listed: ActionTest = (asked) => {
    if (everything || exact.has(asked.text)) return true;
    for (const { service, operation } of patterns) {
      if (matches(service, asked.service) && matches(operation, asked.operation)) return true;
    }
    return false;
  };
  return negated ? (asked) => !listed(asked) : listed;
}

/** An entry with white space, a comma, an empty half or not exactly one colon names no action at all (1.3). */
function isUseful(text: string, colon: number): boolean {
  return colon > 0 && colon < text.length - 1 && text.indexOf(':', colon + 1) < 0 && !/[\s,]/.test(text);
}
