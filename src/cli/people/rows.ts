/** Writes facts one a line, names in a column of their own; what is not known is left out. */
export function rows(facts: Readonly<Record<string, string | undefined>>): string {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  const width = Math.max(...known.map(([name]) => name.length)) + 3;
  return known.map(([name, value]) => `${name.padEnd(width)}${value}\n`).join('');
}
