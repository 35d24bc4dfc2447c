import type { Credentials } from '../house/requests.ts';

/** A signer of other hands, as clients of services use it: `aws4` has no types. */
const { default: aws4 } = (await import('aws4' as string)) as {
  default: { sign(request: object, credentials: object): { headers: Record<string, string>; path: string } };
};

export interface Sent {
  readonly method?: string;
  readonly body?: string;
  readonly service?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the signature goes into the query. */
  readonly presigned?: true;
}

/** Sends a request signed for a service, as its clients do. */
export async function fetchSigned(
  credentials: Credentials,
  address: string,
  { method = 'GET', body = '', service = 'objects', headers = {}, presigned }: Sent = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const { origin, host, pathname, search } = new URL(address);
  const ready = aws4.sign(
    {
      ...{ host, path: pathname + search, method, service, region: 'us-east-1', headers: { ...headers } },
      ...(body !== '' && { body }),
      ...(presigned && { signQuery: true }),
    },
    credentials,
  );
  const { Host: _host, 'Content-Length': _length, ...added } = ready.headers;
  const sent = { method, headers: added, ...(body !== '' && { body }) };
  const answered = await fetch(origin + ready.path, sent);
  return { status: answered.status, text: await answered.text() };
}
