import { Refusal } from './refusal.ts';

const INPUT_MAX = 8 * 1024 * 1024;

/** What is piped in, whole. For secrets: they are neither in the arguments, which every process can see, nor typed in view. */
export async function readStdin(what: string): Promise<string> {
  if (process.stdin.isTTY)
    throw new Refusal(`${what} are read from stdin: pipe them in, as from a file with \`< FILE\``, 'usage');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > INPUT_MAX) throw new Refusal(`more than ${INPUT_MAX} bytes on stdin`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
