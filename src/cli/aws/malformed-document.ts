import { readPolicy } from '../../policy/document.ts';
import type { PolicyKind } from '../../policy/types.ts';
import { underlined } from '../../policy/underline.ts';

/** The members of inputs that are policy documents, and of which kind. */
const KINDS: ReadonlyMap<string, PolicyKind> = new Map([
  ['Policy', 'session'],
  ['PolicyDocument', 'identity'],
  ['AssumeRolePolicyDocument', 'trust'],
]);

/** The place of the trouble in a document that the service refused, underlined: AWS's answer does not tell it. */
export function whereMalformed(operation: string, input: Readonly<Record<string, unknown>>): string[] {
  for (const [member, kindOfMember] of KINDS) {
    const text = input[member];
    if (typeof text !== 'string') continue;
    const read = readPolicy(text, operation === 'UpdateAssumeRolePolicy' ? 'trust' : kindOfMember);
    if (read.ok) continue;
    const { message, line, column, offset } = read.problem;
    const lines = underlined(text, { offset, line, column }, { offset: offset + 1, line, column: column + 1 });
    return [`${member}, line ${line}, column ${column}: ${message}`, ...lines];
  }
  return [];
}
