import type { Element } from '@xmldom/xmldom';
import { DOMParser } from '@xmldom/xmldom';
import type { OperationFacts, Shape } from '../model/facts.ts';

/** What an operation answered. */
export interface Answered {
  readonly output: Record<string, unknown>;
  readonly requestId: string | undefined;
}

/**
 * Reads the answer of an operation by its shape, as AWS's clients do: what the shape does not know is left out, what is
 * absent is absent. Times are texts as received; whoever prints or computes with them reads them.
 */
export function readAnswer(facts: OperationFacts, body: string): Answered {
  const root = parse(body);
  if (root?.tagName !== `${facts.name}Response`) throw new SyntaxError(`no ${facts.name}Response`);
  const requestId = textOf(childNamed(childNamed(root, 'ResponseMetadata'), 'RequestId'));
  if (facts.output === undefined) return { output: {}, requestId };
  const result = childNamed(root, `${facts.name}Result`);
  if (result === undefined) throw new SyntaxError(`no ${facts.name}Result in the answer`);
  return { output: read(result, facts.output) as Record<string, unknown>, requestId };
}

/** What a refusal says; `undefined` where the body is none. */
export function readRefusal(
  body: string,
): { readonly code: string; readonly message: string | undefined; readonly requestId: string | undefined } | undefined {
  const root = parse(body);
  const error = root?.tagName === 'ErrorResponse' ? childNamed(root, 'Error') : undefined;
  const code = textOf(childNamed(error, 'Code'));
  if (code === undefined || code === '') return undefined;
  return { code, message: textOf(childNamed(error, 'Message')), requestId: textOf(childNamed(root, 'RequestId')) };
}

/** A page of a thousand roles has a tenth of it; more keeps the parser busy for a long time. */
const MARKUP_MAX = 600_000;

/** No answer of STS or IAM has a document type, and one could make the parser expand entities without end. */
function parse(body: string): Element | undefined {
  if (/<!(DOCTYPE|ENTITY)/i.test(body) || body.split('<', MARKUP_MAX).length === MARKUP_MAX) return undefined;
  try {
    const strict = new DOMParser({
      onError: (_level, message) => {
        throw new SyntaxError(message);
      },
    });
    return strict.parseFromString(body, 'text/xml').documentElement ?? undefined;
  } catch {
    return undefined;
  }
}

function read(element: Element, shape: Shape): unknown {
  switch (shape.type) {
    case 'structure': {
      const structure: Record<string, unknown> = {};
      for (const child of childrenOf(element)) {
        const member = Object.hasOwn(shape.members, child.tagName) ? shape.members[child.tagName] : undefined;
        if (member !== undefined) structure[child.tagName] = read(child, member);
      }
      return structure;
    }
    case 'list':
      return childrenOf(element).map((child) => read(child, shape.member));
    case 'map': {
      const entries = childrenOf(element).map((entry): [string, unknown] => [
        textOf(childNamed(entry, 'key')) ?? '',
        read(childNamed(entry, 'value') ?? element, shape.value),
      ]);
      return Object.fromEntries(entries);
    }
    case 'integer':
      return Number(element.textContent);
    case 'boolean':
      return element.textContent === 'true';
    case 'blob':
      return Buffer.from(element.textContent ?? '', 'base64');
    default:
      return element.textContent ?? '';
  }
}

const childrenOf = (element: Element): Element[] =>
  [...element.childNodes].filter((node): node is Element => node.nodeType === ELEMENT_NODE);
const ELEMENT_NODE = 1;

const childNamed = (element: Element | undefined, name: string): Element | undefined =>
  element === undefined ? undefined : childrenOf(element).find((child) => child.tagName === name);

const textOf = (element: Element | undefined): string | undefined => element?.textContent ?? undefined;
