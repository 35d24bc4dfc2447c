import { describe, expect, it } from 'vitest';
import { authorizer } from './authorizer.ts';

describe('authorizer', () => {
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };

  it.each(['', '127.0.0.1:8787', 'localhost:8787', 'ftp://x', '/authorize'])(
    'refuses to start without a server: %j',
    (endpoint) => {
      expect(() => authorizer({ endpoint, credentials, service: 'objects' })).toThrow(
        new TypeError(`\`endpoint\` is the http or https address of a Rolecall server, not \`${endpoint}\``),
      );
    },
  );

  it('takes an address with or without a slash at its end', () => {
    for (const endpoint of ['http://127.0.0.1:8787', 'https://iam.example.com/'])
      authorizer({ endpoint, credentials, service: 'objects' }).close();
  });
});
