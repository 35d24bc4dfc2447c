import { percentEncode, reescape } from './percent.ts';

/**
 * Writes the path as every service but S3 signs it: the raw path, escaped once more, so that `%20` on the wire becomes
 * `%2520`. With `normalize`, empty and dot segments are taken out first (RFC 3986 5.2.4).
 */
export function canonicalPath(path: string, normalize: boolean): string {
  if (path === '/') return path;
  const segments = normalize ? withoutDots(path) : path.split('/');
  return segments.map(percentEncode).join('/');
}

/**
 * Writes the path as S3 signs it: each segment in its canonical escapes, once. What is `(` on the wire and what is `%28` are one;
 * an escaped slash stays apart from a slash.
 */
export const canonicalPathOnce = (path: string): string =>
  path
    .split('/')
    .map((segment) => reescape(segment, '%2B'))
    .join('/');

function withoutDots(path: string): string[] {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  if (kept.length === 0 || path.endsWith('/')) kept.push('');
  return ['', ...kept];
}
