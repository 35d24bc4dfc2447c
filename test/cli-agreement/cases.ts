import type { OperationFacts } from '../../src/model/facts.ts';
import type { Case } from './compare.ts';

type Operations = ReadonlyMap<string, OperationFacts>;
export function* cases(sts: Operations, iam: Operations): Generator<Case> {}
