import { connect } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/**
 * Writes prepared requests to keep-alive connections, one in flight on each, until `next` gives none. Plain sockets:
 * a client library would take more of the machine than the servers that are measured.
 */
export function replay(to: {
  readonly port: number;
  readonly connections: number;
  /** Number of the next request, or `undefined` at the end. */
  readonly next: () => number | undefined;
  readonly raw: (request: number) => Buffer;
  readonly answered: (request: number, answer: Answer, micros: number) => void;
  /** A connection that was refused or broke; its request counts as failed. */
  readonly broken: (request: number | undefined) => void;
}): Promise<void> {
  return Promise.all(Array.from({ length: to.connections }, () => oneConnection(to))).then(() => undefined);
}

function oneConnection({ port, next, raw, answered, broken }: Parameters<typeof replay>[0]): Promise<void> {
  return new Promise((resolve) => {
    let received = '';
    let current: number | undefined;
    let sentAtMs = 0;
    const send = () => {
      current = next();
      if (current === undefined) return void socket.end();
      sentAtMs = performance.now();
      socket.write(raw(current));
    };
    const socket = connect(port, '127.0.0.1', send).setNoDelay(true).setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received += chunk;
      const answer = wholeAnswer(received);
      if (answer === undefined) return;
      received = '';
      answered(current!, answer, (performance.now() - sentAtMs) * 1000);
      send();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (current !== undefined) broken(current);
      resolve();
    });
  });
}

/** An answer once all of it has come. Both servers announce Content-Length. */
function wholeAnswer(received: string): Answer | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = received.slice(0, headEnd);
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
  const body = received.slice(headEnd + 4);
  return body.length >= length ? { status: Number(head.slice(9, 12)), head, body } : undefined;
}
