import type { Attr, Element, Node } from '@xmldom/xmldom';
import { XMLNS } from './names.ts';
import { readXml } from './xml.ts';

/** A response has some hundred tags; each costs two parsers and a canonical form time (security.md I08). */
const TAGS_MAX = 2000;
const ATTRIBUTES_MAX = 4000;

/** An absolute URI in plain characters. It goes into canonical forms as it stands, so it must not be able to end an attribute. */
const NAMESPACE = /^[A-Za-z][A-Za-z0-9+.-]*:[!#-%(-;=?-~]+$/;

/**
 * Reads XML in which a signature can be looked for, or gives `undefined`: what `readXml` takes, without comments (one cuts
 * a name in two, security.md E06), with every id there once (E04), and with namespaces that have one spelling (E05).
 */
export function readPlainXml(text: string): Element | undefined {
  if (text.includes('<!') || countOf('<', text) > TAGS_MAX) return undefined;
  const root = readXml(text);
  return root !== undefined && isPlain(root) ? root : undefined;
}

function isPlain(root: Element): boolean {
  const ids = new Set<string>();
  let attributes = 0;
  for (const element of elementsOf(root)) {
    for (let i = 0; i < element.attributes.length; i++) {
      const attribute = element.attributes.item(i)!;
      if (++attributes > ATTRIBUTES_MAX || !isPlainAttribute(attribute)) return false;
      // `ID`, `Id`, `id` and `xml:id`: readers differ in which of them they take for an id.
      if (/^id$/i.test(attribute.localName ?? attribute.name)) {
        if (ids.has(attribute.value)) return false;
        ids.add(attribute.value);
      }
    }
  }
  return true;
}

/** Canonical forms leave out whatever begins with `xmlns`, and write a namespace as it is. */
function isPlainAttribute({ name, namespaceURI, value }: Attr): boolean {
  if (namespaceURI === XMLNS) return NAMESPACE.test(value) || (name === 'xmlns' && value === '');
  return !name.startsWith('xmlns');
}

/** The element and every element in it, in the order of the document. Without recursion. */
export function* elementsOf(root: Element): Generator<Element> {
  let node: Node = root;
  for (;;) {
    if (isElement(node)) yield node;
    if (node.firstChild !== null) {
      node = node.firstChild;
      continue;
    }
    while (node !== root && node.nextSibling === null) node = node.parentNode!;
    if (node === root) return;
    node = node.nextSibling!;
  }
}

/** The child elements; `undefined` where there is other text between them than white space. */
export function onlyElementsOf(parent: Element): Element[] | undefined {
  const children: Element[] = [];
  for (let node: Node | null = parent.firstChild; node !== null; node = node.nextSibling) {
    if (isElement(node)) children.push(node);
    else if (!/^[ \t\r\n]*$/.test(node.nodeValue ?? '')) return undefined;
  }
  return children;
}

export const isNamed = (element: Element, namespace: string, name: string): boolean =>
  element.namespaceURI === namespace && element.localName === name;

const isElement = (node: Node): node is Element => node.nodeType === 1;

function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}
