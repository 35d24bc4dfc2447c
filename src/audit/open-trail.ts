import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { uuid } from '../base/identifiers.ts';
import { type Disk, realDisk } from './disk.ts';
import { EVENT_BEGINS, HEADER_BEGINS, SEAL_BEGINS, type Seal, type TrailHeader } from './seal.ts';
import { trailFilesIn } from './trail-files.ts';
import { makeTrailFolder, trailFiles } from './trail-folder.ts';
import type { Head } from './trail-place.ts';

export type OpenTrail = ReturnType<typeof trailFilesIn> & { readonly id: string };

/**
 * Opens the trail in a folder to go on with it, or begins one. No file that is there is written to again: each start begins a new one. What a
 * crash has left behind the last seal goes to the beginning of it, as far as its lines are whole.
 */
export function openTrail(trail: {
  readonly folder: string;
  readonly key: KeyObject;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly disk?: Disk | undefined;
}): OpenTrail {
  const { folder, key, clock, entropy, disk = realDisk } = trail;
  makeTrailFolder(folder);
  const last = lastState(folder);
  const id = last?.id ?? uuid(entropy);
  const head = last?.head ?? { file: 0, batch: 0, seal: '' };
  return { id, ...trailFilesIn({ folder, id, key, clock, disk, head, carried: last?.carried ?? [] }) };
}

interface LastState {
  readonly id: string;
  readonly head: Head;
  readonly carried: readonly string[];
}

/** Where the trail ends: behind the last seal, in whichever file that is. What follows it is carried on. */
function lastState(folder: string): LastState | undefined {
  const files = trailFiles(folder);
  let carried: readonly string[] = [];
  for (const { path } of files.toReversed()) {
    const text = readFileSync(path, 'latin1');
    const header = headerIn(text);
    const sealAt = text.lastIndexOf(`\n${SEAL_BEGINS}`) + 1;
    const sealEnd = sealAt === 0 ? -1 : text.indexOf('\n', sealAt);
    carried = [...eventsIn(text.slice(sealEnd + 1)), ...carried];
    if (header === undefined || sealEnd < 0) continue;
    const { seal } = JSON.parse(text.slice(sealAt, sealEnd)) as { seal: Seal };
    // Past every number that was given: a file that has lost its beginning keeps its own.
    return { id: header.id, head: { file: files.at(-1)!.number, batch: seal.batch, seal: seal.mac }, carried };
  }
  return undefined;
}

/** Whole lines only: the last may have been cut short. */
const eventsIn = (text: string): readonly string[] => text.split('\n').slice(0, -1).filter(isEvent);

function headerIn(text: string): TrailHeader | undefined {
  if (!text.startsWith(HEADER_BEGINS)) return undefined;
  try {
    return (JSON.parse(text.slice(0, text.indexOf('\n'))) as { trail: TrailHeader }).trail;
  } catch {
    return undefined;
  }
}

function isEvent(line: string): boolean {
  if (!line.startsWith(EVENT_BEGINS)) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
