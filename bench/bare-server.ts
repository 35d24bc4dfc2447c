import { createServer } from 'node:http';

/**
 * What all is measured against: a bare `node:http` server in a process of its own. It reads the same body and answers
 * as many bytes under the same headers, and does nothing else. Its first argument is the answer as JSON.
 */
const { headers, body } = JSON.parse(process.argv[2]!) as { headers: string[]; body: string };

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    Buffer.concat(chunks);
    response.writeHead(200, headers);
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address() as { port: number };
  process.stdout.write(`listening on http://127.0.0.1:${address.port}\n`);
});
