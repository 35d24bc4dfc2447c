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

/** Splits and lower-cases an action. Programs ask about few actions, so the answers are kept, within a bound. */
export function askedAction(action: string): AskedAction {
  const found = known.get(action);
  if (found !== undefined) return found;
  const text = asciiLower(action);
  const colon = text.indexOf(':');
  const asked = { text, service: text.slice(0, Math.max(colon, 0)), operation: text.slice(colon + 1) };
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(action, asked);
  return asked;
}

/** A list of actions, compiled: Action or NotAction. */
export interface ActionTest {
  readonly applies: (asked: AskedAction) => boolean;
  /** The services that it can name at all; `undefined`: any. */
  readonly services: ReadonlySet<string> | undefined;
}

export function compileActions(entries: readonly string[], negated: boolean): ActionTest {
  const exact = new Set<string>();
  const patterns: { service: Pattern; operation: Pattern }[] = [];
  let everything = false;
  for (const entry of entries) {
    const text = asciiLower(entry);
    const colon = text.indexOf(':');
    if (text === '*') everything = true;
    else if (!isUseful(text, colon)) continue;
    else if (!/[*?]/.test(text)) exact.add(text);
    else patterns.push({ service: patternOf(text.slice(0, colon)), operation: patternOf(text.slice(colon + 1)) });
  }
  const listed = (asked: AskedAction) =>
    everything ||
    exact.has(asked.text) ||
    patterns.some(({ service, operation }) => matches(service, asked.service) && matches(operation, asked.operation));
  if (negated) return { applies: (asked) => !listed(asked), services: undefined };
  const open = everything || patterns.some(({ service }) => service.rest.length > 0);
  const services = [
    ...[...exact].map((text) => text.slice(0, text.indexOf(':'))),
    ...patterns.map((p) => p.service.prefix),
  ];
  return { applies: listed, services: open ? undefined : new Set(services) };
}

/** An entry with white space, a comma, an empty half or not exactly one colon names no action at all (1.3). */
function isUseful(text: string, colon: number): boolean {
  return colon > 0 && colon < text.length - 1 && text.indexOf(':', colon + 1) < 0 && !/[\s,]/.test(text);
}
