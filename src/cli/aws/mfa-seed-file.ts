import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CommandError, FAILED, WRONG_USAGE } from './command-error.ts';
import { expandPath } from './parameter-file.ts';

/** Finds out, before a device is made, that its seed can be written. */
export function seedFile(path: string, env: Readonly<Record<string, string | undefined>>): string {
  const file = expandPath(path, env);
  try {
    accessSync(dirname(resolve(file)), constants.W_OK);
    return file;
  } catch {
    throw new CommandError(`Unable to write to file: ${file}`, WRONG_USAGE);
  }
}

/** Takes the seed of a new MFA device out of the answer and writes it to a file that only its owner can read, whole or not at all. */
export function keepSeed(answer: Record<string, unknown>, method: string, file: string): void {
  const device = answer.VirtualMFADevice as Record<string, unknown> | undefined;
  const seed = device?.[method];
  if (device === undefined || typeof seed !== 'string') return;
  const content = Buffer.from(seed, 'base64');
  const there = statSync(file, { throwIfNoEntry: false });
  const whole = there === undefined ? file : realpathSync(file);
  const unfinished = `${whole}.${process.pid}.tmp`;
  try {
    // A pipe or a terminal is written to; nothing takes its place.
    if (there !== undefined && !there.isFile()) writeFileSync(file, content);
    else {
      writeFileSync(unfinished, content, { mode: 0o600, flag: 'wx' });
      renameSync(unfinished, whole);
    }
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new CommandError(`cannot write \`${file}\`: ${(error as NodeJS.ErrnoException).code}`, FAILED, [
      'the device was made all the same: delete it and make another',
    ]);
  }
  delete device.QRCodePNG;
  delete device.Base32StringSeed;
}
