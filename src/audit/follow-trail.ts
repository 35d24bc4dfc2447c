import { setTimeout as pause } from 'node:timers/promises';
import { countedFiles, entriesOf, type ReadEvent } from './read-trail.ts';
import { halfOf, matches, type Wanted } from './search.ts';

const LOOK_MS = 200;

/** The events that come to a trail from now on, as soon as they are sealed. It does not end by itself. */
export async function* followTrail(folder: string, wanted: Wanted): AsyncGenerator<ReadEvent> {
  let last: Seen | undefined;
  for (const file of countedFiles(folder))
    last = { number: file.number, bytes: file.bytes, read: file.counted().length };
  for (;;) {
    for (const file of countedFiles(folder)) {
      const { number, bytes } = file;
      if (last !== undefined && (number < last.number || (number === last.number && bytes === last.bytes))) continue;
      const text = file.counted();
      const from = number === last?.number ? last.read : 0;
      last = { number, bytes, read: text.length };
      for (const entry of entriesOf(text.slice(from))) {
        if (entry.kind !== 'event' || !matches(entry.event, wanted)) continue;
        yield wanted.account === undefined ? entry.event : halfOf(entry.event, wanted.account);
      }
    }
    await pause(LOOK_MS);
  }
}

/** The newest file, as it was looked at last. */
interface Seen {
  readonly number: number;
  readonly bytes: number;
  readonly read: number;
}
