import type { KeyObject } from 'node:crypto';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sameBytes } from '../base/same-secret.ts';
import { headerOf } from './read-trail.ts';
import { EVENT_BEGINS, macOf, SEAL_BEGINS, type Seal } from './seal.ts';
import { type TrailFile, trailFiles } from './trail-folder.ts';
import type { Head } from './trail-place.ts';

export interface Verified {
  readonly files: number;
  readonly batches: number;
  readonly events: number;
  /** What somebody has changed, taken away or put in, or may have. Empty: the trail is as it was written. */
  readonly problems: readonly string[];
  /** What is no harm and worth knowing. */
  readonly notes: readonly string[];
  readonly head: { readonly batch: number; readonly seal: string };
}

/**
 * Holds a trail to its seals: every line of every file, in its order, from the first file on to where the database says that the trail had come.
 * `firstFile` is the oldest that is meant to be there still.
 */
export function verifyTrail(trail: {
  readonly folder: string;
  readonly key: KeyObject;
  readonly firstFile?: number | undefined;
  /** How far the trail had come at least, by the database. */
  readonly known?: Head | undefined;
}): Verified {
  const { folder, key, firstFile = 1, known } = trail;
  const problems: string[] = [];
  const notes: string[] = [];
  const files = trailFiles(folder);
  let state = { batch: 0, seal: '' };
  let batches = 0;
  let events = 0;
  let expected = firstFile;
  let sawKnown = known === undefined;

  for (const [i, file] of files.entries()) {
    const name = file.path.slice(folder.length + 1);
    if (file.number > expected) problems.push(missing(expected, file.number - 1));
    expected = file.number + 1;
    const header = headerOf(file.path);
    if (header === undefined) {
      notes.push(`${name}: has no beginning, as after a crash; nothing in it counts`);
      continue;
    }
    if (i === 0) state = { batch: state.batch, seal: header.previous };
    else if (header.previous !== state.seal) problems.push(`${name}: does not go on where the file before ends`);
    if (header.carried > 0) notes.push(`${name}: ${header.carried} lines were found without a seal, as after a crash`);

    const until = nextPrevious(files, i);
    const walked = walk(readFileSync(file.path), key, { ...state, isFirst: i === 0 }, until);
    for (const problem of walked.problems) problems.push(`${name}: ${problem}`);
    if (walked.tail > 0) notes.push(`${name}: ${walked.tail} bytes behind the last seal that count for nothing`);
    if (known !== undefined && walked.seals.some(({ batch, mac }) => batch === known.batch && mac === known.seal))
      sawKnown = true;
    state = walked.state;
    batches += walked.seals.length;
    events += walked.events;
  }
  if (!sawKnown)
    problems.push(`the end is missing: the database knows of batch ${known!.batch}, in file ${known!.file}`);
  return { files: files.length, batches, events, problems, notes, head: state };
}

const missing = (from: number, to: number): string =>
  from === to ? `file ${from} is missing` : `files ${from} to ${to} are missing`;

/** The seal after which the next file goes on. */
function nextPrevious(files: readonly TrailFile[], i: number): string | undefined {
  for (const { path } of files.slice(i + 1)) {
    const header = headerOf(path);
    if (header !== undefined) return header.previous;
  }
  return undefined;
}

interface State {
  readonly batch: number;
  readonly seal: string;
}

/** Goes through the batches of one file, up to the seal where the next goes on. A batch that fails ends it: what follows hangs on it. */
function walk(bytes: Buffer, key: KeyObject, begun: State & { isFirst: boolean }, until: string | undefined) {
  const problems: string[] = [];
  const seals: Seal[] = [];
  let { batch, seal } = begun;
  let events = 0;
  let from = 0;
  for (let at = 0, line = 1; at < bytes.length; line++) {
    const end = bytes.indexOf(LINE_FEED, at);
    if (end < 0) break;
    if (bytes.toString('latin1', at, at + SEAL_BEGINS.length) === SEAL_BEGINS) {
      const read = readSeal(bytes.toString('latin1', at, end));
      const expected = macOf(key, seal, createHash('sha256').update(bytes.subarray(from, at)).digest());
      if (read === undefined || !equal(read.mac, expected)) {
        problems.push(`lines up to ${line} are not as they were written`);
        break;
      }
      // The number of the first batch is whatever it is where older files are gone.
      if (read.batch !== batch + 1 && !(begun.isFirst && seals.length === 0)) {
        problems.push(`batch ${batch + 1} is missing before line ${line}`);
      }
      events += countEvents(bytes, from, at);
      seals.push(read);
      batch = read.batch;
      seal = read.mac;
      from = end + 1;
      if (until !== undefined && seal === until) break;
    }
    at = end + 1;
  }
  const tail = problems.length > 0 ? 0 : bytes.length - from;
  return { problems, seals, events, tail, state: { batch, seal } };
}

const LINE_FEED = 0x0a;

function readSeal(line: string): Seal | undefined {
  try {
    return (JSON.parse(line) as { seal: Seal }).seal;
  } catch {
    return undefined;
  }
}

const equal = (read: unknown, expected: string): boolean => sameBytes(Buffer.from(String(read)), Buffer.from(expected));

function countEvents(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at = bytes.indexOf(LINE_FEED, at) + 1) {
    if (bytes.toString('latin1', at, at + EVENT_BEGINS.length) === EVENT_BEGINS) count++;
  }
  return count;
}
