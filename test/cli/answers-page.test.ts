import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, rolecall } from './process.ts';

/** `docs/answers.md` is run: its files are written, its commands given, and what they print stands below them. */
const page = readFileSync(join(import.meta.dirname, '../../docs/answers.md'), 'utf8');
const cwd = folder();
for (const [, name, text] of page.matchAll(/^```\w+ ([\w.]+)\n([\s\S]*?)^```$/gm))
  writeFileSync(join(cwd, name!), text!);

const commands = [...page.matchAll(/^```console\n\$ rolecall (.*)\n([\s\S]*?)^```$/gm)].map(([, args, printed]) => ({
  args: args!,
  printed: printed!,
}));

describe('docs/answers.md', () => {
  it('has commands', () => expect(commands.length).toBeGreaterThan(4));

  it.each(commands)('rolecall $args', async ({ args, printed }) => {
    const { code, stdout, stderr } = await rolecall(args.split(' '), { cwd });
    expect(`${stdout}${stderr}${code === 0 ? '' : `(exit ${code})\n`}`).toBe(printed);
  });
});
