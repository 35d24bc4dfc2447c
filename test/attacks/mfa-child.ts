/**
 * A server that is killed right after it refused a code, for attack/G03: opens the store of the file it is given, tries the
 * codes it is given, and dies without closing anything.
 */
import { systemClock } from '../../src/base/clock.ts';
import { mfaVerifier } from '../../src/mfa/verifier.ts';
import { openStore } from '../../src/store/open.ts';
import { ACCOUNT, mac, SERIAL, secrets, USER } from '../mfa/support.ts';

const [file, ...codes] = process.argv.slice(2);
const store = await openStore({ file: file!, mac });
const verifier = mfaVerifier({ store, secrets, clock: systemClock });
for (const code of codes) {
  const answer = await verifier.verify({ account: ACCOUNT, userId: USER, serial: SERIAL, code });
  if (answer !== 'refused') process.exit(3);
}
process.kill(process.pid, 'SIGKILL');
