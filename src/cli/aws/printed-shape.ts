import type { OperationFacts, StructureShape } from '../../model/facts.ts';
import { ORDER } from './generated/cli-facts.ts';

/** The shape of an answer as it is printed: members in the order of the service model, where the service sends them in another. */
export function printedShape({ name, output }: OperationFacts): StructureShape | undefined {
  const order = ORDER.get(name);
  if (output === undefined || order === undefined) return output;
  return { ...output, members: Object.fromEntries(order.map((member) => [member, output.members[member]!])) };
}
