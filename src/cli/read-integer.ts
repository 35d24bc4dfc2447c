/** Reads decimal digits, or throws the sentence that says what is expected. */
export function readInteger(text: string, min: number, max: number, what = ''): number {
  const number = /^[0-9]{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max)) throw new Error(`expected a number from ${min} to ${max}${what}`);
  return number;
}
