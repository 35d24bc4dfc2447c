/** Secrets whose every trace counts, by what they are. */
export type Canaries = ReadonlyMap<string, string | Buffer>;

/** Where a canary was found, as "what, in which form, in which place"; nothing where there is none. */
export function hits(canaries: Canaries, places: ReadonlyMap<string, Buffer>): string[] {
  const found: string[] = [];
  for (const [what, canary] of canaries)
    for (const [form, bytes] of formsOf(canary))
      for (const [place, contents] of places)
        if (contents.includes(bytes)) found.push(`${what} as ${form} in ${place}`);
  return found;
}

/** The ways in which something may be written, among them base64 in the midst of other bytes. */
function formsOf(canary: string | Buffer): readonly (readonly [form: string, bytes: Buffer])[] {
  const bytes = Buffer.from(canary as string);
  const shifted = [0, 1, 2].map((shift) => {
    const base64 = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return [`base64 shifted by ${shift}`, Buffer.from(base64.slice(shift === 0 ? 0 : 4, -4))] as const;
  });
  return [
    ['itself', bytes],
    ['hex', Buffer.from(bytes.toString('hex'))],
    ['HEX', Buffer.from(bytes.toString('hex').toUpperCase())],
    ['URL encoding', Buffer.from(encodeURIComponent(bytes.toString('latin1')))],
    ...shifted,
  ];
}

/** As `hits`, for thousands: `canaries` are secrets with what they are. Each place is read once. */
export function hitsOfMany(canaries: ReadonlyMap<string, string>, places: ReadonlyMap<string, Buffer>): string[] {
  const byHead = new Map<string, { readonly name: string; readonly text: string }[]>();
  for (const [canary, what] of canaries)
    for (const [form, bytes] of formsOf(canary)) {
      const text = bytes.toString('latin1');
      if (text.length < HEAD) continue;
      const head = text.slice(0, HEAD);
      byHead.set(head, [...(byHead.get(head) ?? []), { name: `${what} as ${form}`, text }]);
    }
  const found = new Set<string>();
  for (const [place, contents] of places) {
    const all = contents.toString('latin1');
    for (let i = 0; i + HEAD <= all.length; i++)
      for (const { name, text } of byHead.get(all.slice(i, i + HEAD)) ?? [])
        if (all.startsWith(text, i)) found.add(`${name} in ${place}`);
  }
  return [...found];
}

/** Characters by which a canary is looked for first. */
const HEAD = 10;
