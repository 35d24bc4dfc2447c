import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal } from '../refusal.ts';
import { privateFolder } from './private-folder.ts';

/** How long a browser that has just started may take to read the page. */
const KEPT_MS = 10_000;
const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['explorer.exe'],
};

/**
 * Opens a link in a browser without showing it to anybody else on the machine: every process can read the arguments of every
 * other, so the browser is given a page that its owner alone can read, which leads to the link, and goes away again.
 */
export async function openPrivately(link: string): Promise<void> {
  const { BROWSER } = process.env;
  const folder = privateFolder();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Whoever does not want to wait leaves nothing behind either.
  const interrupted = () => {
    remove();
    process.exit(130);
  };
  for (const signal of SIGNALS) process.once(signal, interrupted);
  try {
    const page = join(folder, 'sign-in.html');
    const href = link.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const refresh = `<meta http-equiv="refresh" content="0;url=${href}">`;
    writeFileSync(
      page,
      `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">${refresh}<title>Signing in</title>`,
      { mode: 0o600, flag: 'wx' },
    );
    const [opener, ...args] = BROWSER ? [BROWSER] : (OPENERS[process.platform] ?? ['xdg-open']);
    await started(opener!, [...args, pathToFileURL(page).href]);
    await new Promise((done) => setTimeout(done, KEPT_MS));
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupted);
    remove();
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when the opener has ended well, or still runs after a second, as a browser does. */
function started(opener: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(opener, args, { stdio: 'ignore', detached: true });
    child.unref();
    const fail = (why: string) =>
      reject(new Refusal(`cannot open a browser by \`${opener}\`: ${why}; say it without --open`));
    child.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    child.on('exit', (code) => (code === 0 ? resolve() : fail(`it ends with ${code}`)));
    setTimeout(resolve, 1000);
  });
}
