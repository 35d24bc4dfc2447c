import { Secret, TOTP } from 'otpauth';

/** Prints the code of a seed in base32, so many steps from now: `totp SEED [-1]`. */
const [seed = '', steps = '0'] = process.argv.slice(2);
const timestamp = Date.now() + Number(steps) * 30_000;
process.stdout.write(`${new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp })}\n`);
