/**
 * What the durability scripts drive: something that writes, in a process of its own that can be killed.
 *
 * To drive another target (the server over HTTP, say), implement these and list it in `workloads` of `kill-loop.ts`:
 * `found` lays out an empty target in a folder; `writer` says how to start the process that writes to it (for a server: one process
 * that starts the server in its own process, with four clients beside it, so that one SIGKILL ends all);
 * `survey` opens what is left and says the state of each object; `integrity` says `ok` or what is wrong with the files.
 *
 * The writer speaks in lines of JSON on its standard output, each written by one synchronous call so that SIGKILL loses none:
 * `{"ready":true}` when the load begins, `{"try":7,"set":{"key:AKIA1":"active"}}` before a write, `{"done":7}` once it is
 * acknowledged, `{"failed":7,"reason":"..."}` when it is refused, `{"end":true}` when it has nothing more to do.
 */
export interface Workload {
  /** What its objects are of: the word that an object begins with, before the colon. */
  readonly kinds: readonly string[];
  found(folder: string, options: WorkloadOptions): Promise<void>;
  writer(folder: string, seed: number, options: WorkloadOptions): readonly string[];
  /** The state of each of the objects: what the write said it would be, or `null` where it is not there. */
  survey(folder: string, objects: readonly string[]): Promise<Map<string, string | null>>;
  integrity(folder: string): string;
}

export interface WorkloadOptions {
  readonly synchronous: 'FULL' | 'OFF';
  /** After how many writes the writer ends of itself. */
  readonly writesMax: number;
}

export type Line =
  | { readonly ready: true }
  | { readonly end: true }
  | { readonly try: number; readonly set: Readonly<Record<string, string | null>>; readonly what?: string }
  | { readonly done: number }
  | { readonly failed: number; readonly reason: string }
  | { readonly fault: string };

/** Small random numbers from a seed (mulberry32), so that a run can be repeated. */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
