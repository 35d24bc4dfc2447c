import { createHmac } from 'node:crypto';

const STEP_MS = 30_000;
/** Room for a slow client to arrive in the step that its code was made for. */
const ARRIVAL_MS = 12_000;

/**
 * A virtual MFA device as an authenticator app is one: it got the seed as Base32 text and makes codes by RFC 6238. It
 * shares no code with the server. It remembers which steps it used, since a code works once.
 */
export class Device {
  readonly serial: string;
  private readonly seed: Buffer;
  private usedStep = 0;
  private unusedStep = 0;

  constructor(serial: string, base32Seed: string) {
    this.serial = serial;
    this.seed = fromBase32(base32Seed);
  }

  /** Two consecutive codes to enrol with, this step's being the second: they hold should the step turn meanwhile. */
  enrolment(): TwoCodes {
    return this.enrolAt(stepNow());
  }

  /** Two codes that end before this step, so that this step's code stays unused until it is too old: `staleCode`. */
  async earlyEnrolment(): Promise<TwoCodes> {
    if (leftOfStepMs() < ARRIVAL_MS) await until((stepNow() + 1) * STEP_MS);
    this.unusedStep = stepNow();
    return this.enrolAt(this.unusedStep - 1);
  }

  /** Two codes as they would show had the device's clock run this far ahead. */
  codesAhead(minutes: number): TwoCodes {
    return this.enrolAt(stepNow() + (minutes * 60_000) / STEP_MS);
  }

  /** A code that was never used: the earliest that counts, so that as few seconds as possible are waited. */
  async freshCode(): Promise<string> {
    this.usedStep = Math.max(this.usedStep + 1, stepNow());
    // The server takes one step ahead; of a step beyond that, the code is not good yet.
    await until((this.usedStep - 1) * STEP_MS);
    return this.codeOf(this.usedStep);
  }

  /** The last code once more. */
  usedCode(): string {
    return this.codeOf(this.usedStep);
  }

  /** A code never used and later than any used, that stood on the display two steps ago. */
  async staleCode(): Promise<string> {
    if (this.unusedStep <= this.usedStep) throw new Error('this device was not enrolled early');
    await until((this.unusedStep + 2) * STEP_MS);
    return this.codeOf(this.unusedStep);
  }

  /** Six digits that are no code of any step near by. */
  wrongCode(): string {
    const near = new Set([-4, -3, -2, -1, 0, 1, 2, 3, 4].map((distance) => this.codeOf(stepNow() + distance)));
    const wrong = ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777', '888888', '999999'];
    return wrong.find((code) => !near.has(code))!;
  }

  private enrolAt(step: number): TwoCodes {
    this.usedStep = step;
    return { AuthenticationCode1: this.codeOf(step - 1), AuthenticationCode2: this.codeOf(step) };
  }

  /** RFC 4226 5.3 over the number of the step, RFC 6238 4. */
  private codeOf(step: number): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const mac = createHmac('sha1', this.seed).update(counter).digest();
    const at = mac.at(-1)! & 0x0f;
    return String((mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
  }
}

interface TwoCodes {
  readonly AuthenticationCode1: string;
  readonly AuthenticationCode2: string;
}

const stepNow = (): number => Math.floor(Date.now() / STEP_MS);
const leftOfStepMs = (): number => STEP_MS - (Date.now() % STEP_MS);

/** A timer counts by another clock than the codes do and may ring a moment early: a code would then be of the step before. */
async function until(timeMs: number): Promise<void> {
  for (let left = timeMs - Date.now(); left > -TURN_MS; left = timeMs - Date.now()) {
    await new Promise((done) => setTimeout(done, left + TURN_MS));
  }
}
/** So long after the turn of a step it has turned for everybody. */
const TURN_MS = 50;

/** RFC 4648 section 6. */
function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const letter of text.replace(/=+$/, '')) {
    const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter);
    if (value < 0) throw new Error(`the seed is not Base32: it holds \`${letter}\``);
    bits = ((bits << 5) | value) & 0xfff;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return Buffer.from(bytes);
}
