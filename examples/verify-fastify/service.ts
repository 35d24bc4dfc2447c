/** The same with Fastify: `npm install fastify`, beside `rolecall`. */
import fastify from 'fastify';
import { authorizer, fastifyGuard } from 'rolecall/sigv4';

const { ROLECALL_URL = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', PORT = '8793' } = process.env;

const guard = fastifyGuard({
  authorizer: authorizer({
    endpoint: ROLECALL_URL,
    service: 'echo',
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  }),
  asks: () => ({ action: 'echo:Say', resource: '*' }),
});

const app = fastify();
app.addHook('preParsing', guard);
// Parsers go on as ever: JSON arrives in `request.body` as data, and what was signed is in `guard.of(request).body`.
app.all('/echo', (request, reply) => {
  const { decision, body } = guard.of(request);
  reply.type('text/plain').send(`${decision.principal.arn} says ${body}\n`);
});
await app.listen({ host: '127.0.0.1', port: Number(PORT) });
console.log(`echo is at http://127.0.0.1:${PORT}/`);
