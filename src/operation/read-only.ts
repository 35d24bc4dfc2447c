import type { AnyOperationFacts } from '../model/facts.ts';

/**
 * Whether an operation changes nothing that IAM keeps, as the `readOnly` of AWS's records says it: all of STS, AssumeRole
 * too (sts.md 8.1), and what services ask; of IAM those that read, simulate, or make a report.
 */
export const isReadOnly = ({ service, name }: Pick<AnyOperationFacts, 'service' | 'name'>): boolean =>
  service.name !== 'iam' || READS.test(name);

const READS = /^(?:Get|List|Simulate|Generate)/;
