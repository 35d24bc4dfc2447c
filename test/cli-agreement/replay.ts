import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stored answer. */
export interface Stored {
  readonly status: number;
  readonly body: string;
}

/** A server that gives the same stored answers to whoever asks, and tells what it was asked. */
export interface Replay {
  readonly url: string;
  /** The answers for the next program, in order; the last one stands for all that follow. */
  load(answers: readonly Stored[]): void;
  /** What was asked since then: the parameters of each request. */
  asked(): readonly (readonly (readonly [string, string])[])[];
  close(): Promise<void>;
}

export async function startReplay(): Promise<Replay> {
  let answers: readonly Stored[] = [];
  let asked: [string, string][][] = [];
  const server = createServer(async (request, response) => {
    asked.push([...new URLSearchParams(await bodyOf(request))]);
    const { status, body } = answers[Math.min(asked.length, answers.length) - 1]!;
    response.writeHead(status, { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    load(next) {
      answers = next;
      asked = [];
    },
    asked: () => asked,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
