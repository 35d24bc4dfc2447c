import type { Tools } from '../../../src/operation/operation.ts';
import type { Credentials, Parameters } from '../../house/requests.ts';

/**
 * The life of one thing of IAM's control plane: every write there is of its kind, in an order in which each is accepted, with what
 * has to be read back after it. Whoever walks a life may be killed between any two of its steps, and within one.
 */
export interface Life {
  readonly kind: string;
  readonly course: (place: Place) => Course;
  /** What there is of it, as the next start serves it; no field at all once it is gone. */
  readonly read: (asking: Asking, name: string) => Promise<Fields>;
}

export interface Place {
  /** An account of this life's own, or shared with lives of other kinds only. */
  readonly account: string;
  readonly name: string;
  readonly material: Material;
  /** The time that the server goes by. */
  readonly nowMs: () => number;
}

/** Keys and certificates, which are slow to make, and the same for all lives of a run. */
export interface Material {
  readonly certificate: string;
  readonly certificateKey: string;
  readonly sshKey: string;
  readonly rsaKey: string;
}

export type Course = Generator<Step, void, Answer>;

/** A write over the wire, or (without `operation`) what an answer has just told and must hold from now on. */
export interface Step {
  readonly operation?: string;
  readonly parameters?: Parameters;
  /** Who asks, where it is not the account's root. */
  readonly as?: Credentials;
  /** The fields that it changes; `undefined` takes one away. */
  readonly set: Fields;
  /** What else it changes: `kind:words` -> state. */
  readonly proofs?: States;
}

export type Fields = Readonly<Record<string, string | undefined>>;
export type States = Readonly<Record<string, string | null>>;

export interface Answer {
  /** The text of the first element of that name. */
  text(element: string): string;
}

/** Asks as the root of an account. */
export interface Asking {
  readonly account: string;
  ask(operation: string, parameters?: Parameters, as?: Credentials): Promise<Reply>;
  readonly tools: Tools;
}

export interface Reply {
  readonly status: number;
  /** The texts of all elements of that name. */
  texts(element: string): readonly string[];
}

/** Of what is known from an answer only: an id, a secret. */
export interface Proof {
  readonly kind: string;
  readonly read: (asking: Asking, words: readonly string[]) => Promise<string | null>;
}

export const does = (operation: string, parameters: Parameters, set: Fields, proofs?: States): Step => ({
  operation,
  parameters,
  set,
  ...(proofs && { proofs }),
});

export const proves = (proofs: States): Step => ({ set: {}, proofs });

/** Fields as one text, so that they can be held against each other. */
export function stateOf(fields: Fields): string | null {
  const there = Object.entries(fields).filter(([, text]) => text !== undefined);
  if (there.length === 0) return null;
  return there
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, text]) => `${field}=${text}`)
    .join(' ');
}

/** The text of the one element of that name, or of all, joined; `undefined` where there is none. */
export const said = (reply: Reply, element: string): string | undefined =>
  reply.status === 200 && reply.texts(element).length > 0 ? reply.texts(element).join(',') : undefined;
