import type { AddCommand } from '../command.ts';

/**
 * `rolecall sts` and `rolecall iam`, as they stand in the help: `run` hands their words on before they are read here, since
 * they have the options of the AWS CLI and not ours.
 */
export const addAws: AddCommand = (program) => {
  for (const [service, title] of SERVICES) {
    program
      .command(service)
      .usage('<operation> [parameters]')
      .description(`call ${title}: \`rolecall ${service} help\` names the operations`)
      .allowUnknownOption()
      .allowExcessArguments();
  }
};

const SERVICES = [
  ['sts', 'an operation of STS, as `aws sts` does'],
  ['iam', 'an operation of IAM, as `aws iam` does'],
] as const;
