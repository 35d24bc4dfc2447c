import { iamOperations } from '../src/iam/service.ts';
import * as iam from '../src/model/generated/iam.ts';
import * as sts from '../src/model/generated/sts.ts';
import { type Quota, quotaSetting, quotaTable } from '../src/operation/quotas.ts';
import type { QueryService } from '../src/query/service.ts';
import { queryService } from '../src/query/service.ts';
import { stsOperations } from '../src/sts/service.ts';
import { type Attack, type Chapter, catalogue } from '../test/attacks/catalogue.ts';

/** The pages under `docs/` that are made from what the code declares. */

const NOTICE = '<!-- Made by `npm run derive`. Change what it is made from. -->';

/** `docs/attacks.md`: every row of the catalogue, and where it stands. */
export function attacksPage(): string {
  const attacks = catalogue.flatMap((chapter) => chapter.attacks);
  const tested = attacks.filter(({ heldIn }) => heldIn.length > 0);
  const must = attacks.filter((attack) => attack.must);
  return page(
    'Attacks, and the tests that refuse them',
    `Real attacks on services of this kind. Each row that is tested has tests named \`attack/<id>\`; \`npx vitest run -t attack/A01\`
runs one. **must** marks the rows that a first release may not be without. Made from
[test/attacks/catalogue.ts](../test/attacks/catalogue.ts); \`npm run check:documents\` holds the two and the tests together.

${tested.length} of ${attacks.length} rows are tested, among them ${must.filter((attack) => tested.includes(attack)).length} of the ${must.length} that must be; the others wait for the subject that they attack.`,
    ...catalogue.map(chapterOf),
  );
}

function chapterOf({ title, attacks }: Chapter): string {
  const rows = attacks.map(
    (attack) => `| ${attack.id} | ${attack.must ? 'must' : ''} | ${attack.title} | ${standing(attack)} |`,
  );
  return `## ${title}\n\n| | | Attack | Where it stands |\n|---|---|---|---|\n${rows.join('\n')}`;
}

function standing({ heldIn, waitsFor }: Attack): string {
  if (heldIn.length === 0) return `waits for: ${waitsFor}`;
  const files = heldIn.map((file) => `[${file.slice(file.lastIndexOf('/') + 1)}](../${file})`);
  return `tested: ${files.join(', ')}${waitsFor === undefined ? '' : `; the rest waits for: ${waitsFor}`}`;
}

/** `docs/quotas.md`: every quota, and how far it can be set. */
export function quotasPage(): string {
  const rows = Object.entries<Quota>(quotaTable).map(
    ([name, { what, unit, standard, min, max }]) =>
      `| \`${quotaSetting(name)}\` | ${what} | ${unit} | ${standard} | ${min} to ${max} |`,
  );
  return page(
    'Quotas',
    `AWS's quotas are in force with AWS's numbers. Each is a setting: \`--quota NAME=VALUE\` on the command line (repeatable),
\`ROLECALL_QUOTA=NAME=VALUE,NAME=VALUE\` in the environment, or a mapping in \`rolecall.yaml\`:

\`\`\`yaml
quotas:
  roles-per-account: 5000
  users-per-account: 10000
\`\`\`

The three are put together name by name; the command line wins over the environment, the environment over the file. A name
that is not in this table is refused by name, and so is a number out of its range. What is there already when a quota is
lowered stays; no more is made. \`--session-policy-size\` is another way to say that quota. GetAccountSummary answers the
numbers that are in force. Made from [src/operation/quotas.ts](../src/operation/quotas.ts).`,
    `| Name | Of what | | AWS's number | Can be set to |\n|---|---|---|---|---|\n${rows.join('\n')}`,
  );
}

/** `docs/coverage.md`: every operation that AWS publishes, and whether it works here. */
export function coveragePage(): string {
  const services = [
    queryService(sts.service, sts.operations, stsOperations),
    queryService(iam.service, iam.operations, iamOperations),
  ];
  return page(
    'Coverage',
    `Every operation of AWS's published service models. **works** means all of its parameters are honoured or refused by name. The
others are answered with status 501, code \`NotImplemented\` and their name, once the caller is authenticated. Made from what is declared
in [src/sts/service.ts](../src/sts/service.ts) and [src/iam/service.ts](../src/iam/service.ts).`,
    ...services.map(serviceOf),
  );
}

function serviceOf({ facts, known, built }: QueryService): string {
  const names = [...known.keys()].sort();
  const rows = names.map((name) => `| ${name} | ${built.has(name) ? '**works**' : '501'} |`);
  return `## ${facts.name.toUpperCase()} ${facts.version}: ${built.size} of ${known.size} work\n\n| Operation | |\n|---|---|\n${rows.join('\n')}`;
}

/** A page: the notice that it is made, its title, its parts. */
export const page = (title: string, ...parts: readonly string[]): string =>
  `${[`${NOTICE}\n\n# ${title}`, ...parts].join('\n\n')}\n`;
