import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile, decide, readPolicy } from '../../src/policy/index.ts';
import type { ContextValue, PolicyRequest } from '../../src/policy/types.ts';
import { naiveDecide } from '../naive/evaluate.ts';
import type { Doc, Statement } from '../naive/shapes.ts';
import { type Cell, operatorCells } from './operator-cells.ts';

const file = new URL('operator-cells.json', import.meta.url);
const cells = JSON.parse(readFileSync(file, 'utf8')) as Cell[];
const ACCOUNT = '111122223333';
const ARN = `arn:aws:iam::${ACCOUNT}:user/a`;
const EVERYTHING: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

describe('operator x presence x qualifier x IfExists (policy.md 4)', () => {
  test('the file holds every cell', () => {
    expect(cells).toEqual(operatorCells());
    const bases = new Set(cells.map(([operator]) => operator.replace(/^.*:/, '').replace(/IfExists$/, '')));
    expect(bases.size).toBe(27);
    const forms = new Set(cells.map(([operator, , presence]) => `${operator} ${presence}`));
    expect(forms.size).toBe(27 * 3 * 2 * 4);
  });

  test.each([...Map.groupBy(cells, ([operator]) => operator)])('%s', (_operator, all) => {
    for (const [operator, operands, presence, value, answer] of all) {
      const where = `${presence} ${JSON.stringify(value)} against ${JSON.stringify(operands)}`;
      const guarded: Statement = { ...EVERYTHING, Condition: { [operator]: { 'test:key': operands } } };
      expect(`${where}: ${allowedBy([guarded], value)}`).toBe(`${where}: ${answer}`);
      if (answer === 'refused') continue;
      const denied: Statement = { ...guarded, Effect: 'Deny' };
      expect(`${where}, denied: ${allowedBy([EVERYTHING, denied], value)}`).toBe(`${where}, denied: ${!answer}`);
      expect(`${where}: ${allowedByNaive([guarded], value)}`).toBe(`${where}: ${answer}`);
      expect(`${where}, denied: ${allowedByNaive([EVERYTHING, denied], value)}`).toBe(`${where}, denied: ${!answer}`);
    }
  });
});

function allowedBy(statements: readonly Statement[], value: Cell[3]): boolean | 'refused' {
  const read = readPolicy(JSON.stringify(documentOf(statements)), 'identity');
  if (!read.ok) return 'refused';
  return decide({ identity: [compile(read.policy)], resourceAccount: ACCOUNT }, requestWith(value)).allowed;
}

function allowedByNaive(statements: readonly Statement[], value: Cell[3]): boolean {
  const layers = { identity: [documentOf(statements)], resourceAccount: ACCOUNT };
  return naiveDecide({ layers, request: requestWith(value) }).allowed;
}

function documentOf(statements: readonly Statement[]): Doc {
  return { Version: '2012-10-17', Statement: statements };
}

function requestWith(value: Cell[3]): PolicyRequest {
  const context = new Map<string, ContextValue>();
  if (typeof value === 'string') context.set('test:key', { kind: 'single', value });
  else if (value !== null) context.set('test:key', { kind: 'multi', values: value });
  const principal = { type: 'user', account: ACCOUNT, arn: ARN, entityId: 'AIDAA', entityArn: ARN } as const;
  return { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/a', principal, context };
}
