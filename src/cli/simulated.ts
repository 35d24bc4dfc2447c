import { compile, type Explanation, explanation, readPolicy, trustPrincipals } from '../policy/index.ts';
import type { CompiledPolicy, PolicyKind, Problem } from '../policy/types.ts';
import { type PolicyFiles, readText } from './policy-files.ts';
import { Refusal } from './refusal.ts';
import { readRequest } from './request-file.ts';

export { describe } from '../policy/index.ts';

/** Decides the request in a file by policies in files. What does not read is refused with its file, line and column. */
export function simulated(files: PolicyFiles, requestFile: string): Explanation {
  const { policy = [], boundary, sessionPolicy, resourcePolicy, trustPolicy } = files;
  if (resourcePolicy !== undefined && trustPolicy !== undefined) {
    throw new Refusal('a resource has one policy: `--resource-policy` or `--trust-policy`, not both', 'usage');
  }
  const guard = trustPolicy ?? resourcePolicy;
  const kind = trustPolicy === undefined ? 'resource' : 'trust';
  const { request, resourceAccount } = readRequest(requestFile, readText(requestFile));
  if (guard !== undefined && request.principal.arn === '' && request.principal.provider === undefined) {
    if (request.principal.type !== 'anonymous')
      throw new Refusal(`${requestFile}:1:1: a policy of the resource needs a \`principal\``);
  }
  return explanation(
    {
      identity: policy.map((file) => compiled(file, 'identity')),
      boundary: boundary === undefined ? undefined : [compiled(boundary, 'boundary')],
      session: sessionPolicy === undefined ? undefined : [compiled(sessionPolicy, 'session')],
      resource: guard === undefined ? undefined : { policy: compiled(guard, kind), kind },
      resourceAccount,
    },
    request,
  );
}

function compiled(file: string, kind: PolicyKind): CompiledPolicy {
  const read = readPolicy(readText(file), kind);
  if (!read.ok) throw refusedAt(file, read.problem);
  // In files there are no unique ids: an ARN stands for whoever bears it, and is its own id (see `request-file.ts`).
  const bindings = new Map(trustPrincipals(read.policy).map(({ text }) => [text, text]));
  return compile(read.policy, { source: file, bindings });
}

/** A refusal as compilers print it, so that editors find the place. */
const refusedAt = (file: string, { line, column, message }: Omit<Problem, 'offset'>): Refusal =>
  new Refusal(`${file}:${line}:${column}: ${message}`);
