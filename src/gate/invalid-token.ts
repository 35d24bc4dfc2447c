import { Fault } from '../model/fault.ts';

/** AWS's answer to a key or token that it does not know, or does not take here (sts.md 2.1, row 14). */
export const invalidToken = (): Fault =>
  new Fault('InvalidClientTokenId', 403, 'The security token included in the request is invalid.');
