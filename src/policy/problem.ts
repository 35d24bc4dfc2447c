import { placesIn } from './places.ts';
import type { Problem } from './types.ts';

/** Makes a problem out of a sentence and an offset. */
export const problemAt = (text: string, offset: number, message: string): Problem => ({
  message,
  ...placesIn(text)(offset),
});
