import type { Tools } from '../../../src/operation/operation.ts';
import type { WireAnswer, WireRequest } from '../../../src/query/wire.ts';
import { type Credentials, form, serviceOf, signedPost } from '../../house/requests.ts';
import type { Asking, Reply } from './life.ts';

/** Asks a house in this process, without a port. */
export const askingOf = (
  house: { readonly tools: Tools; answer(request: WireRequest): Promise<WireAnswer> },
  account: string,
  root: Credentials,
): Asking => ({
  account,
  tools: house.tools,
  async ask(operation, parameters = {}, as = root) {
    const service = serviceOf(operation);
    const signed = signedPost(as, form(operation, parameters, service), service, house.tools.clock.now());
    return replyOf(await house.answer({ ...signed, remoteAddress: '127.0.0.1', secure: false }));
  },
});

export const replyOf = ({ status, body }: { readonly status: number; readonly body: string }): Reply => ({
  status,
  texts: (element) =>
    [...body.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text]) => unescaped(text!)),
});

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
