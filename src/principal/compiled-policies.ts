import { type BoundedCache, boundedCache } from '../base/bounded-cache.ts';
import { compile, readPolicy } from '../policy/index.ts';
import type { CompiledPolicy, PolicyKind } from '../policy/types.ts';
import { AWS_READ_AS } from './aws-managed-policies.ts';

/**
 * Policies kept compiled by their text, for all who hold them: a copy for each of a thousand roles took a gigabyte.
 * What a cache may hold is counted in characters, since anybody who may assume a role brings texts of his own.
 */
export interface CompiledPolicies {
  /** A managed policy, shared by its holders. `onCompiled` is told where it was not at hand. */
  managed(text: string, kind: PolicyKind, source: string, onCompiled?: () => void): CompiledPolicy;
  /** A policy that AWS manages: one for all accounts and uses. It never changes while we run, so `load` is asked only where it is not at hand. */
  awsManaged(arn: string, load: () => Promise<string>): Promise<CompiledPolicy>;
  /** An inline session policy, or AWS's sentence about what is wrong with it. */
  session(text: string): { readonly compiled: CompiledPolicy | undefined; readonly problem: string | undefined };
}

const ENTRIES_MAX = 10_000;
/** Characters of policy text; compiled, a text takes about ten times its length. */
const CHARACTERS_MAX = 4_000_000;

const limits = { max: ENTRIES_MAX, maxSize: CHARACTERS_MAX };

/** `keeps: false` compiles each time anew. */
export function compiledPolicies({ keeps = true }: { readonly keeps?: boolean } = {}): CompiledPolicies {
  const managed = boundedCache<CompiledPolicy>(limits);
  const ofAws = boundedCache<CompiledPolicy>(limits);
  const sessions = boundedCache<ReturnType<CompiledPolicies['session']>>(limits);
  return {
    managed: (text, kind, source) =>
      // Neither a kind nor a policy's name holds a line feed, so no two policies have one key.
      kept(managed, `${kind}\n${source}\n${text}`, () => compileStored(text, kind, source)),
    async awsManaged(arn, load) {
      const known = ofAws.get(arn);
      if (known !== undefined) return known;
      const text = await load();
      const compiled = compileStored(text, AWS_READ_AS, arn.slice(arn.lastIndexOf('/') + 1));
      if (keeps) ofAws.set(arn, compiled, text.length + 1);
      return compiled;
    },
    session: (text) => kept(sessions, text, () => readSession(text)),
  };

  function kept<Value extends object>(cache: BoundedCache<Value>, key: string, make: () => Value): Value {
    let value = cache.get(key);
    if (value === undefined) {
      value = make();
      if (keeps) cache.set(key, value, key.length + 1);
    }
    return value;
  }
}

/** Compiles a stored document. It was valid when it was saved; one that no longer reads must not silently drop a Deny. */
export function compileStored(
  text: string,
  kind: PolicyKind,
  source: string,
  bindings?: Readonly<Record<string, string>>,
): CompiledPolicy {
  const read = readPolicy(text, kind);
  if (!read.ok) throw new Error(`stored policy ${source} does not read: ${read.problem.message}`);
  return compile(read.policy, bindings === undefined ? { source } : { source, bindings });
}

function readSession(text: string): ReturnType<CompiledPolicies['session']> {
  const read = readPolicy(text, 'session');
  return read.ok
    ? { compiled: compile(read.policy, { source: 'session policy' }), problem: undefined }
    : { compiled: undefined, problem: read.problem.message };
}
