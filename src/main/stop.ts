import type { Server as HttpServer } from 'node:http';
import type { Server } from 'node:net';

/** How long requests in flight may take to finish. */
const GRACE_MS = 10_000;

/**
 * On SIGTERM or SIGINT: not ready, no new connections, what is in flight finishes, the store is closed, exit 0.
 * A second signal ends at once; so does the end of the grace period.
 */
export function stopOnSignal(house: {
  /** The door first; the others serve nobody who has to be waited for. */
  readonly servers: readonly [HttpServer, ...Server[]];
  readonly unready: () => void;
  readonly close: () => Promise<void>;
}): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    house.unready();
    const [http, ...others] = house.servers;
    for (const other of others) other.close();
    setTimeout(() => http.closeAllConnections(), GRACE_MS).unref();
    http.close(() => {
      void house.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
    http.closeIdleConnections();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
