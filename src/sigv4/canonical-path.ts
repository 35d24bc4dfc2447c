import { percentEncode } from './percent.ts';

/**
 * Writes the path as every service but S3 signs it: the raw path, escaped once more, so that `%20` on the wire becomes
 * `%2520`. With `normalize`, empty and dot segments are taken out first (RFC 3986 5.2.4).
 */
export function canonicalPath(path: string, normalize: boolean): string {
  if (path === '/') return path;
  const segments = normalize ? withoutDots(path) : path.split('/');
  return segments.map(percentEncode).join('/');
}

function withoutDots(path: string): string[] {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  if (kept.length === 0 || path.endsWith('/')) kept.push('');
  return ['', ...kept];
}
