/** What the commands of the services have beside the parameters, as the AWS CLI has it. By the name that is typed. */
export const optionWords: ReadonlyMap<string, string> = new Map([
  [
    '--cli-input-json',
    'The parameters as JSON, by the names of the service: what `--generate-cli-skeleton` prints, filled in. `file://FILE` reads it from a file. An option that is typed wins over it.',
  ],
  ['--cli-input-yaml', 'The same as YAML.'],
  [
    '--generate-cli-skeleton',
    'Calls nothing, and prints the parameters to fill in, as JSON (`input`, the default) or YAML (`yaml-input`), or the form of the answer (`output`).',
  ],
  ['--starting-token', 'Where to go on: the NextToken that a command with `--max-items` printed.'],
  ['--page-size', 'How many items to ask for in one call. All pages are fetched, whatever it is.'],
  ['--max-items', 'The most items to print. Where there are more, a NextToken is printed too.'],
  ['--outfile', 'A file for the seed of the device, which is not printed.'],
  [
    '--bootstrap-method',
    'What is written to the file: `QRCodePNG`, a picture for an authenticator app, or `Base32StringSeed`, text.',
  ],
]);

/** The options of every operation, by the name that is typed. */
export const globalOptionWords: ReadonlyMap<string, string> = new Map([
  ['--debug', 'Tells on stderr what is sent and answered, without secrets.'],
  [
    '--endpoint-url',
    'The server to call. Default: the endpoint of the profile or the environment, else `http://127.0.0.1:8787`.',
  ],
  ['--no-verify-ssl', 'Refused: a server that is not known may be anyone. Name its authority by `--ca-bundle`.'],
  ['--no-paginate', 'Asks for one page and no more.'],
  ['--output', 'How to print: `json`, `yaml`, `yaml-stream`, `text`, `table`, or `off`.'],
  ['--query', 'A JMESPath expression: what of the answer to print.'],
  ['--profile', 'The profile of the AWS configuration files whose credentials and settings are used.'],
  ['--region', 'The region that the request is signed for.'],
  ['--version', 'Prints the version.'],
  ['--color', 'Whether a table has colours: `on`, `off` or `auto`, where a terminal shows it.'],
  [
    '--no-sign-request',
    'Sends the request without a signature, as AssumeRoleWithSAML and AssumeRoleWithWebIdentity are.',
  ],
  ['--ca-bundle', 'A file with the certificate authorities, PEM, that the server is verified by.'],
  ['--cli-read-timeout', 'Seconds to wait for an answer. Default: 60; 0 waits without end.'],
  ['--cli-connect-timeout', 'Seconds to wait for a connection, added to those for the answer.'],
  ['--cli-binary-format', 'How binary values are typed: `base64`, or `raw-in-base64-out` as they are.'],
  ['--no-cli-pager', 'Shows the manual without a pager. Answers never go through one.'],
  ['--cli-auto-prompt', 'Not offered here.'],
  ['--no-cli-auto-prompt', 'Changes nothing: there is no prompt.'],
]);
