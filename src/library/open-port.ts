import type { Server } from 'node:http';
import { httpServer } from '../http/server.ts';
import { listen } from '../main/listening.ts';
import type { Wanted } from './read-options.ts';

/** A port that is listened on. */
export interface Port {
  readonly number: number;
  /** Resolves when what was under way is answered and no connection is left. */
  close(): Promise<void>;
}

/** How long requests under way may take to finish. */
const GRACE_MS = 10_000;

export async function openPort(
  { host, port, secured }: Wanted,
  door: Omit<Parameters<typeof httpServer>[0], 'tls' | 'forwarding'>,
): Promise<Port> {
  const server = httpServer({ ...door, ...secured });
  return { number: await listen(server, host, port), close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
