import { type Json, readJson } from '../base/json.ts';

/** The credentials in the parameter `Session`. */
export interface GivenSession {
  readonly sessionId: string;
  readonly sessionKey: string;
  readonly sessionToken: string;
}

/** More than the largest session token needs. */
const LIMITS = { maxLength: 8192, maxDepth: 2 };

/** Reads `Session`: a JSON object of texts with these three among them; `undefined` for anything else. */
export function readSession(text: string | undefined): GivenSession | undefined {
  const read = text === undefined ? undefined : readJson(text, LIMITS);
  if (read?.ok !== true || read.value.type !== 'object') return undefined;
  const members = new Map(read.value.members.map(({ name, value }) => [name, textOf(value)]));
  const [sessionId, sessionKey, sessionToken] = ['sessionId', 'sessionKey', 'sessionToken'].map((name) =>
    members.get(name),
  );
  if (sessionId === undefined || sessionKey === undefined || sessionToken === undefined) return undefined;
  return { sessionId, sessionKey, sessionToken };
}

const textOf = (value: Json): string | undefined => (value.type === 'string' ? value.value : undefined);
