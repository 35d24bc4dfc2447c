import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandName } from '../../manual/names.ts';
import { operations as iam } from '../../model/generated/iam.ts';
import { operations as sts } from '../../model/generated/sts.ts';
import { callInput } from './call-input.ts';
import { CommandError } from './command-error.ts';
import { GLOBAL_ROWS } from './globals.ts';
import { awsService } from './is-aws.ts';
import { optionsOf } from './operation-rows.ts';
import { readCommand } from './read-command.ts';
import { validateInput } from './validate-input.ts';

/** The input of a call that somebody typed, validated. */
async function inputOf(words: readonly string[]): Promise<unknown> {
  const command = readCommand(words, words.includes('sts') ? sts : iam);
  if (command.kind !== 'call') return command.kind;
  const input = await callInput(command.given, command.options, { env: { HOME: '/nowhere' }, binaryFormat: 'base64' });
  validateInput(input, command.facts.input);
  return JSON.parse(JSON.stringify(input));
}

const ARN = 'arn:aws:iam::123456789012:role/demo';
const ASSUME = ['sts', 'assume-role', '--role-arn', ARN, '--role-session-name', 'Bob'];
const BOB = { RoleArn: ARN, RoleSessionName: 'Bob' };

describe('a command', () => {
  it.each([
    [ASSUME, BOB],
    [['--output', 'text', ...ASSUME], BOB],
    [[...ASSUME, '--duration-seconds', '900'], { ...BOB, DurationSeconds: 900 }],
    [
      [...ASSUME, '--tags', 'Key=a,Value=b', 'Key=c,Value=d'],
      {
        ...BOB,
        Tags: [
          { Key: 'a', Value: 'b' },
          { Key: 'c', Value: 'd' },
        ],
      },
    ],
    [[...ASSUME, '--tags', '[{"Key":"a","Value":"b"}]'], { ...BOB, Tags: [{ Key: 'a', Value: 'b' }] }],
    [
      [...ASSUME, '--policy-arns', 'arn=arn:aws:iam::aws:policy/x'],
      { ...BOB, PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/x' }] },
    ],
    [[...ASSUME, '--transitive-tag-keys', 'a', 'b'], { ...BOB, TransitiveTagKeys: ['a', 'b'] }],
    [[...ASSUME, '--cli-input-json', '{"RoleSessionName":"x","ExternalId":"ab"}'], { ...BOB, ExternalId: 'ab' }],
    [[...ASSUME, '--cli-input-yaml', 'Tags:\n- Key: a\n  Value: b'], { ...BOB, Tags: [{ Key: 'a', Value: 'b' }] }],
    [
      ['iam', 'update-account-password-policy', '--require-symbols', '--no-require-numbers'],
      { RequireSymbols: true, RequireNumbers: false },
    ],
    [['iam', 'list-roles', '--marker', 'm'], { Marker: 'm' }],
    [['iam', 'get-account-authorization-details', '--filter', 'User', 'Role'], { Filter: ['User', 'Role'] }],
    [['sts', 'help'], 'help'],
    [['sts', 'assume-role', 'help'], 'help'],
    [['sts', 'assume-role', '--help'], 'help'],
    [['sts', '--version'], 'version'],
    [['iam', 'wait', 'role-exists', '--role-name', 'x'], { RoleName: 'x' }],
  ] as const)('%j', async (words, input) => expect(await inputOf(words)).toEqual(input));

  it.each([
    [['sts'], 'the following arguments are required: operation'],
    [['sts', 'assume-role'], 'the following arguments are required: --role-arn, --role-session-name'],
    [['sts', 'assume-rol'], "Invalid choice: 'assume-rol', maybe you meant:\n\n  * assume-role"],
    [['iam', 'get-role', '--role-name', 'x', '--fo', '3'], 'Unknown options: --fo, 3'],
    [['iam', 'get-role', '--role-name', ''], 'Invalid length for parameter RoleName, value: 0, valid min length: 1'],
    [[...ASSUME, '--duration-seconds', 'x'], "invalid literal for int() with base 10: 'x'"],
    [[...ASSUME, '--tags', 'Key=a'], 'Missing required parameter in Tags[0]: "Value"'],
    [[...ASSUME, '--tags', 'Key=a,Value=b,More=c'], 'Unknown parameter in Tags[0]: "More", must be one of: Key, Value'],
    [
      [...ASSUME, '--cli-input-json', '{"ExternalId":1}'],
      "Invalid type for parameter ExternalId, value: 1, type: <class 'int'>",
    ],
    [[...ASSUME, '--endpoint-url', 'localhost'], 'scheme is missing'],
  ] as const)('refused: %j', async (words, sentence) => {
    await expect(inputOf(words)).rejects.toThrow(CommandError);
    await expect(inputOf(words)).rejects.toThrow(sentence);
  });

  it('names the right option', async () => {
    const refused = await inputOf(['sts', 'assume-role', '--role-arm', 'x']).catch((error: CommandError) => error);
    expect((refused as CommandError).hints).toEqual(['--role-arm: did you mean --role-arn?']);
  });

  it('repeats no value of a sensitive parameter', async () => {
    const words = [
      'iam',
      'change-password',
      '--cli-input-json',
      '{"OldPassword":["hidden1"],"NewPassword":{"a":"hidden2"}}',
    ];
    const refused = (await inputOf(words).catch((error: Error) => error)) as Error;
    expect(refused.message).toContain('Invalid type for parameter OldPassword');
    expect(refused.message).not.toContain('hidden');
  });

  it('is read or refused, whatever is typed', async () => {
    const all = [...sts.values(), ...iam.values()];
    const word = fc.oneof(
      fc.constantFrom(
        '--',
        '-',
        '-1',
        '',
        '[',
        '{',
        '{}',
        '[]',
        'Key=a,Value=b',
        '=',
        'a=[',
        '{"a":',
        'true',
        'file://',
        'fileb:///no',
        '1',
        '[1]',
      ),
      fc.constantFrom(...GLOBAL_ROWS.map(({ name }) => name)),
      fc.string({ maxLength: 8 }),
    );
    const typed = fc.constantFrom(...all).chain((facts) => {
      const own = optionsOf(facts).rows.map(({ name }) => name);
      const words = fc.array(fc.oneof(word, own.length === 0 ? word : fc.constantFrom(...own)), { maxLength: 8 });
      return words.map((more) => [facts.service.name, commandName(facts.name), ...more]);
    });
    await fc.assert(
      fc.asyncProperty(typed, async (words) => {
        await inputOf(words).catch((error: unknown) => expect(error).toBeInstanceOf(CommandError));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('awsService', () => {
  it.each([
    [['sts', 'x'], 'sts'],
    [['--output', 'json', '--debug', 'iam'], 'iam'],
    [['--output=json', 'iam'], 'iam'],
    [['help', 'sts'], undefined],
    [['--version'], undefined],
    [['assume', 'sts'], undefined],
    [[], undefined],
  ] as const)('%j', (words, service) => expect(awsService(words)).toBe(service));
});
