import { describe, expect, it } from 'vitest';
import { serviceHelp } from '../../src/cli/manual/service-help.ts';
import type { Block, Item } from '../../src/manual/document.ts';
import { toText } from '../../src/manual/text.ts';

/**
 * The manual page of `aws sts assume-role` that this project began from has sections, five options, and something to say of
 * each. Our page has their counterparts, with the rules of today.
 */
const page = (await serviceHelp('sts', 'assume-role'))!;
const text = toText(page);

/** The sections of the document, in its order. */
const SECTIONS = ['DESCRIPTION', 'SYNOPSIS', 'REQUIRED PARAMETERS', 'OPTIONAL PARAMETERS'];

/** Its options: where they stand, their types, and what it says of them, as far as it is a fact. */
const OPTIONS = [
  ['--role-arn', 'REQUIRED PARAMETERS', 'string', /ARN of the role to assume/],
  ['--role-session-name', 'REQUIRED PARAMETERS', 'string', /A name for the session/],
  ['--policy', 'OPTIONAL PARAMETERS', 'string', /both the policies of the role and a session policy allow/],
  ['--duration-seconds', 'OPTIONAL PARAMETERS', 'integer', /from 900 \(15 minutes\).*Default: 3600 \(1 hour\)/],
  ['--external-id', 'OPTIONAL PARAMETERS', 'string', /of many customers gives each customer one of its own/],
] as const;

describe('the page of assume-role', () => {
  it('is titled by what is typed', () => expect(text.startsWith('assume-role\n***********\n')).toBe(true));

  it('has its sections, in its order', () => {
    const headings = page.sections.map(({ heading }) => heading);
    expect(headings.filter((heading) => SECTIONS.includes(heading))).toEqual(SECTIONS);
    expect(headings).toEqual(['NAME', ...SECTIONS, 'EXAMPLES', 'OUTPUT', 'ERRORS', 'SEE ALSO']);
  });

  it.each(OPTIONS)('%s stands among %s, is a %s, and says what it is', (option, heading, type, words) => {
    const item = itemsOf(heading).find(({ term }) => term === option);
    expect(item?.note).toBe(type);
    expect(said(item!.blocks)).toMatch(words);
  });

  it('has its synopsis: two options that are required, the others in brackets', () => {
    const lines = text.slice(text.indexOf('SYNOPSIS')).split('\n');
    expect(lines.slice(3, 6)).toEqual([
      '   rolecall sts assume-role',
      '     --role-arn <value>',
      '     --role-session-name <value>',
    ]);
    for (const option of ['--policy', '--duration-seconds', '--external-id'])
      expect(lines).toContain(`     [${option} <value>]`);
  });

  it("has its Important, in today's rule: root is refused, and users are not alone", () => {
    const important = blocksOf('DESCRIPTION').find(
      (block) => block.kind === 'paragraph' && block.label === 'Important',
    );
    expect(said([important!])).toMatch(
      /^Root cannot assume a role.*access is denied\. Users can, and so can sessions of roles/,
    );
  });

  it.each([
    ['what the credentials are', /an access key id, a secret key and a session token/],
    ['how long they are valid', /an hour without it, and at most as long as the role allows: one to twelve hours/],
    [
      'that the privileges are those of the role, and a policy narrows them',
      /narrows the session.*grants nothing beyond the role/,
    ],
    [
      'who is trusted, and who may',
      /trust policy says who may assume it, and a policy of the caller.*`sts:AssumeRole`/,
    ],
    ['what has changed since', /five options, an hour at most, and users alone/],
  ])('says %s', (_what, words) => expect(said(blocksOf('DESCRIPTION'))).toMatch(words));

  it('is this page', () => expect(text).toMatchFileSnapshot('assume-role.txt'));
});

function blocksOf(heading: string): readonly Block[] {
  return page.sections.find((section) => section.heading === heading)!.blocks;
}

const itemsOf = (heading: string): readonly Item[] => blocksOf(heading).filter((block) => block.kind === 'item');

const said = (blocks: readonly Block[]): string =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? block.text : [])).join(' ');
