import { decodeForm, type FormProblem, first, type Parameters } from '../base/form.ts';
import { common, Fault } from '../model/fault.ts';
import type { SignedRequest } from '../sigv4/types.ts';
import type { QueryService } from './service.ts';
import { type HeaderLines, headerLines, type WireAnswer, type WireRequest } from './wire.ts';

/**
 * Room 2: finds out which service and operation a request means (sts.md 1.2). What is settled before authentication
 * (redirects, unknown paths, unreadable escapes) is answered or thrown here; a wrong Action is told only afterwards.
 */
export function route(request: WireRequest, services: Services): Routed | { readonly answer: WireAnswer } {
  const headers = headerLines(request.rawHeaders);
  if (hasRepeatedHeader(headers) || !isPlainTarget(request.target)) return { answer: empty(400) };

  const question = request.target.indexOf('?');
  const path = question < 0 ? request.target : request.target.slice(0, question);
  const query = question < 0 ? '' : request.target.slice(question + 1);
  if (!METHODS.has(request.method)) return { answer: empty(400) };
  if (path !== '/') return { answer: unknownPath(request.method) };
  if (request.method === 'OPTIONS') return { answer: empty(200) };

  const queryParameters = decoded(query);
  const parameters = request.method === 'POST' ? formParameters(request, headers) : queryParameters;
  const action = parameters && first(parameters, 'Action');
  if (action === undefined || request.method === 'HEAD') return { answer: toFrontPage(request.method, query) };

  const version = first(parameters!, 'Version');
  return {
    action,
    version,
    service: services.get(version ?? '') ?? services.get('')!,
    versionIsKnown: version !== undefined && version !== '' && services.has(version),
    parameters: parameters!,
    headers,
    signed: { method: request.method, path, query, queryParameters, headers, body: request.body },
  };
}

/** Services by API version; the empty version names the one that answers when no version is known: STS. */
export type Services = ReadonlyMap<string, QueryService>;

export interface Routed {
  readonly action: string;
  readonly version: string | undefined;
  readonly versionIsKnown: boolean;
  readonly service: QueryService;
  /** The one decoded list that every later room reads. */
  readonly parameters: Parameters;
  readonly headers: HeaderLines;
  readonly signed: SignedRequest;
}

const METHODS = new Set(['GET', 'POST', 'HEAD', 'OPTIONS']);

/** More than AWS's largest request needs: 50 tags of two parameters, 10 policies, the scalars, presigning. */
const PARAMETERS_MAX = 1000;

/** A second copy of one of these could be read by another room than the first (security.md A03). */
const NEVER_REPEATED = ['host', 'authorization', 'content-type', 'x-amz-date', 'x-amz-security-token'];

export const hasRepeatedHeader = (headers: HeaderLines): boolean =>
  NEVER_REPEATED.some((name) => (headers.get(name)?.length ?? 0) > 1);

/** Origin form, visible ASCII, no fragment: anything else could mean two things to two parsers (security.md A14). */
export function isPlainTarget(target: string): boolean {
  if (target.charCodeAt(0) !== 47 /* / */) return false;
  for (let i = 1; i < target.length; i++) {
    const unit = target.charCodeAt(i);
    if (unit <= 32 || unit >= 127 || unit === 35 /* # */) return false;
  }
  return true;
}

/** The parameters of a form POST; `undefined` where the body is no form, so that there is no Action. */
function formParameters(request: WireRequest, headers: HeaderLines): Parameters | undefined {
  const type = headers.get('content-type')?.[0];
  if (type === undefined || !isForm(type)) return undefined;
  return decoded(request.body.toString('utf8'));
}

/** As the AWS SDKs and the CLI write it: nearly every request, and no reason to take it apart. */
const USUAL_FORMS = new Set(['application/x-www-form-urlencoded; charset=utf-8', 'application/x-www-form-urlencoded']);

function isForm(contentType: string): boolean {
  if (USUAL_FORMS.has(contentType)) return true;
  const [type, ...attributes] = contentType.toLowerCase().split(';');
  if (type!.trim() !== 'application/x-www-form-urlencoded') return false;
  return attributes.every((attribute) => {
    const [name, value] = attribute.split('=');
    return name!.trim() !== 'charset' || /^"?utf-?8"?$/.test((value ?? '').trim());
  });
}

function decoded(raw: string): Parameters {
  const parameters = decodeForm(raw, PARAMETERS_MAX);
  if (isProblem(parameters)) throw faultOf(parameters);
  return parameters;
}

const isProblem = (decoded: Parameters | FormProblem): decoded is FormProblem => 'problem' in decoded;

const faultOf = (problem: FormProblem): Fault =>
  problem.problem === 'bad-escape'
    ? new Fault('MalformedQueryString', 400, problem.message)
    : common.MalformedInput('too many parameters');

const empty = (status: number): WireAnswer => ({ status, headers: [], body: '' });

const unknownPath = (method: string): WireAnswer =>
  method === 'HEAD'
    ? empty(404)
    : { status: 404, headers: ['Content-Type', 'text/xml'], body: '<UnknownOperationException/>\n' };

/** AWS sends whoever names no Action to its product page; a GET keeps its query string. */
const toFrontPage = (method: string, query: string): WireAnswer => ({
  status: 302,
  headers: ['Location', `https://aws.amazon.com/iam${method === 'GET' && query !== '' ? `?${query}` : ''}`],
  body: '',
});
