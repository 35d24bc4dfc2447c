import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededEntropy } from '../base/entropy.ts';
import { createRootKey, loadRootKeys, RootKeyRefused } from './root-key.ts';

let folder: string;
let file: string;
const key = Buffer.alloc(32, 0xfb).toString('base64');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-key-'));
  file = join(folder, 'root.key');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (content: string, mode = 0o600): void => {
  writeFileSync(file, content);
  chmodSync(file, mode);
};
const refusal = (): unknown => {
  try {
    return loadRootKeys(file);
  } catch (error) {
    return error;
  }
};

describe('createRootKey', () => {
  it('writes 32 bytes in base64 and a line end, for the owner alone, and loads the same', () => {
    const created = createRootKey(file, seededEntropy('a'));
    expect(readFileSync(file, 'latin1')).toBe(`${created.export().toString('base64')}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(loadRootKeys(file).active.equals(created)).toBe(true);
    expect(readdirSync(folder)).toEqual(['root.key']);
  });

  it.each([0o000, 0o777])('takes no mode from the umask %o', (umask) => {
    const before = process.umask(umask);
    try {
      createRootKey(file, seededEntropy('a'));
    } finally {
      process.umask(before);
    }
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('never writes over a file, nor through a link', () => {
    write(`${key}\n`);
    expect(() => createRootKey(file, seededEntropy('a'))).toThrow('exists already');
    expect(readFileSync(file, 'latin1')).toBe(`${key}\n`);
    rmSync(file);
    symlinkSync(join(folder, 'elsewhere'), file);
    expect(() => createRootKey(file, seededEntropy('a'))).toThrow('exists already');
    expect(readdirSync(folder)).toEqual(['root.key']);
  });

  it('says so where it cannot write', () => {
    file = join(folder, 'missing', 'root.key');
    expect(() => createRootKey(file, seededEntropy('a'))).toThrow(RootKeyRefused);
  });
});

describe('loadRootKeys', () => {
  it.each([`${key}\n`, key])('reads %j', (content) => {
    write(content);
    expect(loadRootKeys(file).active.export().toString('base64')).toBe(key);
  });

  it.each([
    ['nothing', ''],
    ['31 bytes', `${Buffer.alloc(31).toString('base64')}\n`],
    ['33 bytes', `${Buffer.alloc(33).toString('base64')}\n`],
    ['64 bytes', `${Buffer.alloc(64).toString('base64')}\n`],
    ['two keys', `${key}\n${key}\n`],
    ['two line ends', `${key}\n\n`],
    ['a carriage return', `${key}\r\n`],
    ['raw bytes', 'a'.repeat(32)],
    ['hexadecimal', '00'.repeat(32)],
    ['the URL-safe alphabet', `${key.replaceAll('+', '-').replaceAll('/', '_')}\n`],
    ['no padding', `${key.slice(0, -1)}\n`],
  ])('refuses %s', (_name, content) => {
    write(content);
    expect(refusal()).toBeInstanceOf(RootKeyRefused);
    expect(String(refusal())).toContain('does not hold 32 bytes in base64');
  });

  it.each([0o640, 0o604, 0o660, 0o610, 0o601, 0o644, 0o777])('attack/J12 refuses a file of mode %o', (mode) => {
    write(`${key}\n`, mode);
    expect(String(refusal())).toContain('lets others in');
  });

  it('attack/J12 refuses a symbolic link, also to a good file', () => {
    write(`${key}\n`);
    const link = join(folder, 'link');
    symlinkSync(file, link);
    expect(() => loadRootKeys(link)).toThrow('is a symbolic link');
  });

  it('attack/J12 refuses what is not a regular file, without waiting for it', () => {
    mkdirSync(file, { mode: 0o700 });
    expect(String(refusal())).toContain('is not a regular file');
    rmSync(file, { recursive: true });
    execFileSync('mkfifo', ['-m', '600', file]);
    expect(String(refusal())).toContain('is not a regular file');
  });

  it.runIf(process.geteuid?.() === 0)('attack/J12 refuses the file of another user (run as root)', () => {
    write(`${key}\n`);
    chownSync(file, 12_345, 12_345);
    expect(String(refusal())).toContain('belongs to user 12345, but this process runs as user 0');
  });

  it('says that a file is not there, and never shows what one holds', () => {
    expect(String(refusal())).toContain('does not exist');
    write('AKIAVERYSECRET');
    expect(String(refusal())).not.toContain('AKIAVERYSECRET');
  });
});
