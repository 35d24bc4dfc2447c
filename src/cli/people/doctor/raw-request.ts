import { decodeForm } from '../../../base/form.ts';
import type { SignedRequest } from '../../../sigv4/types.ts';
import { Refusal } from '../../refusal.ts';

/** Far more than signed requests have. */
const PARAMETERS_MAX = 5000;

/** Reads a request as it stood on the wire: its first line, its headers, an empty line, its body. Lines may end as text files' do. */
export function readRawRequest(file: string, bytes: Buffer): SignedRequest {
  const refuse = (sentence: string): never => {
    throw new Refusal(`\`${file}\`: ${sentence}`);
  };
  const text = bytes.toString('latin1');
  const gap = /\r?\n\r?\n/.exec(text);
  const [first = '', ...lines] = text
    .slice(0, gap?.index ?? text.length)
    .trimEnd()
    .split(/\r?\n/);
  const [, method, target] = /^([A-Z]+) (\S+)(?: HTTP\/[0-9.]+)?$/.exec(first) ?? [];
  if (method === undefined || target === undefined)
    return refuse('the first line is none of a request, as `POST / HTTP/1.1`');

  const headers = new Map<string, string[]>();
  for (const [index, line] of lines.entries()) {
    const colon = line.indexOf(':');
    if (colon < 1) return refuse(`line ${index + 2} is no header`);
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1)]);
  }
  const { path, query } = splitTarget(target);
  const queryParameters = decodeForm(query, PARAMETERS_MAX);
  if ('problem' in queryParameters) return refuse('the query cannot be read');
  const body = gap === null ? Buffer.alloc(0) : bytes.subarray(gap.index + gap[0].length);
  return { method, path, query, queryParameters, headers, body: asLongAsSaid(body, headers) };
}

/** Some logs write the whole URL where the wire has a path. */
function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const local = target.replace(/^https?:\/\/[^/?]*/, '') || '/';
  const question = local.indexOf('?');
  return question < 0
    ? { path: local, query: '' }
    : { path: local.slice(0, question), query: local.slice(question + 1) };
}

/** An editor puts an end of line where the body had none. */
function asLongAsSaid(body: Buffer, headers: ReadonlyMap<string, readonly string[]>): Buffer {
  const said = headers.get('content-length')?.[0]?.trim();
  const length = said !== undefined && /^[0-9]{1,9}$/.test(said) ? Number(said) : undefined;
  if (length !== undefined) return body.length > length ? body.subarray(0, length) : body;
  return body.subarray(0, body.length - (/\r?\n$/.exec(body.toString('latin1'))?.[0].length ?? 0));
}
