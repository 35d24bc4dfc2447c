import { createServer } from 'node:http';
import { compactVerify, importJWK, type JWK } from 'jose';

/**
 * The least that could be called a check of a web identity: a bare server that takes the token out of the same body, verifies
 * its signature with the same library and a key that it was given, looks at no claim, and gives everybody one answer.
 * Arguments: the answer and the key set, as JSON.
 */
const { headers, body } = JSON.parse(process.argv[2]!) as { headers: string[]; body: string };
const { keys } = JSON.parse(process.argv[3]!) as { keys: (JWK & { kid: string; alg: string })[] };
const known = new Map(await Promise.all(keys.map(async (key) => [key.kid, await importJWK(key, key.alg)] as const)));

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const token = /WebIdentityToken=([\w.-]+)/.exec(Buffer.concat(chunks).toString('latin1'))![1]!;
    compactVerify(token, ({ kid }) => known.get(kid!)!, { algorithms: ['ES256', 'RS256'] }).then(
      () => response.writeHead(200, headers).end(body),
      () => response.writeHead(403).end(),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address() as { port: number };
  process.stdout.write(`listening on http://127.0.0.1:${address.port}\n`);
});
