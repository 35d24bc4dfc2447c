import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that breaks when it is told to. */
export interface Way {
  readonly port: number;
  /** What happens to the next message of a client that holds the text, and to its connection. */
  next: { readonly holding: string; readonly fate: 'cut before' | 'cut after' | 'hold answer' } | undefined;
  /** Cuts all connections. */
  cut(): void;
  /** Nothing passes while it is set; connections stay. */
  isStalled: boolean;
  /** Lets answers that were held pass. */
  letGo(): void;
  close(): void;
}

export async function proxyTo(host: string, port: number): Promise<Way> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let held: (() => void)[] = [];
  const server: Server = createServer((client) => {
    const upstream = connect(port, host);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    let holdsAnswers = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
      pairs.delete(pair);
    };
    client.on('data', (chunk) => {
      if (proxy.isStalled) return;
      const { next } = proxy;
      if (next === undefined || !chunk.includes(next.holding)) return void upstream.write(chunk);
      proxy.next = undefined;
      if (next.fate === 'cut before') return end();
      holdsAnswers = true;
      upstream.write(chunk);
      // The server has answered, so it has done it; the client never hears of it.
      if (next.fate === 'cut after') upstream.once('data', end);
    });
    upstream.on('data', (chunk) => {
      if (proxy.isStalled) return;
      if (!holdsAnswers) return void client.write(chunk);
      held.push(() => {
        holdsAnswers = false;
        client.write(chunk);
      });
    });
    for (const socket of pair) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: Way = {
    port: (server.address() as { port: number }).port,
    next: undefined,
    isStalled: false,
    cut() {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      pairs.clear();
    },
    letGo() {
      for (const pass of held) pass();
      held = [];
    },
    close() {
      proxy.cut();
      server.close();
    },
  };
  return proxy;
}
