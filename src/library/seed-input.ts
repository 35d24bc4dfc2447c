import { fileURLToPath } from 'node:url';
import type { AskedSeed } from '../cli/house.ts';
import { Refusal } from '../cli/refusal.ts';
import { readSeedFile, readSeedText } from '../cli/seed-file.ts';
import { RolecallError } from './rolecall-error.ts';
import { seedLines } from './seed-lines.ts';
import type { SeedInput } from './seed-object.ts';

/** Reads a seed and the secrets that it names, and gives it to `work`. What is wrong with it is said of its place. */
export async function withSeed<Result>(seed: SeedInput, work: (asked: AskedSeed) => Promise<Result>): Promise<Result> {
  const { read, placed } = reading(seed);
  try {
    const { warnings: _warnings, ...asked } = await read();
    return await work({ ...asked, prune: false });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new RolecallError('SeedRefused', error.message.split('\n').map(placed), error);
  }
}

function reading(seed: SeedInput) {
  const asIs = (problem: string) => problem;
  const text = (text: string) => readSeedText({ ...HERE, text }, process.env);
  if (seed instanceof URL) return { read: () => readSeedFile(fileURLToPath(seed), process.env), placed: asIs };
  if (typeof seed === 'string') {
    const isText = seed.includes('\n') || seed.trimStart().startsWith('{');
    return { read: () => (isText ? text(seed) : readSeedFile(seed, process.env)), placed: asIs };
  }
  const lines = seedLines(seed);
  return {
    read: () => text(lines.text),
    /** Nobody has seen the lines: their members are named instead. */
    placed: (problem: string) =>
      problem.replace(/^seed:([0-9]+):[0-9]+: /, (_place, line) => `${lines.memberAt(Number(line))}: `),
  };
}

/** Files that a seed without a place of its own names are looked for where the process stands. */
const HERE = { name: 'seed', folder: '.', isOpen: false } as const;
