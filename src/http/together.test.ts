import { describe, expect, it } from 'vitest';
import { together } from './together.ts';

const turn = () => new Promise((done) => setImmediate(done));

describe('together', () => {
  it('does what gathered in a turn in one go, in order, and nothing twice', async () => {
    const done: number[] = [];
    const handIn = together<number>((item) => done.push(item));
    handIn(1);
    handIn(2);
    expect(done).toEqual([]);
    await turn();
    expect(done).toEqual([1, 2]);
    handIn(3);
    await turn();
    expect(done).toEqual([1, 2, 3]);
  });

  it('leaves what is handed in meanwhile to the next turn', async () => {
    const done: number[] = [];
    const handIn = together<number>((item) => {
      done.push(item);
      if (item < 3) handIn(item + 1);
    });
    handIn(1);
    await turn();
    expect(done).toEqual([1]);
    await turn();
    await turn();
    expect(done).toEqual([1, 2, 3]);
  });
});
