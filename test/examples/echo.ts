import { strict as assert } from 'node:assert';
import type { Credentials } from '../house/requests.ts';
import { fetchSigned } from './signed.ts';

/** What is expected of the `echo` service, whatever framework serves it. */
export const ECHO: Readonly<Record<string, (url: string, keys: ReadonlyMap<string, Credentials>) => Promise<void>>> = {
  async 'says who it was, and what they said'(url, keys) {
    const ann = keys.get('ann')!;
    const said = await fetchSigned(ann, `${url}/echo?x=%2F`, {
      ...{ method: 'POST', service: 'echo', body: '{"a":"caf\u00e9"}' },
      headers: { 'Content-Type': 'application/json' },
    });
    assert.deepEqual(said, { status: 200, text: 'arn:aws:iam::111122223333:user/ann says {"a":"caf\u00e9"}\n' });
    assert.equal((await fetchSigned(ann, `${url}/echo`, { service: 'echo' })).status, 200);
  },
  async 'refuses who may not, in the words of AWS'(url, keys) {
    const { status, text } = await fetchSigned(keys.get('bob')!, `${url}/echo`, { service: 'echo' });
    assert.equal(status, 403);
    const { code, message } = JSON.parse(text) as { code: string; message: string };
    assert.equal(code, 'AccessDenied');
    assert.match(
      message,
      /user\/bob is not authorized to perform: echo:Say .* because no identity-based policy allows/,
    );
  },
  async 'refuses who is not proven'(url, keys) {
    const forged = { ...keys.get('ann')!, secretAccessKey: 'x' };
    const { status, text } = await fetchSigned(forged, `${url}/echo`, { service: 'echo' });
    assert.deepEqual([status, JSON.parse(text).code], [403, 'SignatureDoesNotMatch']);
    assert.equal((await fetch(`${url}/echo`)).status, 403);
  },
  async 'refuses a body that is too long'(url, keys) {
    const long = { method: 'POST', service: 'echo', body: 'x'.repeat(8_000_000) };
    const { status } = await fetchSigned(keys.get('ann')!, `${url}/echo`, long);
    assert.equal(status, 413);
  },
};
