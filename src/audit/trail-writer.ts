import { rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { realDisk } from './disk.ts';
import { trailFilesIn } from './trail-files.ts';
import { trailFiles } from './trail-folder.ts';
import type { Head, TrailPlace } from './trail-place.ts';
import type { Answer, Question } from './trail-thread.ts';

/** The thread that writes a trail: it does what it is asked (trail-thread.ts), one thing after the other, and says how far it has come. */
const place = workerData as TrailPlace;
let nowMs = 0;

// A thread before this one may have begun a file and not told: what no batch was answered for in was never there, and is asked for again.
for (const { number, path } of trailFiles(place.folder)) if (number > place.head.file) rmSync(path);

const files = trailFilesIn({ ...place, clock: { now: () => nowMs }, disk: realDisk, carried: [] });

parentPort!.on('message', (question: Question) => {
  void work(question)
    .then((head): Answer => ({ head }))
    .catch((error): Answer => ({ failed: { message: String(error.message), code: error.code } }))
    .then((answer) => parentPort!.postMessage(answer));
});

async function work(question: Question): Promise<Head> {
  if (question.kind === 'append') {
    nowMs = question.nowMs;
    return files.append(question.batch);
  }
  await (question.kind === 'sync' ? files.sync() : files.close());
  return files.head();
}
