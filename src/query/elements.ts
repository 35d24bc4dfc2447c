import type { Fault } from '../model/fault.ts';
import { type Draft, isFault, malformed, type Reader } from './reader.ts';

/** A draft of elements by index. Indices may come unsorted and sparse. */
export type Elements = Map<number, Draft>;

/** AWS refuses a list whose indices jump by more than this (policy.md 11). */
const INDEX_JUMP_MAX = 10;

/**
 * Takes one parameter of a list or map. `at` stands behind `List.`; what follows is `member.N`, then nothing or the
 * name within the element.
 */
export function putElement(
  draft: Elements,
  word: 'member' | 'entry',
  reader: Reader,
  name: string,
  at: number,
  value: string,
): Fault | undefined {
  if (at > name.length) return value === '' ? undefined : malformed();
  if (!name.startsWith(`${word}.`, at)) return malformed();
  const from = at + word.length + 1;
  const dot = name.indexOf('.', from);
  const index = listIndex(name.slice(from, dot < 0 ? name.length : dot));
  if (index === undefined) return malformed();
  let element = draft.get(index);
  if (element === undefined) {
    element = reader.begin();
    draft.set(index, element);
  }
  return reader.put(element, name, dot < 0 ? name.length + 1 : dot + 1, value);
}

/** Leading zeros are fine: `member.01` is `member.1`. Nine digits are far beyond what the jumps leave possible. */
const listIndex = (digits: string): number | undefined =>
  /^0*[1-9][0-9]{0,8}$/.test(digits) ? Number(digits) : undefined;

/** Gives the elements in the order of their indices, gaps closed. */
export function finishElements(draft: Elements, reader: Reader): Fault | unknown[] {
  const elements: unknown[] = [];
  let last = 0;
  for (const index of [...draft.keys()].sort((a, b) => a - b)) {
    if (index - last > INDEX_JUMP_MAX) return malformed();
    last = index;
    const value = reader.finish(draft.get(index));
    if (isFault(value)) return value;
    elements.push(value);
  }
  return elements;
}
