import type { Tools } from '../../../src/operation/operation.ts';
import { passwords } from '../../../src/password/passwords.ts';

/** Half a second for a hash is what a server is to take; a kill loop would wait for nothing else. Hashes say their cost themselves. */
export function cheapenPasswords(tools: Tools): void {
  Object.assign(tools, { passwords: passwords({ entropy: tools.entropy, cost: { logN: 10, r: 8, p: 1 } }) });
}
