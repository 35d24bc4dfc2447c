import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');

/** The files that are loaded before it is known which command is asked for: what is imported at the top, and what that imports. */
function loadedAtOnce(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(src, file), 'utf8');
  for (const [, target] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)';/gms)) {
    loadedAtOnce(relative(src, resolve(src, file, '..', target!)), seen);
  }
  return seen;
}

describe('what every command waits for', () => {
  const loaded = [...loadedAtOnce('main/rolecall.ts'), ...loadedAtOnce('main/program.ts')];

  it('reaches the commands', () => expect(loaded).toContain('cli/commands/aws.ts'));

  it('is nothing of the services’ commands, of their formats or of completion', () => {
    const rooms = /^(cli\/(aws|output|completion)|manual|model|client|policy)\//;
    expect(loaded.filter((file) => rooms.test(file)).filter((file) => file !== 'cli/aws/is-aws.ts')).toEqual([]);
  });
});
