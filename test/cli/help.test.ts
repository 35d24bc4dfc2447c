import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atTerminal } from './at-terminal.ts';
import { rolecall } from './process.ts';

const assumeRole = readFileSync(join(import.meta.dirname, '../manual/assume-role.txt'), 'utf8');

describe('rolecall help', () => {
  it.each([[['help', 'sts', 'assume-role']], [['help', 'sts', 'AssumeRole']], [['sts', 'assume-role', 'help']]])(
    '%j prints the page as it is',
    async (args) => expect(await rolecall(args)).toEqual({ code: 0, stdout: assumeRole, stderr: '' }),
  );

  it.each([
    [[], /^rolecall\n\*+\n[\s\S]*"init"\n[\s\S]*"sts"\n/],
    [['sts'], /^sts\n[\s\S]*"assume-role-with-web-identity"\n {3}Exchange/i],
    [['iam'], /"accept-delegation-request"\n {3}.*not offered here/],
    [['iam', 'create-role'], /rolecall iam create-role\n {5}--role-name <value>/],
    [['iam', 'get-human-readable-summary'], /\*\*Important:\*\* Not offered here/],
    [['serve'], /"--data <DIR>"/],
    [['audit', 'search'], /rolecall audit search \[options\]/],
    [['help'], /"--no-pager"/],
  ])('of %j', async (topic, form) => {
    const { code, stdout, stderr } = await rolecall(['help', ...topic]);
    expect(stdout).toMatch(form);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    [['sts', 'asume-role'], 'rolecall: no manual page: `sts asume-role`; did you mean `sts assume-role`?\n'],
    [['serv'], 'rolecall: no manual page: `serv`; did you mean `serve`?\n'],
    [['audit', 'serch'], 'rolecall: no manual page: `audit serch`; did you mean `audit search`?\n'],
    [
      ['sts', 'assume-role', 'more'],
      'rolecall: no manual page: `sts assume-role more`; did you mean `sts assume-role`?\n',
    ],
    [['xyzzy'], 'rolecall: no manual page: `xyzzy`\n'],
  ])('of %j there is none', async (topic, stderr) =>
    expect(await rolecall(['help', ...topic])).toEqual({ code: 2, stdout: '', stderr }),
  );
});

describe('rolecall help at a terminal', () => {
  it('goes through the pager that is named, with bold headings', async () => {
    const { code, shown } = await atTerminal(['help', 'sts', 'assume-role'], [], {
      PAGER: 'sed s/^/paged:/',
      NO_COLOR: '',
    });
    expect(code).toBe(0);
    expect(shown).toContain('paged:\u001B[1mDESCRIPTION\u001B[22m');
  });

  it.each([
    ['--no-pager', ['help', '--no-pager', 'sts', 'assume-role'], { PAGER: 'sed s/^/paged:/', NO_COLOR: '1' }],
    ['--no-cli-pager', ['sts', 'assume-role', 'help', '--no-cli-pager'], { PAGER: 'sed s/^/paged:/', NO_COLOR: '1' }],
    [
      'a pager that is not there',
      ['help', 'sts', 'assume-role'],
      { PAGER: 'no-such-pager 2>/dev/null', NO_COLOR: '1' },
    ],
  ])('is printed with %s', async (_what, args, env) => {
    const { code, shown } = await atTerminal(args, [], env);
    expect(code).toBe(0);
    expect(shown.replaceAll('\r\n', '\n')).toBe(assumeRole);
  });
});
