import type { Config, Credentials, Input, Manner } from '../client.ts';
import type { Device } from '../totp.ts';

/** The account that the callers live in, and the one whose roles they cross over to. */
export const HOME = '111122223333';
export const AWAY = '444455556666';

/** What a scenario gathers on its way. */
export interface World {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Map<string, Credentials>;
  readonly devices: Map<string, Device>;
  /** Texts by name: what was made for the walk before it, and what answers gave on it. */
  readonly kept: Map<string, string>;
  /** Names of texts that this client never gets: it does not know the operation that gives them. */
  readonly lacking: Set<string>;
  /** Runs a command of the operator on the server's store, with this text typed in. */
  readonly operate: (words: readonly string[], typed: string) => Promise<string>;
}

/** Stands for a text that is only known on the way, as member of a request or as what an answer must hold. */
export class Kept {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A step needs what a step gives that is not for this client. */
export class Lacking extends Error {
  constructor(name: string) {
    super(`it needs the \`${name}\` of a step that is not for this client`);
  }
}

export function kept(world: World, name: string): string {
  const text = world.kept.get(name);
  if (text === undefined && world.lacking.has(name)) throw new Lacking(name);
  if (text === undefined) throw new Error(`there is no \`${name}\`: an earlier step did not give it`);
  return text;
}

/** One call and what must come of it. Said once; every client walks the same steps. */
export interface Step {
  readonly title: string;
  readonly operation: string;
  readonly input: Input | ((world: World) => Input | Promise<Input>);
  /** The name of the credentials to call with, or the profile that names them. */
  readonly by: string | Profile;
  readonly expect: Expectation;
  /** What later steps need of the answer. */
  readonly keep?: (output: Output, world: World) => void;
  /** Texts of the answer for later steps: name, and the dotted member where they stand. */
  readonly saves?: Readonly<Record<string, string>>;
  /** Whether the client's own checks are switched off, so that the server is the one to judge. */
  readonly unchecked?: boolean;
  /** How the client is asked, where it is not once. */
  readonly manner?: Manner;
  /** Whether it is enough that it comes out so in the end: it is made again for a while. */
  readonly isEventual?: boolean;
  /** Part of making the store ready: counted in the table, not listed. */
  readonly isSetUp?: boolean;
  /** What the server must have seen, in order, where it is not one request of this operation. */
  readonly sees?: readonly Seen[];
}

export interface Profile {
  readonly name: string;
  readonly config: (world: World) => Config;
  readonly environment?: (world: World) => Readonly<Record<string, string>>;
  readonly code?: (world: World) => Promise<string>;
}

export type Expectation = { readonly gives: Shape; readonly lastsSeconds?: number } | Refusal;

/** Dotted members of the answer with what they must be; `absent` where they must not be there. */
export type Shape = Readonly<Record<string, Expected>>;
/** An object is a policy document, or a list. */
export type Expected = string | number | boolean | RegExp | object | Kept | typeof absent;
export const absent = Symbol('absent');

export interface Refusal {
  readonly code: string;
  readonly text: string;
}

export type Output = Readonly<Record<string, unknown>>;
export type Seen = readonly [action: string, status: number];

export interface Chapter {
  readonly title: string;
  readonly steps: readonly Step[];
}

export const root = (account: string): string => `root of ${account}`;
export const userArn = (account: string, name: string): string => `arn:aws:iam::${account}:user/${name}`;
export const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;
export const policyArn = (account: string, name: string): string => `arn:aws:iam::${account}:policy/${name}`;
export const sessionArn = (account: string, role: string, session: string): string =>
  `arn:aws:sts::${account}:assumed-role/${role}/${session}`;

/** The plain refusal of AssumeRole, or the reasoned one of other operations (sts.md 3.1, policy.md 7). */
export const denied = (caller: string, action: string, resource: string, reason?: string): Refusal => ({
  code: 'AccessDenied',
  text: `User: ${caller} is not authorized to perform: ${action} on resource: ${resource}${reason === undefined ? '' : ` ${reason}`}`,
});

export const invalid = (text: string): Refusal => ({ code: 'ValidationError', text });

/** `Credentials.SessionToken` -> that member of the answer. */
export const member = (output: Output, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], output);
