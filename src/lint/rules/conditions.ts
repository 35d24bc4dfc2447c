import { readNetwork } from '../../base/addresses.ts';
import { asciiLower } from '../../base/ascii.ts';
import { operators } from '../../policy/operators.ts';
import type { ConditionTree, StatementTree } from '../../policy/tree.ts';
import { readTemplate } from '../../policy/variables.ts';
import { type KeyType, knownService } from '../catalogue.ts';
import { globalKeys, LOOSE } from '../global-keys.ts';
import {
  actionsIn,
  actionsMeant,
  at,
  atKey,
  conditionsIn,
  isAllow,
  isDeny,
  knownKey,
  operatorText,
  resourcesIn,
} from '../look.ts';
import { nearest } from '../near.ts';
import type { LintedDocument, Remark, Rule } from '../types.ts';

interface Placed {
  readonly statement: StatementTree;
  readonly condition: ConditionTree;
  readonly key: string;
}

function* conditionsOf({ statements }: LintedDocument): Generator<Placed> {
  for (const statement of statements)
    for (const condition of conditionsIn(statement)) yield { statement, condition, key: asciiLower(condition.key) };
}

/** A rule about each condition by itself. */
const each = (find: (placed: Placed, document: LintedDocument) => Remark | undefined) =>
  function* (document: LintedDocument): Generator<Remark> {
    for (const placed of conditionsOf(document)) {
      const remark = find(placed, document);
      if (remark !== undefined) yield remark;
    }
  };

const prefixOf = (key: string): string => key.slice(0, key.indexOf(':'));
const isTrue = ({ values }: ConditionTree): boolean => values.length === 1 && asciiLower(values[0]!.value) === 'true';
const isFalse = ({ values }: ConditionTree): boolean => values.length === 1 && asciiLower(values[0]!.value) === 'false';
const MFA = 'aws:multifactorauthpresent';

/** Families of operators, and the kinds of key that each can read. */
const READS: readonly (readonly [operator: RegExp, types: readonly KeyType[]])[] = [
  [/^String/, ['String', 'Arn', 'Bool', 'Binary', 'Numeric']],
  [/^Arn/, ['Arn', 'String']],
  [/^Numeric/, ['Numeric']],
  [/^Date/, ['Date', 'Numeric']],
  [/^Bool$/, ['Bool', 'String']],
  [/IpAddress$/, ['IpAddress']],
  [/^Binary/, ['Binary', 'String']],
];

