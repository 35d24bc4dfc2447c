import type { Worker } from 'node:worker_threads';
import type { Clock } from '../base/clock.ts';
import type { Batch } from './line-buffer.ts';
import type { TrailFiles } from './trail-files.ts';
import type { Head, TrailPlace } from './trail-place.ts';

/** What the thread is asked, one thing at a time. */
export type Question =
  | { readonly kind: 'append'; readonly nowMs: number; readonly batch: Batch }
  | { readonly kind: 'sync' | 'close' };

export type Answer =
  | { readonly head: Head }
  | { readonly failed: { readonly message: string; readonly code: unknown } };

/**
 * The files of a trail, written by a thread of its own (trail-writer.ts): lines are joined, hashed, sealed and written beside the
 * requests, and not between them. It is started with the first line, and does not hold up the end of the process.
 *
 * A thread that ends unasked is a failure like that of a disk: what it was asked has failed, and the next question starts another, which
 * goes on in a new file after the last batch that the one before had answered for.
 */
export function trailInThread(place: TrailPlace, clock: Clock): TrailFiles {
  let { head, left } = place;
  let synced = head;
  let thread: Worker | undefined;
  let asked: { answered(head: Head): void; failed(error: Error): void } | undefined;
  /** How a thread ended that had nothing to answer: what it had written may not be on disk, which the next who asks has to know. */
  let ended: Error | undefined;

  return {
    wake: () => {
      thread ??= start();
    },
    async append(batch) {
      head = await ask({ kind: 'append', nowMs: clock.now(), batch });
      return head;
    },
    async sync() {
      synced = await ask({ kind: 'sync' });
    },
    head: () => synced,
    async close() {
      if (thread === undefined) return;
      synced = await ask({ kind: 'close' });
      // Waited for: else a process that does nothing more ends before the thread has.
      thread?.ref();
      await thread?.terminate();
    },
  };

  async function ask(question: Question): Promise<Head> {
    const problem = ended;
    ended = undefined;
    if (problem !== undefined) throw problem;
    thread ??= start();
    const at = thread;
    at.ref();
    try {
      return await new Promise<Head>((answered, failed) => {
        asked = { answered, failed };
        at.postMessage(question);
      });
    } finally {
      asked = undefined;
      at.unref();
    }
  }

  function start(): Worker {
    const worker = new (process.getBuiltinModule('node:worker_threads').Worker)(WRITER, {
      workerData: { ...place, head, left },
      name: 'audit trail',
    });
    // A file that this one does not bring to its end is not gone on with.
    left = undefined;
    let why: unknown;
    worker.unref();
    worker.on('message', (answer: Answer) => {
      if ('head' in answer) asked?.answered(answer.head);
      else asked?.failed(Object.assign(new Error(answer.failed.message), { code: answer.failed.code }));
    });
    worker.on('error', (error) => {
      why = error;
    });
    worker.on('exit', (code) => {
      thread = undefined;
      const error = new Error(`the thread that writes the audit trail ended with ${code}`, { cause: why });
      if (asked !== undefined) asked.failed(error);
      else ended = error;
    });
    return worker;
  }
}

/** Beside this file, as it is or built. */
const WRITER = new URL(import.meta.url.endsWith('.ts') ? './trail-writer.ts' : './trail-writer.js', import.meta.url);
