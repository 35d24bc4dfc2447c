import { decodeForm, first, type Parameters } from '../base/form.ts';
import { type HeaderLines, headerLines, type WireRequest } from '../query/wire.ts';
import { Refused } from './refusals.ts';

/** A request to one of our pages, taken apart. */
export interface Asked {
  readonly method: string;
  readonly secure: boolean;
  readonly remoteAddress: string;
  readonly headers: HeaderLines;
  /** The value of a parameter: the first of its name, from the query of a GET and the body of a POST. */
  parameter(name: string): string | undefined;
}

/** Far more than sign-in has. */
const PARAMETERS_MAX = 50;

export function readAsked({ method, target, rawHeaders, body, secure, remoteAddress }: WireRequest): Asked {
  const headers = headerLines(rawHeaders);
  let parameters: Parameters | undefined;
  return {
    ...{ method, secure, remoteAddress, headers },
    parameter(name) {
      parameters ??= decoded(method === 'POST' ? formOf(headers, body) : queryOf(target));
      return first(parameters, name);
    },
  };
}

/** The only value of a header, in lower case where it is a word of the protocol's own. */
export const headerOf = ({ headers }: Pick<Asked, 'headers'>, name: string): string | undefined =>
  headers.get(name)?.[0];

const queryOf = (target: string): string => target.slice(target.indexOf('?') + 1 || target.length);

function formOf(headers: HeaderLines, body: Buffer): string {
  const type = (headers.get('content-type')?.[0] ?? '').split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') throw new Refused('malformed request');
  return body.toString('utf8');
}

function decoded(raw: string): Parameters {
  const parameters = decodeForm(raw, PARAMETERS_MAX);
  if ('problem' in parameters) throw new Refused('malformed request');
  return parameters;
}
