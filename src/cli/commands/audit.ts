import type { Command } from 'commander';
import type { Wanted } from '../../audit/search.ts';
import type { AddCommand } from '../command.ts';
import { REFUSED } from '../exit-codes.ts';
import { readMoment } from '../moment.ts';
import { type Options, outputOption, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { Refusal } from '../refusal.ts';

interface Search extends Options {
  readonly account?: string;
  readonly event?: string;
  readonly user?: string;
  readonly error?: string | true;
  readonly since?: string;
  readonly until?: string;
  readonly json?: boolean;
}

interface Tail extends Search {
  readonly follow?: boolean;
  readonly lines: string;
}

/** `rolecall audit tail`, `search`, `why`, `verify`: they read the trail's files, while a server writes them or not. */
export const addAudit: AddCommand = (program, { house, terminal, exitWith }) => {
  const audit = program
    .command('audit')
    .description('read the audit trail: what happened, why it was denied, whether nothing is missing');
  const asJson = (command: Command) => command.option('--json', 'whole events, a line each, as CloudTrail has them');

  asJson(withSettings(audit.command('tail'), PLACE_SETTINGS))
    .description('show the last events')
    .option('--follow', 'and those that come')
    .option('--lines <N>', 'how many', '20')
    .option('--account <ID>', 'the half of this account alone')
    .action(async (options: Tail) => {
      const { searchTrail, trailFolder, eventText } = await reading(options);
      if (!/^[0-9]{1,6}$/.test(options.lines))
        throw new Refusal(`expected a number of lines: \`${options.lines}\``, 'usage');
      const { where } = await settle(options);
      const folder = trailFolder(where.data);
      const { account } = options;
      const last = [...searchTrail(folder, { account })].slice(-Number(options.lines) || Number.POSITIVE_INFINITY);
      for (const event of last) terminal.print(eventText(event));
      if (options.follow !== true) return;
      const { followTrail } = await import('../../audit/follow-trail.ts');
      for await (const event of followTrail(folder, { account })) terminal.print(eventText(event));
    });

  asJson(withSettings(audit.command('search'), PLACE_SETTINGS))
    .description('find events')
    .option('--account <ID>', 'the half of this account alone')
    .option('--event <NAME>', 'of this operation, as AssumeRole')
    .option('--user <WHO>', 'by this name, ARN, unique id or access key id')
    .option('--error [CODE]', 'that were refused, with this code')
    .option('--since <TIME>', 'from this time on, or this long ago, as 2h')
    .option('--until <TIME>', 'up to this time')
    .action(async (options: Search) => {
      const { searchTrail, trailFolder, eventText } = await reading(options);
      const { where } = await settle(options);
      for (const event of searchTrail(trailFolder(where.data), wantedBy(options))) terminal.print(eventText(event));
    });

  withSettings(audit.command('why <EVENT-ID>'), PLACE_SETTINGS)
    .description('tell why a call was denied: by the policies as they were then')
    .addOption(outputOption())
    .action(async (eventId: string, options: Options) => {
      const [{ variantOf }, { whyDenied }, { trailFolder }, { reasonsText }] = await Promise.all([
        import('../../audit/event-ids.ts'),
        import('../../audit/why.ts'),
        import('../../audit/trail-folder.ts'),
        import('../show-audit.ts'),
      ]);
      const { where } = await settle(options);
      // Whoever was refused has the id of the request, of which those of its events are made.
      const ids = [eventId, variantOf(eventId, 1), variantOf(eventId, 2)];
      const reasons = ids.map((id) => whyDenied(trailFolder(where.data), id)).find((found) => found !== undefined);
      if (reasons === undefined) throw new Refusal(`no denial of this id in the trail: \`${eventId}\``);
      const json = () => `${JSON.stringify({ ...reasons, documents: Object.fromEntries(reasons.documents) })}\n`;
      terminal.print(options.output === 'json' ? json() : reasonsText(reasons));
    });

  withSettings(audit.command('verify'), PLACE_SETTINGS)
    .description('hold the trail to its seals: exit 0 as it was written, 1 something is missing or changed')
    .option('--first-file <N>', 'the oldest file that is meant to be there still', '1')
    .addOption(outputOption())
    .action(async (options: Options & { readonly firstFile: string }) => {
      if (!/^[0-9]{1,12}$/.test(options.firstFile)) throw new Refusal('expected a number for `--first-file`', 'usage');
      const { where } = await settle(options);
      const verified = await house.verifyTrail(where, Number(options.firstFile));
      const { verifiedText } = await import('../show-audit.ts');
      terminal.print(options.output === 'json' ? `${JSON.stringify(verified)}\n` : verifiedText(verified));
      if (verified.problems.length > 0) exitWith(REFUSED);
    });
};

function wantedBy({ account, event, user, error, since, until }: Search): Wanted {
  const nowMs = Date.now();
  return {
    account,
    event,
    user,
    error: error === true ? 'any' : error,
    sinceMs: since === undefined ? undefined : readMoment(since, nowMs),
    untilMs: until === undefined ? undefined : readMoment(until, nowMs),
  };
}

/** Loaded by whoever reads the trail. */
async function reading({ json }: Search) {
  const [{ searchTrail }, { trailFolder }, { eventLine }] = await Promise.all([
    import('../../audit/search.ts'),
    import('../../audit/trail-folder.ts'),
    import('../show-audit.ts'),
  ]);
  const { asciiOf } = await import('../../audit/seal.ts');
  const eventText = (event: Parameters<typeof eventLine>[0]): string =>
    json === true ? asciiOf(`${JSON.stringify(event)}\n`) : `${eventLine(event)}\n`;
  return { searchTrail, trailFolder, eventText };
}
