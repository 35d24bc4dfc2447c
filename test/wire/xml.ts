/**
 * A small, strict XML reader for tests, written from the XML 1.0 recommendation and not from our writer. It throws on
 * anything that is not well-formed, and normalises line ends as every XML processor does.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export function readXml(source: string): XmlElement {
  for (const character of source) {
    const point = character.codePointAt(0)!;
    const legal =
      point === 9 ||
      point === 10 ||
      point === 13 ||
      (point >= 0x20 && point <= 0xd7ff) ||
      (point >= 0xe000 && point <= 0xfffd) ||
      point >= 0x10000;
    if (!legal) throw new Error(`character U+${point.toString(16)} is not XML`);
  }
  const reader = { source: source.replaceAll('\r\n', '\n').replaceAll('\r', '\n'), at: 0 };
  const root = readElement(reader);
  if (reader.source.slice(reader.at).trim() !== '') throw new Error('text behind the root');
  return root;
}

interface Reader {
  readonly source: string;
  at: number;
}

const TAG = /<([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>/y;

function readElement(reader: Reader): XmlElement {
  const [, name, attributes, closed] = take(reader, TAG);
  const children: XmlElement[] = [];
  let text = '';
  if (closed === '/') return { name: name!, attributes: attributesOf(attributes!), children, text };
  for (;;) {
    const [raw] = take(reader, /[^<]*/y);
    text += unescapeXml(raw);
    if (reader.source.startsWith('</', reader.at)) break;
    children.push(readElement(reader));
  }
  const [, closing] = take(reader, /<\/([\w.:-]+)\s*>/y);
  if (closing !== name) throw new Error(`<${name}> closed by </${closing}>`);
  return { name: name!, attributes: attributesOf(attributes!), children, text };
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.source);
  if (match === null)
    throw new Error(`not well-formed at ${reader.at}: ${reader.source.slice(reader.at, reader.at + 40)}`);
  reader.at = pattern.lastIndex;
  return match;
}

function attributesOf(source: string): ReadonlyMap<string, string> {
  const matches = source.matchAll(/([\w.:-]+)="([^"]*)"/g);
  return new Map([...matches].map(([, name, value]) => [name!, unescapeXml(value!)]));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(raw: string): string {
  if (raw.includes(']]>')) throw new Error('`]]>` may not stand in text');
  return raw.replace(/&([^;&]*;?)/g, (_all, reference: string) => {
    const [, hex, decimal, name] = /^(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([a-z]+));$/.exec(reference) ?? [];
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    const character = ENTITIES[name ?? ''];
    if (character === undefined) throw new Error(`unknown reference &${reference}`);
    return character;
  });
}
