import type { Fault } from '../model/fault.ts';
import { Conflict } from '../store/store.ts';

/**
 * Waits for a change that takes a name. Each such change looks before it writes; where another node took the name in
 * between, the store says Conflict, and the answer is the same.
 */
export const unlessTaken = <T>(change: Promise<T>, taken: () => Fault): Promise<T> =>
  change.catch((error: unknown) => {
    throw error instanceof Conflict ? taken() : error;
  });
