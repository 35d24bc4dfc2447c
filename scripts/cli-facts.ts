import { existsSync, readFileSync } from 'node:fs';
import type { Model } from './facts.ts';

interface Paginator {
  readonly input_token: string;
  readonly output_token: string;
  readonly limit_key: string;
  readonly more_results: string;
  readonly result_key: string | readonly string[];
  readonly non_aggregate_keys?: readonly string[];
}

/**
 * What the AWS CLI knows beyond the shapes of requests and answers: which operations answer in pages, which members are
 * policy documents, what the elements of lists of names are called in a skeleton of the answer.
 */
export function cliFacts(corpora: URL, models: readonly ModelOnTheWire[]): string | undefined {
  const source = new URL('botocore/botocore/data/iam/2010-05-08/paginators-1.json', corpora);
  if (!existsSync(source)) return undefined;
  const { pagination } = JSON.parse(readFileSync(source, 'utf8')) as { pagination: Record<string, Paginator> };
  const { documents, elements } = outputNames(models.map(({ published }) => published));
  return [
    "// Made by `node scripts/derive.ts`; do not edit. Facts of AWS's service models and paginators (see NOTICE).",
    '',
    '/** The operations of IAM that answer in pages: the lists that go on over the pages, and what only the first page tells. */',
    'export const PAGED: ReadonlyMap<string, { readonly lists: readonly string[]; readonly others: readonly string[] }> =',
    `  new Map(${JSON.stringify(Object.entries(pagination).sort().map(pagedRow))});`,
    '',
    '/** The members of answers that are policy documents in percent-encoding. */',
    `export const DOCUMENTS: ReadonlySet<string> = new Set(${JSON.stringify([...documents].sort())});`,
    '',
    '/** Operations whose answers list their members in another order than the service model, which is the one to print. */',
    `export const ORDER: ReadonlyMap<string, readonly string[]> = new Map(${JSON.stringify(models.flatMap(printedOrders))});`,
    '',
    '/** Lists of texts in answers, and what the service model calls their elements. */',
    `export const ELEMENTS: ReadonlyMap<string, string> = new Map(${JSON.stringify([...elements].sort())});`,
    '',
  ].join('\n');
}

/** A service model as it is published, and as our facts have it. */
export interface ModelOnTheWire {
  readonly published: Model;
  readonly patched: Model;
}

/** The published order of each output that a patch has put into another one; what a patch has added comes last. */
function printedOrders({ published, patched }: ModelOnTheWire): [string, string[]][] {
  return Object.entries(published.operations).flatMap(([name, { output }]) => {
    if (output === undefined) return [];
    const known = Object.keys(published.shapes[output.shape]!.members ?? {});
    const sent = Object.keys(patched.shapes[output.shape]!.members ?? {});
    const printed = [...known, ...sent.filter((member) => !known.includes(member))];
    return printed.join() === sent.join() ? [] : [[name, printed] as [string, string[]]];
  });
}

function pagedRow([name, paginator]: [string, Paginator]): [string, { lists: string[]; others: readonly string[] }] {
  const { input_token, output_token, limit_key, more_results, result_key, non_aggregate_keys = [] } = paginator;
  if (`${input_token} ${output_token} ${limit_key} ${more_results}` !== 'Marker Marker MaxItems IsTruncated') {
    throw new Error(`${name} is paged otherwise than the rest of IAM: src/cli/aws/pages.ts does not know that`);
  }
  return [name, { lists: [result_key].flat(), others: non_aggregate_keys }];
}

function outputNames(models: readonly Model[]): { documents: Set<string>; elements: Map<string, string> } {
  const documents = new Set<string>();
  const texts = new Set<string>();
  const elements = new Map<string, string>();
  for (const { operations, shapes } of models) {
    const visited = new Set<string>();
    const visit = (shapeName: string, memberName: string) => {
      const shape = shapes[shapeName]!;
      if (shape.type === 'string') (shapeName === 'policyDocumentType' ? documents : texts).add(memberName);
      if (shape.type === 'list' && shapes[shape.member!.shape]!.type === 'string') {
        const known = elements.get(memberName) ?? shape.member!.shape;
        if (known !== shape.member!.shape) throw new Error(`two lists named ${memberName} have different elements`);
        elements.set(memberName, known);
      }
      if (visited.has(shapeName)) return;
      visited.add(shapeName);
      for (const [name, member] of Object.entries(shape.members ?? {})) visit(member.shape, name);
      for (const inner of [shape.member, shape.value]) if (inner !== undefined) visit(inner.shape, '');
    };
    for (const { output } of Object.values(operations)) if (output !== undefined) visit(output.shape, '');
  }
  for (const name of documents) if (texts.has(name)) throw new Error(`${name} is a document in one place alone`);
  elements.delete('');
  return { documents, elements };
}
