import { decodeForm } from '../base/form.ts';
import { Fault } from '../model/fault.ts';
import { isPlainTarget } from '../query/route.ts';
import { headerLines } from '../query/wire.ts';
import type { ForwardedRequest } from '../sigv4/types.ts';
import type { ReadQuestion } from './read-question.ts';

/** What a query string of ours may have; a service has its own limit before. */
const PARAMETERS_MAX = 1000;

/**
 * A request as another service received it, for the verifier that our own go through. Throws what its sender is to be told
 * where it cannot be one that was signed whole.
 */
export function forwardedRequest({ method, target, headers, payloadHash }: ReadQuestion['request']): ForwardedRequest {
  if (!isPlainTarget(target)) throw new Fault('InvalidURI', 400, "Couldn't parse the specified URI.");
  const question = target.indexOf('?');
  const path = question < 0 ? target : target.slice(0, question);
  const query = question < 0 ? '' : target.slice(question + 1);
  const queryParameters = decodeForm(query, PARAMETERS_MAX);
  if ('problem' in queryParameters) {
    const message = queryParameters.problem === 'bad-escape' ? queryParameters.message : 'too many parameters';
    throw new Fault('MalformedQueryString', 400, message);
  }
  const lines = headerLines(headers.flat());
  const named = [...(lines.get('x-amz-content-sha256') ?? []), ...valuesOf(queryParameters, 'X-Amz-Content-Sha256')];
  // The pieces of such a body are signed with a key that its receiver does not have: to pass the head would be to
  // let any body in behind it (security.md A04).
  if (named.some((value) => /^\s*STREAMING-/i.test(value))) throw new Fault('NotImplemented', 501, NOT_IN_PIECES);
  return { method, path, query, queryParameters, headers: lines, payloadHash };
}

/** S3's sentence for a header that it does not do. */
const NOT_IN_PIECES = 'A header you provided implies functionality that is not implemented.';

const valuesOf = (parameters: readonly (readonly [string, string])[], name: string): readonly string[] =>
  parameters.flatMap(([each, value]) => (each === name ? [value] : []));
