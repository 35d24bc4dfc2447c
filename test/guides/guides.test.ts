import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../cli/process.ts';
import { runSteps } from '../cli/scripts/run-steps.ts';
import { atHome, writeTools } from '../cli/scripts/shell.ts';
import { asInTranscript, type Step } from '../cli/scripts/transcript.ts';
import { freePort } from '../tools/ports.ts';
import { type Block, readGuide } from './read-guide.ts';

/** The guides, typed as they stand: what is printed is what they say. The port of the server is another one each time. */
const guides = resolve(import.meta.dirname, '../../docs/guides');
const PORT = '8787';
/** Of the broker, in the guide that has one. */
const OTHER_PORT = '8090';

describe('a guide can be followed', () => {
  it.each(readdirSync(guides).filter((file) => file !== 'README.md'))(
    '%s',
    async (file) => {
      const blocks = readGuide(readFileSync(join(guides, file), 'utf8'));
      expect(blocks.some(({ kind }) => kind === 'console')).toBe(true);
      const reader = await openReader();
      try {
        for (const block of blocks) await reader.follow(block);
      } finally {
        await reader.leave();
      }
    },
    180_000,
  );
});

/** Somebody with an empty home who reads along. */
async function openReader() {
  const home = folder();
  writeTools(home);
  symlinkSync(resolve(import.meta.dirname, '../../examples'), join(home, 'examples'));
  const [port, other] = [String(await freePort()), String(await freePort())];
  const here = (text: string) => text.replaceAll(PORT, port).replaceAll(OTHER_PORT, other);
  const env: NodeJS.ProcessEnv = { ...atHome(home), ROLECALL_PORT: port, PORT: other };
  const servers: (() => Promise<unknown>)[] = [];

  return {
    async follow(block: Block): Promise<void> {
      if (block.kind === 'file') {
        const path = join(home, block.path.replace(/^~\//, ''));
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, here(block.text), { mode: 0o600 });
      } else if (block.kind === 'server')
        servers.push(await started(here(block.command), here(block.said), { cwd: home, env }));
      else await type(block.steps);
    },
    leave: () => Promise.all(servers.map((stop) => stop())),
  };

  async function type(steps: readonly Step[]): Promise<void> {
    const typed = steps.map((step) => ({ ...step, command: here(step.command), printed: step.printed.map(here) }));
    // What one block sets, the next one finds: it is one terminal.
    const ran = await runSteps([...typed, LAST], { cwd: home, env });
    if (process.env.SHOW_GUIDES === '1')
      for (const [i, { command }] of typed.entries())
        console.log(`$ ${command}\n${ran[i]!.printed.join('\n')}\n[${ran[i]!.code}]`);
    const told = (step: Step, printed: readonly string[], code: number) =>
      `line ${step.line}: $ ${step.command}\n${printed.map((line) => `${line}\n`).join('')}[${code}]`;
    expect(typed.map((step, i) => told(step, asInTranscript(step, ran[i]!.printed), ran[i]!.code))).toEqual(
      typed.map((step) => told(step, step.printed, step.code)),
    );
    for (const line of ran.at(-1)!.printed) {
      const [name, value] = line.split(/=(.*)/s);
      if (/^AWS_/.test(name!)) env[name!] = value;
    }
  }
}

const LAST: Step = { line: 0, command: 'env', printed: [], code: 0 };

/** Starts what the reader leaves running in a terminal of its own, and waits until it says what the guide says it does; gives its end. */
function started(command: string, said: string, options: { cwd: string; env: NodeJS.ProcessEnv }) {
  return new Promise<() => Promise<unknown>>((done, failed) => {
    // A group of its own, so that all of it can be ended.
    const child = spawn('bash', ['-c', `exec ${command}`], { ...options, detached: true });
    const gone = new Promise((end) => child.on('close', end));
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.split('\n').includes(said))
        done(() => {
          process.kill(-child.pid!, 'SIGTERM');
          return gone;
        });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    setTimeout(() => failed(new Error(`\`${command}\` does not say \`${said}\`: ${output}`)), 20_000).unref();
    void gone.then((code) => failed(new Error(`\`${command}\` ended with ${code}: ${output}`)));
  });
}
