import { common, type Fault } from '../model/fault.ts';

/**
 * Reads one shape. A draft gathers what arrived for it, in any order; `finish` turns the draft into the value.
 * The way down follows the shape, so what a client can nest is bounded by the shape and by the length of a name.
 */
export interface Reader {
  begin(): Draft;
  /** Takes one parameter, whose name beyond `at` belongs to this shape. A fault, or nothing. */
  put(draft: Draft, name: string, at: number, value: string): Fault | undefined;
  finish(draft: Draft): unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: each reader alone knows the form of its drafts
export type Draft = any;

/** AWS's refusal of parameters that do not fit the shape; most have no message. */
export const malformed = (text?: string): Fault => common.MalformedInput(text);

/** Whether `finish` gave a refusal. No value that a request can carry is an Error. */
export const isFault = (value: unknown): value is Fault => value instanceof Error;
