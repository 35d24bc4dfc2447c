import { describe, expect, it } from 'vitest';
import type { Shape, StructureShape } from '../model/facts.ts';
import { operations as iam } from '../model/generated/iam.ts';
import { operations as sts } from '../model/generated/sts.ts';
import { readAnswer, readRefusal } from './read-answer.ts';
import { writeParameters } from './write-parameters.ts';

const text: Shape = { type: 'string' };
const shape: StructureShape = {
  type: 'structure',
  required: [],
  members: {
    A: text,
    N: { type: 'integer' },
    B: { type: 'boolean' },
    T: { type: 'timestamp' },
    Bytes: { type: 'blob' },
    L: { type: 'list', member: text },
    S: { type: 'list', member: { type: 'structure', required: [], members: { Key: text, Value: text } } },
    M: { type: 'map', key: text, value: text },
  },
};

describe('writeParameters', () => {
  const rows: readonly [input: Record<string, unknown>, written: readonly (readonly [string, string])[]][] = [
    [{}, []],
    [{ A: undefined }, []],
    [{ A: '' }, [['A', '']]],
    [{ A: 'ä&=+ ' }, [['A', 'ä&=+ ']]],
    [
      { N: 0, B: false },
      [
        ['N', '0'],
        ['B', 'false'],
      ],
    ],
    [{ T: new Date(1_000) }, [['T', '1970-01-01T00:00:01Z']]],
    [{ T: 1 }, [['T', '1970-01-01T00:00:01Z']]],
    [{ T: 'as it is' }, [['T', 'as it is']]],
    [{ Bytes: Buffer.from('hi') }, [['Bytes', 'aGk=']]],
    [{ L: [] }, [['L', '']]],
    [
      { L: ['a', 'b'] },
      [
        ['L.member.1', 'a'],
        ['L.member.2', 'b'],
      ],
    ],
    [
      { S: [{ Key: 'k', Value: 'v' }] },
      [
        ['S.member.1.Key', 'k'],
        ['S.member.1.Value', 'v'],
      ],
    ],
    [
      { M: { k: 'v' } },
      [
        ['M.entry.1.key', 'k'],
        ['M.entry.1.value', 'v'],
      ],
    ],
    [
      { M: new Map([['__proto__', 'v']]) },
      [
        ['M.entry.1.key', '__proto__'],
        ['M.entry.1.value', 'v'],
      ],
    ],
  ];
  it.each(rows)('%j', (input, written) => expect(writeParameters(input, shape)).toEqual(written));

  it.each([
    [{ X: 1 }, 'X'],
    [{ S: [{ key: 'k' }] }, 'S.member.1.key'],
    [{ constructor: 'x' }, 'constructor'],
  ])('refuses a name that is none: %j', (input, name) =>
    expect(() => writeParameters(input, shape)).toThrow(`no such parameter: \`${name}\``),
  );
});

describe('readAnswer', () => {
  const answer = (operation: string, result: string) =>
    `<?xml version="1.0"?><${operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></${operation}Response>`;

  it('lists, structures, numbers, truths, and what AWS may add one day', () => {
    const body = answer(
      'ListUsers',
      '<Users><member><UserName>a&amp;b</UserName><New>x</New></member><member/></Users><IsTruncated>true</IsTruncated>',
    );
    expect(readAnswer(iam.get('ListUsers')!, body)).toEqual({
      output: { Users: [{ UserName: 'a&b' }, {}], IsTruncated: true },
      requestId: 'r-1',
    });
  });

  it('maps', () => {
    const body = answer(
      'GetAccountSummary',
      '<SummaryMap><entry><key>Users</key><value>3</value></entry></SummaryMap>',
    );
    expect(readAnswer(iam.get('GetAccountSummary')!, body).output).toEqual({ SummaryMap: { Users: 3 } });
  });

  it('nothing but a request id', () => {
    const body =
      '<DeleteUserResponse><ResponseMetadata><RequestId>r-2</RequestId></ResponseMetadata></DeleteUserResponse>';
    expect(readAnswer(iam.get('DeleteUser')!, body)).toEqual({ output: {}, requestId: 'r-2' });
  });

  it('names that objects have are no members', () => {
    const body = answer('GetCallerIdentity', '<Arn>a</Arn><__proto__><x/></__proto__><constructor>y</constructor>');
    expect(readAnswer(sts.get('GetCallerIdentity')!, body).output).toEqual({ Arn: 'a' });
  });

  it('an answer to something else is none', () =>
    expect(() => readAnswer(sts.get('GetCallerIdentity')!, answer('GetSessionToken', ''))).toThrow(SyntaxError));
});

describe('readRefusal', () => {
  it('code, message, request id', () => {
    const body =
      '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no &lt;way&gt;</Message></Error><RequestId>r</RequestId></ErrorResponse>';
    expect(readRefusal(body)).toEqual({ code: 'AccessDenied', message: 'no <way>', requestId: 'r' });
  });

  it.each([
    '',
    'x',
    '<a/>',
    '<ErrorResponse/>',
    '<ErrorResponse><Error><Code/></Error></ErrorResponse>',
    '<Other><Error><Code>x</Code></Error></Other>',
  ])('none in %j', (body) => expect(readRefusal(body)).toBeUndefined());
});
