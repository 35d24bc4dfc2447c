import { median } from '../statistics.ts';

/** How much longer something takes than what it is measured against: taken round by round. */
export interface Ratio {
  readonly ratio: number;
  readonly range: readonly [number, number];
}

export function ratioOf(of: readonly number[], to: readonly number[]): Ratio {
  const each = of.map((value, i) => value / to[i]!);
  return { ratio: median(each), range: [Math.min(...each), Math.max(...each)] };
}
