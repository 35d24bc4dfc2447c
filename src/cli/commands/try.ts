import type { AddCommand } from '../command.ts';

/** `rolecall try` */
export const addTry: AddCommand = (program, { house, terminal }) =>
  program
    .command('try')
    .description('make a user, its key and a role on a running server; assume the role, use it, be refused once')
    .option('--endpoint-url <URL>', 'the server', process.env.AWS_ENDPOINT_URL ?? 'http://127.0.0.1:8787')
    .action((options: { endpointUrl: string }) => house.tryOut(terminal, options.endpointUrl));
