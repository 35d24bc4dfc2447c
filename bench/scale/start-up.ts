import { untilExit, untilListening } from '../start-up.ts';
import { median } from '../statistics.ts';

/** Times `node -e 0` and `serve` until it listens on either store, in turns. */
export async function timeStartsOf(small: string, large: string, runs: number) {
  const rows: { node: number; small: number; large: number }[] = [];
  for (let run = 0; run <= runs; run++) {
    const row = {
      node: await untilExit(['-e', '0']),
      small: await untilListening(small),
      large: await untilListening(large),
    };
    // The first fills the compile cache and the system's page cache.
    if (run > 0) rows.push(row);
  }
  return {
    nodeMs: median(rows.map(({ node }) => node)),
    smallMs: median(rows.map((row) => row.small)),
    largeMs: median(rows.map((row) => row.large)),
    smallRatio: median(rows.map((row) => row.small / row.node)),
    largeRatio: median(rows.map((row) => row.large / row.node)),
    ratio: median(rows.map((row) => row.large / row.small)),
  };
}

export type ScaleStartUp = Awaited<ReturnType<typeof timeStartsOf>>;
