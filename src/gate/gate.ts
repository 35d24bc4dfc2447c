import type { Operation, RequestFacts, Tools } from '../operation/operation.ts';
import type { Caller } from '../principal/caller.ts';
import type { SignedRequest } from '../sigv4/types.ts';
import { authenticator } from './authenticate.ts';
import { perform } from './perform.ts';

/** The gate: who are you, may you, then do it. It runs any operation and knows none. */
export interface Gate {
  /** Proves who sent a request; throws AWS's refusal otherwise. A handler sees only what was verified here. */
  authenticate(request: SignedRequest, service: string): Promise<Authenticated>;
  /** Validates, loads, asks, does. Every door ends here, so no door can leave a step out. */
  perform(operation: Operation, asked: Asked): Promise<unknown>;
}

export interface Authenticated {
  readonly caller: Caller;
  /** The region of the verified credential scope. */
  readonly region: string;
}

export interface Asked {
  readonly input: unknown;
  readonly caller: Caller;
  readonly request: RequestFacts;
}

export function gate(tools: Tools, settings: { readonly regions: readonly string[] | undefined }): Gate {
  return {
    authenticate: authenticator({ ...settings, directory: tools.directory, tokens: tools.tokens, clock: tools.clock }),
    perform: (operation, asked) => perform(operation, asked, tools),
  };
}
