import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dataFolder, lockFolder, makeFolder } from './folder.ts';
import { StoreRefusal } from './refusal.ts';

const home = mkdtempSync(join(tmpdir(), 'rolecall-test-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

let folders = 0;
const newFolder = (): string => {
  const folder = join(home, `data-${folders++}`);
  makeFolder(folder);
  return folder;
};

const refused = (folder: string): boolean => {
  try {
    lockFolder(folder).release();
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(StoreRefusal);
    expect((error as StoreRefusal).reason).toBe('in-use');
    return true;
  }
};

/** Another process that takes the lock, says so, and stays. */
async function holder(folder: string) {
  const program = `import { lockFolder } from ${JSON.stringify(new URL('folder.ts', import.meta.url).href)};
    lockFolder(process.argv[1]); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('a data folder', () => {
  test('gives its first new parent, once', () => {
    const folder = join(home, 'first/second/third');
    expect([makeFolder(folder), makeFolder(folder)]).toEqual([join(home, 'first'), undefined]);
  });

  test.runIf(process.platform === 'linux')('is refused where nobody can make one, and at once', () => {
    expect(() => makeFolder('/proc/rolecall/data')).toThrow('ENOENT');
    expect(() => makeFolder('/etc/passwd')).toThrow('EEXIST');
  });
});

describe('the lock of a data folder', () => {
  test('is refused to a second process, and free as soon as the first is killed', async () => {
    const folder = newFolder();
    const child = await holder(folder);
    expect(Array.from({ length: 100 }, () => refused(folder)).filter(Boolean)).toHaveLength(100);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(refused(folder)).toBe(false);
  });

  test('is refused to the same process, whose second try does not lose the first', async () => {
    const folder = newFolder();
    const lock = lockFolder(folder);
    expect(refused(folder)).toBe(true);
    const program = `import { lockFolder } from ${JSON.stringify(new URL('folder.ts', import.meta.url).href)};
      try { lockFolder(process.argv[1]); console.log('taken'); } catch (error) { console.log(error.reason); }`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program, folder]);
    const [said] = await once(child.stdout, 'data');
    expect(String(said).trim()).toBe('in-use');
    lock.release();
    expect(refused(folder)).toBe(false);
  });

  test('and the folder are their owner’s alone', () => {
    const folder = newFolder();
    lockFolder(folder).release();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(dataFolder(folder).lock).mode & 0o777).toBe(0o600);
  });
});
