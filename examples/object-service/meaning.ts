import type { Asked } from 'rolecall/sigv4';

/** What a request means here, and what whoever sent it has to be allowed for it. */
export type Meaning =
  | { readonly does: 'get' | 'put' | 'delete'; readonly key: string; readonly asked: Asked }
  | { readonly does: 'list'; readonly prefix: string; readonly asked: Asked };

const ACTIONS: ReadonlyMap<string, { readonly does: 'get' | 'put' | 'delete'; readonly action: string }> = new Map([
  ['GET', { does: 'get', action: 'objects:GetObject' }],
  ['PUT', { does: 'put', action: 'objects:PutObject' }],
  ['DELETE', { does: 'delete', action: 'objects:DeleteObject' }],
]);

/**
 * `GET|PUT|DELETE /key` and `GET /?prefix=`; `undefined` for everything else. Both the permission and the deed are read off what
 * this gives, so there is no request that is allowed as one thing and done as another.
 */
export function meaningOf({
  method,
  target,
}: {
  readonly method: string;
  readonly target: string;
}): Meaning | undefined {
  const question = target.indexOf('?');
  const path = question < 0 ? target : target.slice(0, question);
  const query = new URLSearchParams(question < 0 ? '' : target.slice(question));
  // The parameters of a presigned link are the signature's, and ask for nothing.
  const names = [...query.keys()].filter((name) => !name.startsWith('X-Amz-'));

  if (path === '/') {
    if (method !== 'GET' || names.join() !== 'prefix') return undefined;
    const prefix = query.get('prefix')!;
    // Which keys may be listed depends on the prefix: a condition key of this service's own.
    const asked = { action: 'objects:ListObjects', resource: '*', context: { 'objects:Prefix': prefix } };
    return { does: 'list', prefix, asked };
  }
  const key = decodedKey(path);
  const meant = ACTIONS.get(method);
  if (key === undefined || meant === undefined || names.length > 0) return undefined;
  return { does: meant.does, key, asked: { action: meant.action, resource: `arn:aws:objects:::${key}` } };
}

/** A key as policies name it: decoded once, and none that a policy would read as something else. */
function decodedKey(path: string): string | undefined {
  try {
    const key = decodeURIComponent(path.slice(1));
    return /^[^\x00-\x1f\x7f]{1,1024}$/.test(key) && !key.split('/').includes('..') ? key : undefined;
  } catch {
    return undefined;
  }
}
