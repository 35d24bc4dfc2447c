import { describe, expect, it } from 'vitest';
import { Spread } from '../agreement/spread.ts';
import { policyRows, type Row } from '../corpus/policy.ts';
import { naiveDecide } from './evaluate.ts';
import { pairs } from './generate.ts';

const rows = policyRows();

describe('the naive engine decides as the reference says', () => {
  const byTopic = new Map<string, Row[]>();
  for (const row of rows) byTopic.set(row.topic, [...(byTopic.get(row.topic) ?? []), row]);
  it.each([...byTopic])('%s', (_topic, topicRows) => {
    const wrong = topicRows.flatMap((row) => {
      const { because, allowed } = naiveDecide(row, row);
      const right = because === row.expected && allowed === (because === 'allowed');
      return right ? [] : [`${row.name}: ${because}, not ${row.expected}`];
    });
    expect(wrong).toEqual([]);
  });

  it('in rows of every outcome', () => {
    expect(rows.length).toBeGreaterThan(1000);
    for (const outcome of ['allowed', 'implicit-deny', 'explicit-deny'])
      expect(rows.filter((row) => row.expected === outcome).length).toBeGreaterThan(rows.length / 10);
  });
});

describe('the generator', () => {
  const spread = new Spread();
  const operators = new Set<string>();
  let made = 0;
  for (const pair of pairs(20_261_121)) {
    if (made++ === 20_000) break;
    spread.count(pair, naiveDecide(pair).because);
  }
  for (const row of spread.rows()) if (row.startsWith('operator ')) operators.add(row.slice('operator '.length));

  it('spreads its questions over the three answers', () => {
    console.log('seed 20261121, 20000 pairs');
    expect(spread.print()).toBe(true);
  });

  it('lets every layer and every caller take part', () => {
    for (const layer of ['identity', 'boundary', 'session', 'resource', 'trust', 'scp', 'rcp', 'endpoint'])
      expect(spread.rows()).toContain(`layer ${layer}`);
    for (const caller of [
      'root',
      'user',
      'role-session',
      'federated-user',
      'service',
      'web-identity',
      'saml',
      'anonymous',
    ])
      expect(spread.rows()).toContain(`caller ${caller}`);
  });

  it('writes every operator in every form', () => {
    const families: [string, string[]][] = [
      ['String', ['Equals', 'NotEquals', 'EqualsIgnoreCase', 'NotEqualsIgnoreCase', 'Like', 'NotLike']],
      ['Numeric', ORDER],
      ['Date', ORDER],
      ['Arn', ['Equals', 'NotEquals', 'Like', 'NotLike']],
      ['', ['Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress']],
    ];
    const missing: string[] = [];
    for (const [family, names] of families)
      for (const name of names)
        for (const quantifier of ['', 'ForAllValues:', 'ForAnyValue:'])
          for (const ending of ['', 'IfExists'])
            if (!operators.has(`${quantifier}${family}${name}${ending}`))
              missing.push(`${quantifier}${family}${name}${ending}`);
    expect(missing).toEqual([]);
    for (const name of ['Null', 'ForAllValues:Null', 'ForAnyValue:Null']) expect(operators).toContain(name);
  });

  it('gives the same pairs for the same seed', () => {
    const first = (seed: number) => {
      const made = pairs(seed);
      return JSON.stringify(Array.from({ length: 50 }, () => made.next().value));
    };
    expect(first(7)).toBe(first(7));
    expect(first(7)).not.toBe(first(8));
  });
});

const ORDER = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
