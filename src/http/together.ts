/**
 * Does in one go what gathers during one turn of the event loop; gives the function to hand an item in.
 *
 * Under load dozens of requests are read in one turn. Answered as they come, each finds the code of its rooms pushed out of
 * the processor's caches by the reading and writing of the others; answered together, and written together, a request costs
 * half (docs/decisions/speed-of-assume-role.md). An item that is alone waits for nothing: the turn ends with it.
 */
export function together<Item>(work: (item: Item) => void): (item: Item) => void {
  let gathered: Item[] = [];

  function workAll(): void {
    const items = gathered;
    gathered = [];
    for (const item of items) work(item);
  }

  return function handIn(item) {
    if (gathered.push(item) === 1) setImmediate(workAll);
  };
}
