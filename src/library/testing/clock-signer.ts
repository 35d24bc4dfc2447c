import type { Clock } from '../../base/clock.ts';
import { signRequest } from '../../sigv4/sign.ts';
import type { SdkRequest } from './request-handler.ts';

/** Keys that sign, long-term or temporary. */
export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** What the SDK makes its signer of. */
interface SignerInit {
  readonly credentials: SigningKeys | (() => Promise<SigningKeys>);
  readonly region: string | (() => Promise<string>);
  readonly service: string;
}

/** What a client of the AWS SDK takes as its `signerConstructor`. */
export type SignerConstructor = new (
  init: SignerInit,
) => {
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's request, and gives back the same with more headers.
  sign(request: any, options?: { signingRegion?: string; signingService?: string }): Promise<any>;
};

/**
 * A signer that dates what it signs by a clock of the test's. The SDK's own dates by the system's clock: after an hour on the
 * test's clock a server would refuse it as too old, as it should.
 */
export function clockSigner(clock: Clock): SignerConstructor {
  return class ClockSigner {
    readonly #init: SignerInit;

    constructor(init: SignerInit) {
      this.#init = init;
    }

    async sign<Request extends SdkRequest>(
      request: Request,
      options: { signingRegion?: string; signingService?: string } = {},
    ): Promise<Request> {
      const { credentials, region, service } = this.#init;
      const added = signRequest({
        method: request.method,
        path: request.path,
        query: '',
        headers: new Map(signedHeaders(request).map(([name, value]) => [name, [value]])),
        body: Buffer.from((request.body as string | Uint8Array | undefined) ?? ''),
        credentials: typeof credentials === 'function' ? await credentials() : credentials,
        region: options.signingRegion ?? (typeof region === 'function' ? await region() : region),
        service: options.signingService ?? service,
        nowMs: clock.now(),
      });
      return { ...request, headers: { ...request.headers, ...added } };
    }
  };
}

/** What nobody on the way may change: the address, what the body is, and what AWS means something by. */
const signedHeaders = ({ headers }: SdkRequest): [string, string][] =>
  Object.entries(headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => name === 'host' || name === 'content-type' || name.startsWith('x-amz-'));
