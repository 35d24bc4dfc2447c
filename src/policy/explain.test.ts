import { describe, expect, test } from 'vitest';
import { explain } from './index.ts';
import type { Decision, LayerName } from './types.ts';

const refused = (because: Decision['because'], layer: LayerName): Decision => ({
  allowed: false,
  because,
  layer,
  statements: [],
});

describe('explain', () => {
  test.each([
    [
      'identity',
      'because no identity-based policy allows the iam:CreateUser action',
      'with an explicit deny in an identity-based policy',
    ],
    [
      'resource',
      'because no resource-based policy allows the iam:CreateUser action',
      'with an explicit deny in a resource-based policy',
    ],
    [
      'boundary',
      'because no permissions boundary allows the iam:CreateUser action',
      'with an explicit deny in a permissions boundary',
    ],
    [
      'session',
      'because no session policy allows the iam:CreateUser action',
      'with an explicit deny in a session policy',
    ],
    [
      'scp',
      'because no service control policy allows the iam:CreateUser action',
      'with an explicit deny in a service control policy',
    ],
    ['rcp', undefined, 'with an explicit deny in a resource control policy'],
    [
      'endpoint',
      'because no VPC endpoint policy allows the iam:CreateUser action',
      'with an explicit deny in a VPC endpoint policy',
    ],
    [
      'trust',
      'because no role trust policy allows the iam:CreateUser action',
      'with an explicit deny in the role trust policy',
    ],
  ] as const)('%s', (layer, implicit, explicit) => {
    expect(explain(refused('implicit-deny', layer), 'iam:CreateUser')).toBe(implicit);
    expect(explain(refused('explicit-deny', layer), 'iam:CreateUser')).toBe(explicit);
  });

  test('says nothing of what is allowed', () => {
    expect(
      explain({ allowed: true, because: 'allowed', layer: undefined, statements: [] }, 'iam:CreateUser'),
    ).toBeUndefined();
  });
});
