/**
 * Every cell of the condition operators: which operator, qualifier and IfExists hold for which kind of presence. Worked
 * out from policy.md 4.2 to 4.12 and from no engine. `node test/policy/operator-cells.ts` writes them to
 * operator-cells.json.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Operator as written, operands, kind of presence, the request's value (a list: multi-valued; null: missing), answer. */
export type Cell = readonly [
  operator: string,
  operands: readonly string[],
  presence: 'missing' | 'empty' | 'one' | 'many',
  value: string | readonly string[] | null,
  answer: boolean | 'refused',
];

/** A value for which the operator holds, one for which it does not, and whether it holds for the empty text. */
interface Sample {
  readonly operand: string;
  readonly holds: string;
  readonly fails: string;
  readonly holdsForEmpty: boolean;
  readonly negated: boolean;
  /** Whether the empty text can be read: what cannot never matches, negated or not (4.10, 4.11). */
  readonly readsEmpty: boolean;
}

const BUCKET = 'arn:aws:s3:::bucket/a';
const OTHER = 'arn:aws:s3:::other/a';
const ARNS = 'arn:aws:s3:::bucket/*';
const NEW_YEAR = '2030-01-01';
const BEFORE = '2029-12-31T23:59:59Z';

const samples: Readonly<Record<string, Sample>> = {
  StringEquals: is('red', 'red', 'Red'),
  StringNotEquals: not('red', 'Red', 'red'),
  StringEqualsIgnoreCase: is('red', 'RED', 'rot'),
  StringNotEqualsIgnoreCase: not('red', 'rot', 'RED'),
  StringLike: is('r*d', 'reed', 'Reed'),
  StringNotLike: not('r*d', 'Reed', 'reed'),
  NumericEquals: is('5', '05', '6'),
  NumericNotEquals: not('5', '6', '5.0'),
  NumericLessThan: is('5', '4', '5'),
  NumericLessThanEquals: is('5', '5', '6'),
  NumericGreaterThan: is('5', '6', '5'),
  NumericGreaterThanEquals: is('5', '5', '4'),
  DateEquals: is(NEW_YEAR, '1893456000', BEFORE),
  DateNotEquals: not(NEW_YEAR, BEFORE, '2030-01-01T00:00:00Z'),
  DateLessThan: is(NEW_YEAR, BEFORE, NEW_YEAR),
  DateLessThanEquals: is(NEW_YEAR, NEW_YEAR, '2030-01-02'),
  DateGreaterThan: is(NEW_YEAR, '2030-01-02', NEW_YEAR),
  DateGreaterThanEquals: is(NEW_YEAR, NEW_YEAR, BEFORE),
  Bool: is('true', 'TRUE', 'yes'),
  BinaryEquals: is('QUI=', 'QUI=', 'QUJD'),
  IpAddress: is('10.0.0.0/8', '10.1.2.3', '11.1.2.3'),
  NotIpAddress: { ...not('10.0.0.0/8', '11.1.2.3', '10.1.2.3'), holdsForEmpty: false, readsEmpty: false },
  ArnEquals: is(ARNS, BUCKET, OTHER),
  ArnLike: is(ARNS, BUCKET, OTHER),
  ArnNotEquals: { ...not(ARNS, OTHER, BUCKET), holdsForEmpty: false, readsEmpty: false },
  ArnNotLike: { ...not(ARNS, OTHER, BUCKET), holdsForEmpty: false, readsEmpty: false },
};

function is(operand: string, holds: string, fails: string): Sample {
  return { operand, holds, fails, holdsForEmpty: false, negated: false, readsEmpty: true };
}

function not(operand: string, holds: string, fails: string): Sample {
  return { operand, holds, fails, holdsForEmpty: true, negated: true, readsEmpty: true };
}

type Quantifier = '' | 'ForAllValues:' | 'ForAnyValue:';

/** All cells, the operators in the order of the reference. */
export function operatorCells(): Cell[] {
  const cells: Cell[] = [];
  for (const quantifier of ['', 'ForAllValues:', 'ForAnyValue:'] as const)
    for (const ifExists of ['', 'IfExists'] as const) {
      for (const [name, sample] of Object.entries(samples)) cells.push(...cellsOf(name, sample, quantifier, ifExists));
      cells.push(...cellsOfNull(quantifier, ifExists));
    }
  return cells;
}

function cellsOf(name: string, sample: Sample, quantifier: Quantifier, ifExists: '' | 'IfExists'): Cell[] {
  const operator = `${quantifier}${name}${ifExists}`;
  const missing = quantifier === 'ForAllValues:' || ifExists === 'IfExists' || (quantifier === '' && sample.negated);
  const { holds, fails } = sample;
  return [[sample.operand], []].flatMap((operands) => {
    const one = (value: string): boolean => {
      // No operand is equal to anything; a negated operator differs from all none of them (4.4).
      if (operands.length === 0) return sample.negated && (value !== '' || sample.readsEmpty);
      return value === '' ? sample.holdsForEmpty : value === holds;
    };
    const many = (values: readonly string[]): boolean => {
      if (quantifier === '') return false;
      return quantifier === 'ForAllValues:' ? values.every(one) : values.some(one);
    };
    const rows: Cell[] = [[operator, operands, 'missing', null, missing]];
    rows.push([operator, operands, 'empty', '', one('')], [operator, operands, 'empty', [], many([])]);
    for (const value of [holds, fails]) rows.push([operator, operands, 'one', value, one(value)]);
    for (const values of [[holds], [fails]]) rows.push([operator, operands, 'one', values, many(values)]);
    for (const values of [
      [holds, holds],
      [holds, fails],
      [fails, fails],
    ])
      rows.push([operator, operands, 'many', values, many(values)]);
    return rows;
  });
}

/** `Null` asks for absence; with a qualifier it is constant, and with IfExists it is no operator (4.4, 4.12). */
function cellsOfNull(quantifier: Quantifier, ifExists: '' | 'IfExists'): Cell[] {
  const operator = `${quantifier}Null${ifExists}`;
  const values: readonly [Cell[2], Cell[3]][] = [
    ['missing', null],
    ['empty', ''],
    ['empty', []],
    ['one', 'x'],
    ['one', ['x']],
    ['many', ['x', 'y']],
  ];
  return ['true', 'false'].flatMap((operand) =>
    values.map(([presence, value]): Cell => {
      const asked = (value === null) === (operand === 'true');
      const answer = quantifier === '' ? asked : quantifier === 'ForAllValues:';
      return [operator, [operand], presence, value, ifExists === '' ? answer : 'refused'];
    }),
  );
}

if (import.meta.main) {
  const file = fileURLToPath(new URL('operator-cells.json', import.meta.url));
  writeFileSync(file, JSON.stringify(operatorCells()));
  execFileSync('biome', ['format', '--write', file], { stdio: 'inherit' });
}