export const conditionRules: readonly Rule[] = [
  {
    id: 'unknown-condition-key',
    level: 'warning',
    title: 'A condition key that AWS does not have',
    why: 'A key that no request has makes a condition false, or, negated or with IfExists, always true.',
    advice: 'Correct the name of the key.',
    find: each(({ condition, key }) => {
      const service = prefixOf(key);
      const isAws = service === 'aws';
      const known = isAws ? undefined : knownService(service);
      // Keys of identity providers bear the name of the issuer, which anybody may have.
      if ((!isAws && known === undefined) || knownKey(key) !== undefined) return undefined;
      const names = isAws
        ? [...globalKeys.values()].map(({ name }) => name)
        : [...known!.keys.values()].map(({ name }) => name);
      const near = nearest(condition.key, names);
      return atKey(
        condition,
        `no request has the key \`${condition.key}\`${near === undefined ? '' : `; did you mean \`${near}\`?`}`,
      );
    }),
  },
  {
    id: 'key-of-no-action',
    level: 'note',
    title: 'A condition key that none of the actions has',
    why: 'A key of a service is there only for those of its actions that have it. For the others the condition is false, or, negated or with IfExists, always true.',
    advice: 'Use a key that the actions have, or give them a statement of their own.',
    find: each(({ statement, condition, key }) => {
      const service = prefixOf(key);
      const known = service === 'aws' ? undefined : knownService(service);
      const family = known?.keys.has(key) ? key : key.slice(0, key.indexOf('/') + 1);
      if (known === undefined || family === '' || !known.keys.has(family) || statement.action === undefined)
        return undefined;
      // STS's keys of sessions are looked at by other services too, and which actions have tags as keys is not told of all.
      if (service === 'sts' || service === 'saml' || family.endsWith('/')) return undefined;
      const meant = actionsIn(statement).map(({ value }) => actionsMeant(value));
      if (meant.some((one) => one === undefined || one.actions.length === 0)) return undefined;
      if (meant.some((one) => one!.actions.some((action) => action.keys.has(family)))) return undefined;
      return atKey(condition, `none of the actions of this statement has the key \`${condition.key}\``);
    }),
  },
  {
    id: 'operator-type',
    level: 'warning',
    title: 'An operator that does not read this kind of key',
    why: 'A value that an operator cannot read matches nothing.',
    advice: "Use an operator of the key's type.",
    find: each(({ condition, key }) => {
      const known = knownKey(key);
      const reads = READS.find(([operator]) => operator.test(condition.operator.base))?.[1];
      if (known === undefined || reads === undefined || LOOSE.has(key) || reads.includes(known.type)) return undefined;
      return atKey(
        condition,
        `\`${condition.key}\` is of the type ${known.type}, which \`${operatorText(condition)}\` does not read`,
      );
    }),
  },
  {
    id: 'wildcard-taken-literally',
    level: 'warning',
    title: 'A wildcard where there are none',
    why: 'StringEquals compares letter by letter: `*` and `?` stand for themselves.',
    advice: 'Use StringLike, or write the value out.',
    find: each(({ condition }) => {
      if (!/^String(?:Not)?Equals/.test(condition.operator.base)) return undefined;
      const value = condition.values.find(({ value }) => /[*?]/.test(value.replaceAll(/\$\{[*?$]\}/g, '')));
      return value && at(value, `\`${condition.operator.base}\` takes this wildcard for a letter`);
    }),
  },
  {
    id: 'set-operator-missing',
    level: 'warning',
    title: 'A key of many values without a set operator',
    why: 'Without ForAnyValue or ForAllValues a condition on a key that holds many values is never true.',
    advice: 'Write `ForAnyValue:` or `ForAllValues:` before the operator.',
    find: each(({ condition, key }) => {
      const { qualifier, base } = condition.operator;
      if (qualifier !== undefined || base === 'Null' || isManyValued(key) !== true) return undefined;
      return atKey(
        condition,
        `\`${condition.key}\` holds many values: without ForAnyValue or ForAllValues the condition is never true`,
      );
    }),
  },
  {
    id: 'for-all-values-of-one',
    level: 'warning',
    title: 'ForAllValues with a key of one value in an Allow',
    why: 'ForAllValues is true of a key that is missing, so that a request without the key is allowed.',
    advice: 'Leave ForAllValues out.',
    find: each(({ statement, condition, key }) => {
      if (condition.operator.qualifier !== 'ForAllValues' || isManyValued(key) !== false || !isAllow(statement))
        return undefined;
      return atKey(condition, `\`${condition.key}\` has one value, and ForAllValues is true where it has none`);
    }),
  },
  {
    id: 'for-all-values-without-null',
    level: 'warning',
    title: 'ForAllValues in an Allow, and no check that there are values',
    why: 'ForAllValues is true of no values at all: a request without the key is allowed.',
    advice: 'Add `"Null": {"KEY": "false"}`, or use ForAnyValue.',
    find: each(({ statement, condition, key }) => {
      if (condition.operator.qualifier !== 'ForAllValues' || !isAllow(statement) || isManyValued(key) === false)
        return undefined;
      const isChecked = conditionsIn(statement).some(
        (other) =>
          asciiLower(other.key) === key &&
          ((other.operator.base === 'Null' && isFalse(other)) || other.operator.qualifier === 'ForAnyValue'),
      );
      // `aws:TagKeys` beside a condition on a tag itself: there is a tag then.
      const hasTag =
        key === 'aws:tagkeys' &&
        conditionsIn(statement).some((other) => /^aws:requesttag\//i.test(other.key) && !other.operator.ifExists);
      return isChecked || hasTag
        ? undefined
        : atKey(condition, `true also where the request has no \`${condition.key}\` at all`);
    }),
  },
  {
    id: 'mfa-deny-misses-keys',
    level: 'warning',
    title: 'A Deny without MFA that misses long-term keys',
    why: 'A request with a long-term access key has no `aws:MultiFactorAuthPresent`, so `Bool` is false of it, and the Deny does not apply.',
    advice: 'Use BoolIfExists.',
    find: each(({ statement, condition, key }) =>
      isDeny(statement) &&
      key === MFA &&
      condition.operator.base === 'Bool' &&
      !condition.operator.ifExists &&
      isFalse(condition)
        ? atKey(condition, 'long-term keys have no such key: `Bool` does not stop them, `BoolIfExists` does')
        : undefined,
    ),
  },
  {
    id: 'mfa-allow-lets-keys-in',
    level: 'warning',
    title: 'An Allow with MFA that lets long-term keys in',
    why: 'BoolIfExists is true where the key is missing, as it is with a long-term access key.',
    advice: 'Use Bool.',
    find: each(({ statement, condition, key }) =>
      isAllow(statement) &&
      key === MFA &&
      condition.operator.base === 'Bool' &&
      condition.operator.ifExists &&
      isTrue(condition)
        ? atKey(condition, 'long-term keys have no such key, and are let in without MFA')
        : undefined,
    ),
  },
  {
    id: 'private-source-ip',
    level: 'warning',
    title: 'A private address as `aws:SourceIp`',
    why: 'AWS sees the public address of a request. Inside a VPC there is `aws:VpcSourceIp` instead.',
    advice: 'Give the public address, or use `aws:VpcSourceIp`.',
    find: each(({ condition, key }) => {
      if (key !== 'aws:sourceip') return undefined;
      const value = condition.values.find(({ value }) => isPrivate(value));
      return value && at(value, 'no request reaches AWS from a private address');
    }),
  },
  {
    id: 'host-bits',
    level: 'note',
    title: 'A network with an address inside it',
    why: 'The bits behind the prefix are ignored in an IPv4 network; an IPv6 network that has them never matches.',
    advice: 'Write the network with zeros behind the prefix.',
    find: each(({ condition }) => {
      if (!condition.operator.base.endsWith('IpAddress')) return undefined;
      const value = condition.values.find(({ value }) => value.includes('/') && readNetwork(value)?.hostBits);
      return value && at(value, 'the address has bits behind the prefix');
    }),
  },
  {
    id: 'unreadable-value',
    level: 'warning',
    title: 'A value that its operator cannot read',
    why: 'STS takes such a session policy; the value matches nothing, and in a Deny everything.',
    advice: 'Write the date, number, address or ARN in its form.',
    find: each(({ condition }) => {
      const row = operators.get(condition.operator.base);
      const value = row && condition.values.find(({ value }) => !row.readable(value));
      return value && at(value, `\`${condition.operator.base}\` cannot read this`);
    }),
  },
  {
    id: 'no-values',
    level: 'warning',
    title: 'A condition without values',
    why: 'A condition that lists no values is never true, or, negated, always.',
    advice: 'Give values, or leave the condition out.',
    find: each(({ condition }) =>
      condition.values.length === 0 ? atKey(condition, 'there are no values to compare with') : undefined,
    ),
  },
  {
    id: 'null-value',
    level: 'warning',
    title: 'Null with something else than true or false',
    why: 'Every word but `true` counts as false.',
    advice: 'Write `true` (the key is missing) or `false` (it is there).',
    find: each(({ condition }) => {
      if (condition.operator.base !== 'Null') return undefined;
      const value = condition.values.find(({ value }) => !/^(?:true|false)$/i.test(value) && !value.includes('${'));
      return value && at(value, '`Null` asks for `true` or `false`');
    }),
  },
  {
    id: 'variable-in-2008',
    level: 'warning',
    title: 'A policy variable in a document without variables',
    why: 'Documents of version 2008-10-17, and those without a version, have no variables: `${aws:username}` is these very letters.',
    advice: 'Write `"Version": "2012-10-17"`.',
    *find({ statements, substitution }) {
      if (substitution) return;
      for (const text of statements.flatMap((statement) => [
        ...resourcesIn(statement),
        ...conditionsIn(statement).flatMap(({ values }) => values),
      ]))
        if (readTemplate(text.value, true).some(({ kind }) => kind === 'variable'))
          yield at(text, 'there are no variables in this version of the language');
    },
  },
  {
    id: 'unknown-variable',
    level: 'warning',
    title: 'A policy variable that no request has',
    why: 'An entry with a variable that has no value names nothing.',
    advice: "Correct the name of the key, or give a default: `${aws:PrincipalTag/team, 'none'}`.",
    *find({ statements, substitution }) {
      if (!substitution) return;
      for (const text of statements.flatMap((statement) => [
        ...resourcesIn(statement),
        ...conditionsIn(statement).flatMap(({ values }) => values),
      ]))
        for (const piece of readTemplate(text.value, true))
          if (
            piece.kind === 'variable' &&
            (prefixOf(piece.key) === 'aws' || !piece.key.includes(':')) &&
            knownKey(piece.key) === undefined
          )
            yield at(text, `no request has the key \`${piece.name}\``);
    },
  },
];

/** Whether a key of all services holds many values. What is published of the services' own is not always so in fact. */
function isManyValued(key: string): boolean | undefined {
  if (key === 'sts:transitivetagkeys') return true;
  return globalKeys.get(key)?.isMulti ?? globalKeys.get(key.slice(0, key.indexOf('/') + 1))?.isMulti;
}

function isPrivate(text: string): boolean {
  if (readNetwork(text) === undefined) return false;
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.|127\.|169\.254\.|100\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\.|f[cd][0-9a-f]{2}:|fe80:|::1(?:\/|$))/i.test(
    text,
  );
}
