import type { Command } from 'commander';
import type { Kit } from '../command.ts';
import { type Options, outputOption, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { Refusal } from '../refusal.ts';

const ROLE_ARN = /^arn:[^:]+:iam::\d{12}:role\/./;

interface List extends Options {
  readonly role: string;
  readonly account?: string;
  readonly all?: boolean;
}

/** `rolecall sessions list`: who assumed a role, until when, and by which way, from the audit trail. */
export function addSessionsList(sessions: Command, { terminal }: Kit): void {
  withSettings(sessions.command('list'), PLACE_SETTINGS)
    .description('list the sessions of a role that have not expired, from the audit trail')
    .requiredOption('--role <ARN>', 'the role')
    .option('--all', 'those that have expired, too')
    .option('--account <ID>', 'as this account sees it')
    .addOption(outputOption())
    .action(async (options: List) => {
      const [{ sessionsOf }, { trailFolder }, { sessionText }] = await Promise.all([
        import('../../audit/sessions.ts'),
        import('../../audit/trail-folder.ts'),
        import('../show-audit.ts'),
      ]);
      if (!ROLE_ARN.test(options.role)) {
        throw new Refusal(
          `\`--role\` takes the ARN of a role, as arn:aws:iam::123456789012:role/NAME: \`${options.role}\``,
          'usage',
        );
      }
      const { where } = await settle(options);
      const nowMs = options.all === true ? undefined : Date.now();
      const found = sessionsOf(trailFolder(where.data), options.role, { account: options.account, nowMs });
      if (options.output === 'json') return terminal.print(`${JSON.stringify({ sessions: found })}\n`);
      for (const session of found) terminal.print(`${sessionText(session)}\n`);
    });
}
