import type { Command } from 'commander';
import type { AddCommand } from '../command.ts';
import { Refusal } from '../refusal.ts';

/** `rolecall help`: the manual, of the program, of a command, of a service or of one of its operations. */
export const addHelp: AddCommand = (program, { terminal }) =>
  program
    .command('help')
    .description('show the manual: of a command, or of an operation as `rolecall help sts assume-role`')
    .argument('[TOPIC...]', 'a command; or a service, and one of its operations')
    .option('--no-pager', 'print it, on a terminal too')
    .action(async (topic: readonly string[], { pager }: { readonly pager: boolean }) => {
      const { pageOf } = await import('../manual/pages.ts');
      const page = await pageOf(program, topic);
      if (page === undefined) throw new Refusal(await unknown(program, topic), 'usage');
      const { showPage } = await import('../manual/show-page.ts');
      await showPage(page, { terminal, isPaged: pager });
    });

async function unknown(program: Command, topic: readonly string[]): Promise<string> {
  const [{ topicsOf }, { near }] = await Promise.all([import('../manual/pages.ts'), import('../aws/near.ts')]);
  const asked = topic.join(' ');
  const [nearest] = near(asked, await topicsOf(program));
  return `no manual page: \`${asked}\`${nearest === undefined ? '' : `; did you mean \`${nearest}\`?`}`;
}
