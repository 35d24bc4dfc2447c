import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, type Running, start } from '../cli/process.ts';
import { runSteps } from '../cli/scripts/run-steps.ts';
import { atHome, writeTools } from '../cli/scripts/shell.ts';
import { asInTranscript, type Step } from '../cli/scripts/transcript.ts';
import { type Block, readGuide } from './read-guide.ts';

/** The guides, typed as they stand: what is printed is what they say. The port of the server is another one each time. */
const guides = resolve(import.meta.dirname, '../../docs/guides');
const PORT = '8787';

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
  const port = await freePort();
  const here = (text: string) => text.replaceAll(PORT, port);
  const env: NodeJS.ProcessEnv = {
    ...atHome(home),
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
  };
  const servers: Running[] = [];

  return {
    async follow(block: Block): Promise<void> {
      if (block.kind === 'file') {
        const path = join(home, block.path.replace(/^~\//, ''));
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, here(block.text), { mode: 0o600 });
      } else if (block.kind === 'server') {
        const [program, ...args] = here(block.command).split(' ');
        expect(program).toBe('rolecall');
        const server = await start([...args, '--port', port], { cwd: home });
        servers.push(server);
        expect(`listening on ${server.url}`).toBe(here(block.said));
      } else await type(block.steps);
    },
    leave: () => Promise.all(servers.map((server) => server.stop())),
  };

  async function type(steps: readonly Step[]): Promise<void> {
    const typed = steps.map((step) => ({ ...step, command: here(step.command), printed: step.printed.map(here) }));
    // What one block sets, the next one finds: it is one terminal.
    const ran = await runSteps([...typed, LAST], { cwd: home, env });
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

function freePort(): Promise<string> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(String(port)));
    });
  });
}
