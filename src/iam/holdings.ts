import { iamFaults } from './faults.ts';

/** Something that hangs on an entity, and what AWS says is to be done with it before the entity can be deleted. */
export type Holding = readonly [what: readonly unknown[], remedy: string];

/** Refuses to delete an entity while anything hangs on it; the first holding answers (policy.md 8.5). */
export function requireNothing(holdings: readonly Holding[]): void {
  for (const [what, remedy] of holdings) {
    if (what.length > 0) throw iamFaults.DeleteConflict(`Cannot delete entity, must ${remedy} first.`);
  }
}
