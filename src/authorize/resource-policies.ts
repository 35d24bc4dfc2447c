import { boundedCache } from '../base/bounded-cache.ts';
import { compile, readPolicy } from '../policy/index.ts';
import type { CompiledPolicy } from '../policy/types.ts';
import { MalformedPolicyDocument } from './faults.ts';

/** How many policies are kept compiled. */
const POLICIES_MAX = 1000;
/** Characters of policy text that are kept compiled; compiled, a text takes about ten times its length. */
const CHARACTERS_MAX = 1_000_000;

/**
 * Compiles the policies that services send along, each text once: a service asks about a few of its resources over and over.
 * Users and roles in them are names, as no document of ours says which unique ids were meant; throws AWS's sentence for a
 * document that is none.
 */
export function resourcePolicies(): (text: string) => CompiledPolicy {
  const compiled = boundedCache<CompiledPolicy>({ max: POLICIES_MAX, maxSize: CHARACTERS_MAX });
  return function resourcePolicy(text) {
    const known = compiled.get(text);
    if (known !== undefined) return known;
    const read = readPolicy(text, 'resource');
    if (!read.ok) throw MalformedPolicyDocument(`resourcePolicy: ${read.problem.message}`);
    const policy = compile(read.policy, { source: 'resource policy' });
    compiled.set(text, policy, text.length + 1);
    return policy;
  };
}
