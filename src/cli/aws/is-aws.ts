/** The options of the AWS CLI that may stand before the service and take a word. */
const WITH_WORD: ReadonlySet<string> = new Set([
  '--endpoint-url',
  '--output',
  '--query',
  '--profile',
  '--region',
  '--color',
  '--ca-bundle',
  '--cli-read-timeout',
  '--cli-connect-timeout',
  '--cli-binary-format',
]);

/** Says whether words are for the commands that are as the AWS CLI's: `sts ...`, `--output json iam ...`. */
export function awsService(words: readonly string[]): 'sts' | 'iam' | undefined {
  let index = 0;
  while (words[index]?.startsWith('--')) index += WITH_WORD.has(words[index]!) ? 2 : 1;
  const word = words[index];
  return word === 'sts' || word === 'iam' ? word : undefined;
}
