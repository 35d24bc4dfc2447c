import { isIP } from 'node:net';

/** Whether nobody but this machine is reached by this name or address, with or without the brackets that URLs have. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}
