import { Agent, request as httpRequest } from 'node:http';
import { type Credentials, form, type Parameters, serviceOf, signedPost } from '../house/requests.ts';

export interface Asked {
  readonly status: number;
  readonly body: string;
  readonly code: string | undefined;
  text(element: string): string | undefined;
}

/** Sends signed requests to a server that runs, over a few connections that are kept. */
export function asking(url: string) {
  const { hostname, port, host } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });

  return (credentials: Credentials, action: string, parameters: Parameters = {}): Promise<Asked> => {
    const service = serviceOf(action);
    const signed = signedPost(credentials, form(action, parameters, service), service, Date.now(), 'us-east-1', host);
    return new Promise((resolve, reject) => {
      const headers = [...signed.rawHeaders, 'Content-Length', String(signed.body.length)];
      const sent = httpRequest({ hostname, port, method: 'POST', path: '/', headers, agent });
      sent.on('error', reject).on('response', (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () => {
          const text = (element: string) => new RegExp(`<${element}>([^<]*)</${element}>`).exec(body)?.[1];
          resolve({ status: response.statusCode!, body, code: text('Code'), text });
        });
      });
      sent.end(signed.body);
    });
  };
}
