/** The same with Express: `npm install express`, beside `rolecall`. */
import express from 'express';
import { authorizer, expressGuard } from 'rolecall/sigv4';

const { ROLECALL_URL = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', PORT = '8792' } = process.env;

const guard = expressGuard({
  authorizer: authorizer({
    endpoint: ROLECALL_URL,
    service: 'echo',
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  }),
  asks: () => ({ action: 'echo:Say', resource: '*' }),
});

const app = express();
// Before anything that reads the body: what was signed are its bytes.
app.use(guard);
app.all('/echo', (request, response) => {
  const { decision, body } = guard.of(request);
  response.type('text/plain').send(`${decision.principal.arn} says ${body}\n`);
});
app.listen(Number(PORT), '127.0.0.1', () => console.log(`echo is at http://127.0.0.1:${PORT}/`));
