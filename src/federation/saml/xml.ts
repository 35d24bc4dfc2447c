import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';

/** Markup characters of one document. A federation's own metadata has some hundreds; each costs the parser time. */
const TAGS_MAX = 20_000;
const REFERENCES_MAX = 20_000;
const DEPTH_MAX = 64;

/** XML's declaration as we take it: version 1.0, and no encoding but the one that the text had when it became text. */
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"(?:utf-8|us-ascii)"|'(?:utf-8|us-ascii)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/i;

/** What XML 1.0 calls a character (2.2), and no half of a surrogate pair. */
const CHARACTERS = /^[\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/**
 * Reads a document of somebody else's, or gives `undefined`. What parsers have been led astray by is refused before one
 * runs: any DOCTYPE, so that there are no entities; processing instructions; another encoding; a byte order mark; NUL
 * (security.md E07, E08). Every complaint of the parser, a mere warning too, is a refusal.
 */
export function readXml(text: string): Element | undefined {
  if (!CHARACTERS.test(text) || text.startsWith('\uFEFF')) return undefined;
  const declaration = DECLARATION.exec(text)?.[0] ?? '';
  const body = text.slice(declaration.length);
  if (!hasPlainMarkup(body)) return undefined;
  const document = parse(body);
  const root = document?.documentElement;
  if (document === undefined || !root || !isOnlyElement(document, root)) return undefined;
  return isShallow(root) ? root : undefined;
}

/**
 * `<!` begins nothing but a comment, `<?` nothing at all; `&` begins one of XML's own five entities or a character; and
 * there is a bounded number of each. The parser would let a stray `&`, `&#0;` and `]]>` pass.
 */
function hasPlainMarkup(body: string): boolean {
  let tags = 0;
  for (let at = body.indexOf('<'); at >= 0; at = body.indexOf('<', at + 1)) {
    if (++tags > TAGS_MAX || body[at + 1] === '?') return false;
    if (body[at + 1] === '!' && !body.startsWith('<!--', at)) return false;
  }
  let references = 0;
  for (let at = body.indexOf('&'); at >= 0; at = body.indexOf('&', at + 1)) {
    if (++references > REFERENCES_MAX || !isReference(body, at)) return false;
  }
  return !body.includes(']]>');
}

function isReference(body: string, at: number): boolean {
  const [whole, decimal, hexadecimal] = REFERENCE.exec(body.slice(at, at + 12)) ?? [];
  if (whole === undefined) return false;
  if (decimal === undefined && hexadecimal === undefined) return true;
  const codePoint = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
  return codePoint <= 0x10ffff && CHARACTERS.test(String.fromCodePoint(codePoint));
}

const REFERENCE = /^&(?:amp|lt|gt|apos|quot|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));/;

function parse(body: string): Document | undefined {
  try {
    return new DOMParser({ locator: false, onError: refuse }).parseFromString(body, 'text/xml');
  } catch {
    return undefined;
  }
}

function refuse(_level: string, message: string): never {
  throw new Error(message);
}

/** One root, and around it nothing but comments and white space. */
function isOnlyElement(document: Document, root: Element): boolean {
  for (let node: Node | null = document.firstChild; node !== null; node = node.nextSibling) {
    const isWhite = node.nodeType === TEXT && /^[ \t\r\n]*$/.test(node.nodeValue ?? '');
    if (node !== root && node.nodeType !== COMMENT && !isWhite) return false;
  }
  return true;
}

/** Walks without recursion, since depth is what is asked about. */
function isShallow(root: Element): boolean {
  let depth = 1;
  let node: Node = root;
  for (;;) {
    if (node.firstChild !== null) {
      node = node.firstChild;
      if (++depth > DEPTH_MAX) return false;
      continue;
    }
    while (node.nextSibling === null) {
      if (node === root || node.parentNode === null) return true;
      node = node.parentNode;
      depth--;
      if (node === root) return true;
    }
    node = node.nextSibling;
  }
}

const TEXT = 3;
const COMMENT = 8;
const ELEMENT = 1;

/** The child elements of one name. */
export function childrenOf(parent: Element, namespace: string, name: string): Element[] {
  const found: Element[] = [];
  for (let node: Node | null = parent.firstChild; node !== null; node = node.nextSibling) {
    const element = node as Element;
    if (node.nodeType === ELEMENT && element.namespaceURI === namespace && element.localName === name) {
      found.push(element);
    }
  }
  return found;
}

/**
 * The text of an element that holds nothing but text. With a comment, CDATA or another element in it there is none: of
 * two readers one may stop at the first piece (security.md E06).
 */
export function textOf(element: Element): string | undefined {
  let text = '';
  for (let node: Node | null = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType !== TEXT) return undefined;
    text += node.nodeValue ?? '';
  }
  return text;
}

/** The value of an attribute without a prefix, or `undefined` where there is none. */
export const attributeOf = (element: Element, name: string): string | undefined =>
  element.hasAttributeNS(null, name) ? (element.getAttributeNS(null, name) ?? undefined) : undefined;
