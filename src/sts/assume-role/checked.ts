import type { SessionTag } from '../../token/claims.ts';

/** What AssumeRole's check found out for the later steps: what the new session will carry along the chain. */
export interface Checked {
  /** The tags passed and the transitive ones inherited. */
  readonly tags: readonly SessionTag[];
  /** The source identity that the chain already carries, or the one passed (sts.md 3.1). */
  readonly sourceIdentity: string | undefined;
}
