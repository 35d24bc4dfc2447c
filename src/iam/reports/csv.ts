/** Writes rows as CSV (RFC 4180), with bare line feeds and none at the end, as recorded of AWS. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(cell).join(',')).join('\n');

/** Names may hold commas and paths quotation marks: neither begins a new cell. */
const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
