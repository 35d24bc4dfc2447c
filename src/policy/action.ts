import { asciiLower } from '../base/ascii.ts';
import { matches, patternOf } from './pattern.ts';

/** The action that is asked about, in ASCII lower case: IAM compares actions without regard to case (policy.md 1.3). */
export class AskedAction {
  readonly text: string;
  readonly service: string;
  readonly operation: string;
  readonly #number: number;

  constructor(text: string, number: number) {
    const colon = text.indexOf(':');
    this.text = text;
    this.service = text.slice(0, Math.max(colon, 0));
    this.operation = text.slice(colon + 1);
    this.#number = number;
  }

  /** Its number among the actions that were split. Those that are too long to be kept share one. */
  get number(): number {
    return this.#number;
  }
}

let splits = 0;
const known = new Map<string, AskedAction>();
const KNOWN_MAX = 2_048;
/** AWS's longest action name. */
const KNOWN_LENGTH = 128;

/** Splits and lower-cases an action. Programs ask about few actions, so the answers are kept, within a bound. */
export function askedAction(action: string): AskedAction {
  const found = known.get(action);
  if (found !== undefined) return found;
  if (action.length > KNOWN_LENGTH) return new AskedAction(asciiLower(action), 0);
  const asked = new AskedAction(asciiLower(action), ++splits);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(action, asked);
  return asked;
}

/** A list of actions: Action or NotAction. */
export type ActionTest = (asked: AskedAction) => boolean;

/**
 * Nothing is prepared: `statementsAbout` remembers the answer, so an action is asked about once, and splitting wildcards
 * beforehand made half of what compiling a policy costs.
 */
export function compileActions(entries: readonly string[], negated: boolean): ActionTest {
  return (asked) => isAmong(entries, asked) !== negated;
}

function isAmong(entries: readonly string[], asked: AskedAction): boolean {
  for (const entry of entries) if (entry === '*' || names(entry, asked)) return true;
  return false;
}

function names(entry: string, asked: AskedAction): boolean {
  if (differsBeforeWildcards(entry, asked.text)) return false;
  const text = asciiLower(entry);
  const colon = text.indexOf(':');
  if (!isUseful(text, colon)) return false;
  if (text === asked.text) return true;
  return (
    matches(patternOf(text.slice(0, colon)), asked.service) &&
    matches(patternOf(text.slice(colon + 1)), asked.operation)
  );
}

/** Whether a letter before any wildcard already differs. Most entries end here, before anything is made of them. */
function differsBeforeWildcards(entry: string, action: string): boolean {
  for (let i = 0; i < entry.length; i++) {
    const unit = entry.charCodeAt(i);
    if (unit === STAR || unit === ANY) return false;
    const lowered = unit >= 65 && unit <= 90 ? unit + 32 : unit;
    if (i >= action.length || lowered !== action.charCodeAt(i)) return true;
  }
  return entry.length !== action.length;
}

const STAR = 42;
const ANY = 63;

/** An entry with white space, a comma, an empty half or not exactly one colon names no action at all (1.3). */
function isUseful(text: string, colon: number): boolean {
  return colon > 0 && colon < text.length - 1 && !text.includes(':', colon + 1) && !/[\s,]/.test(text);
}
