import { common, Fault } from '../model/fault.ts';
import { Unavailable } from '../store/refusal.ts';

/** A refusal as it stands; a store that cannot be used now is 503, so that clients try again; anything else is a bug. */
export function faultOf(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  if (thrown instanceof Unavailable) return common.ServiceUnavailable(UNAVAILABLE);
  return common.InternalFailure(INTERNAL_FAILURE);
}

const UNAVAILABLE = 'The request has failed due to a temporary failure of the server.';
/** AWS's sentence for a failure of its own. The cause goes to the log under the request id. */
const INTERNAL_FAILURE = 'The request processing has failed because of an unknown error, exception or failure.';
