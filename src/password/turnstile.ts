/** Refuses work for which there is no room: too many wait already, or one is under way for the same one. */
export class TooBusy extends Error {
  constructor() {
    super('too much work of this kind is under way');
    this.name = 'TooBusy';
  }
}

/** Lets in a few pieces of work at a time; the others wait, as many as there is room for. */
export type Turnstile = <T>(who: string, work: () => Promise<T>) => Promise<T>;

/**
 * Makes a turnstile (security.md I08). Each `who` has at most one piece of work, waiting or under way, so that one caller
 * cannot fill the room and keep everybody else out.
 */
export function turnstile({ atOnce, waitingMax }: { atOnce: number; waitingMax: number }): Turnstile {
  const here = new Set<string>();
  const waiting: (() => void)[] = [];
  let free = atOnce;

  async function enter(): Promise<void> {
    if (free > 0) free--;
    // Whoever leaves hands on the place, so that nobody slips in between.
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  }

  return async (who, work) => {
    if (here.has(who) || (free === 0 && waiting.length >= waitingMax)) throw new TooBusy();
    here.add(who);
    try {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    } finally {
      here.delete(who);
    }
  };
}
