import type { Context, ContextValue, Layers, Principal } from '../policy/types.ts';
import type { OpenCondition } from '../policy/undecided.ts';

/** One question to the engine, all but its context. */
export interface Ask {
  readonly layers: Layers;
  readonly action: string;
  readonly resource: string;
  readonly principal: Principal;
}

/** May somebody do something, where a part of the request's context is theirs to choose? */
export interface Puzzle {
  readonly ask: Ask;
  /** What has to be allowed too, where the context has something that asks for it: sts:TagSession, where tags are passed. */
  readonly also: readonly (Ask & { readonly where: (context: Context) => boolean })[];
  /** What is known of the context, and stands. */
  readonly known: Context;
  /** Keys that a request of this kind has at any rate, whatever their values: who asks for tags is asked for sts:TagSession. */
  readonly required: Context;
  /** The keys whose values are open. A key that is neither known nor open is absent. */
  readonly isOpen: (key: string) => boolean;
  /** What an open key can be. */
  readonly domain: (key: string) => Domain;
  /** Makes of some values of open keys the context that a request with them would have; `undefined` where none can have them together. */
  readonly complete: (chosen: Context) => Context | undefined;
}

/** The values that an open key can have. */
export interface Domain {
  readonly mayBeAbsent: boolean;
  /** Values to begin with: one of them stands for whatever no policy speaks of. */
  readonly usual: readonly string[];
  readonly isValid: (value: string) => boolean;
  /** `either`: as the policies that speak of it take it. */
  readonly kind: ContextValue['kind'] | 'either';
}

/** The answer. `never`: there is no context in which it is allowed. `certain`: there is none in which it is not. */
export type Answer =
  | { readonly kind: 'never' }
  | { readonly kind: 'certain' }
  | {
      readonly kind: 'possible';
      /** Each of them is enough; the simplest first. */
      readonly ways: readonly Way[];
      /** There are more, or there may be: not all combinations were tried. */
      readonly more: boolean;
    };

/** Conditions that together are enough. */
export interface Way {
  readonly needs: readonly OpenCondition[];
  /** What must not hold: of each of these lists not all. */
  readonly unless: readonly (readonly OpenCondition[])[];
  /** Values of open keys with which the engine allows it; `undefined` where none were found, though none are known to be wrong. */
  readonly witness: Context | undefined;
}
