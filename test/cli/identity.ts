import { form, signedPost } from '../house/harness.ts';

/** Asks the server who these credentials are: the ARN, or the code of the refusal. */
export async function identity(
  url: string,
  credentials: { accessKeyId: string; secretAccessKey: string },
): Promise<string> {
  const { rawHeaders, body } = signedPost(
    credentials,
    form('GetCallerIdentity', {}, 'sts'),
    'sts',
    Date.now(),
    'us-east-1',
    new URL(url).host,
  );
  const headers = Array.from(
    { length: rawHeaders.length / 2 },
    (_, i) => [rawHeaders[2 * i]!, rawHeaders[2 * i + 1]!] as [string, string],
  );
  const answer = await fetch(url, { method: 'POST', headers: headers.filter(([name]) => name !== 'host'), body });
  const text = await answer.text();
  return /<Arn>(.*)<\/Arn>/.exec(text)?.[1] ?? /<Code>(.*)<\/Code>/.exec(text)?.[1] ?? text;
}
