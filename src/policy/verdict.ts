import { inspected, statementsAbout } from './compile.ts';
import type { Grant } from './principals.ts';
import { HINT_SIZE, rulesOut } from './shortlist.ts';
import type { Asked } from './statement.ts';
import type { CompiledPolicy, StatementReference } from './types.ts';

/** What one layer says. */
export interface Verdict {
  readonly allowed: boolean;
  /** The strongest grant among the statements that allow. */
  readonly grant: Grant | undefined;
  readonly allows: readonly StatementReference[];
  readonly denies: readonly StatementReference[];
  /** An evaluation ended in an exception. */
  readonly failed: boolean;
}

const NONE: readonly never[] = [];
/** What an absent layer says: nothing against it. */
export const ABSENT: Verdict = { allowed: true, grant: undefined, allows: NONE, denies: NONE, failed: false };

/** Policies of one level are a union; each level must allow. */
export function judgeLevels(levels: readonly (readonly CompiledPolicy[])[] | undefined, asked: Asked): Verdict {
  if (levels === undefined) return ABSENT;
  const verdicts = levels.map((level) => judge(level, asked));
  return {
    allowed: verdicts.every((verdict) => verdict.allowed),
    grant: undefined,
    allows: verdicts.flatMap((verdict) => verdict.allows),
    denies: verdicts.flatMap((verdict) => verdict.denies),
    failed: verdicts.some((verdict) => verdict.failed),
  };
}

/** What the union of some policies says. All statements about the action and the resource
 * are asked, so that a decision can name them. */
export function judge(policies: readonly CompiledPolicy[], asked: Asked): Verdict {
  const allows: StatementReference[] = [];
  const denies: StatementReference[] = [];
  let grant: Grant | undefined;
  let failed = false;
  for (const policy of policies) {
    const { statements } = inspected(policy);
    const hints = statementsAbout(policy, asked.action);
    let last = -1;
    for (let at = 0; at < hints.length; at += HINT_SIZE) {
      const index = hints[at + 2]!;
      if (index === last) continue;
      const statement = statements[index]!;
      let applies: Grant | undefined;
      try {
        if (rulesOut(hints, at, asked.resource.hashes)) continue;
        last = index;
        applies = statement.applies(asked);
      } catch {
        // Whatever went wrong, a statement that could not be judged may have been a Deny.
        last = index;
        failed = true;
        denies.push(statement.reference);
        continue;
      }
      if (applies === undefined) continue;
      if (statement.effect === 'Deny') denies.push(statement.reference);
      else {
        allows.push(statement.reference);
        grant = stronger(grant, applies);
      }
    }
  }
  return { allowed: allows.length > 0, grant, allows, denies, failed };
}

const strength = { direct: 3, entity: 2, account: 1 } as const;

function stronger(a: Grant | undefined, b: Grant): Grant {
  return a !== undefined && strength[a] >= strength[b] ? a : b;
}
