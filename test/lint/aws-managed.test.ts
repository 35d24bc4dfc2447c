import { describe, expect, it } from 'vitest';
import { lintPolicy } from '../../src/lint/index.ts';
import { awsManagedPolicies } from '../../src/principal/aws-managed-policies.ts';

/**
 * AWS's own policies, of which nobody should be alarmed. What is found in them was looked at, rule by rule: the numbers are what
 * was found deserved (docs/decisions/lint.md). They may grow with the catalogue; a rule that is not here may find nothing.
 */
const DESERVED: Readonly<Record<string, number>> = {
  'needs-star': 700,
  'resource-of-no-action': 240,
  'covered-entry': 250,
  'for-all-values-without-null': 200,
  'unknown-service': 130,
  'over-quota': 110,
  'key-of-no-action': 90,
  'privilege-escalation': 90,
  'unknown-action': 80,
  'covered-statement': 40,
  'pass-any-role': 12,
  'assume-any-role': 10,
  'allow-not-action': 5,
  'unknown-condition-key': 5,
  'allow-everything': 2,
};

describe('the policies that AWS manages', () => {
  it('are not refused, and alarm in deserved places only', async () => {
    const policies = awsManagedPolicies();
    const all = await policies.list();
    const counts = new Map<string, number>();
    const errors: string[] = [];
    for (const { id, name, defaultVersion } of all) {
      const version = await policies.version(id, defaultVersion);
      for (const { rule, level, message } of lintPolicy(version!.text, { kind: 'identity', readAs: 'session' })) {
        counts.set(rule, (counts.get(rule) ?? 0) + 1);
        if (level === 'error') errors.push(`${name}: ${message}`);
      }
    }
    const table = [...counts].sort((a, b) => b[1] - a[1]).map(([rule, n]) => `  ${String(n).padStart(5)} ${rule}`);
    console.log(`${all.length} policies that AWS manages:\n${table.join('\n')}`);
    expect(all.length).toBeGreaterThan(1_500);
    expect(errors).toEqual([]);
    for (const [rule, n] of counts)
      expect({ rule, tooMany: n > (DESERVED[rule] ?? 0) }).toEqual({ rule, tooMany: false });
  });
});
