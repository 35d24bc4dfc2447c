import { arnFits, isArn, segmentsOf } from './arn.ts';
import { blockBits, bytesOf, compareNumbers, momentOf, numberOf, peerBits } from './literals.ts';
import { expand, fits, spelled, type Token } from './pattern.ts';
import { asciiLower, type ConditionBlock, type Context, type ContextValue, listOf, type Mode } from './shapes.ts';

export interface ConditionSetting {
  readonly context: Context;
  readonly version: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly mode: Mode;
}

/** Section 4.1: every key under every operator must hold. */
export function conditionHolds(block: ConditionBlock | undefined, setting: ConditionSetting): boolean {
  for (const [operator, keys] of Object.entries(block ?? {}))
    for (const [key, values] of Object.entries(keys)) {
      const texts = listOf(values).map(String);
      if (!pairHolds(operator, setting.context.get(asciiLower(key)), texts, setting)) return false;
    }
  return true;
}

function pairHolds(
  written: string,
  value: ContextValue | undefined,
  policyTexts: readonly string[],
  setting: ConditionSetting,
): boolean {
  let name = written;
  let quantifier: 'all' | 'any' | undefined;
  if (name.startsWith('ForAllValues:')) {
    quantifier = 'all';
    name = name.slice('ForAllValues:'.length);
  } else if (name.startsWith('ForAnyValue:')) {
    quantifier = 'any';
    name = name.slice('ForAnyValue:'.length);
  }
  const ifExists = name.endsWith('IfExists');
  if (ifExists) name = name.slice(0, -'IfExists'.length);

  // Values of the policy: each is expanded; one with an unresolvable variable is there, and equals nothing.
  const operands: (Token[] | undefined)[] = [];
  for (const text of policyTexts) operands.push(expand(text, setting.version, setting.context).tokens);

  if (name === 'Null') {
    if (quantifier !== undefined) return quantifier === 'all';
    for (const operand of operands) {
      if (operand === undefined) continue;
      const wantsAbsent = isTrueWord(spelled(operand));
      if (wantsAbsent === (value === undefined)) return true;
    }
    return false;
  }

  if (value === undefined) {
    if (quantifier === 'all') return true;
    if (ifExists) return true;
    if (quantifier === 'any') return false;
    return isNegated(name);
  }
  if (quantifier === undefined) {
    if (value.kind === 'multi') return false;
    return oneHolds(name, value.value, operands, setting);
  }
  const requestValues = value.kind === 'multi' ? value.values : [value.value];
  let every = true;
  let some = false;
  for (const requestValue of requestValues) {
    if (oneHolds(name, requestValue, operands, setting)) some = true;
    else every = false;
  }
  return quantifier === 'all' ? every : some;
}

function isNegated(name: string): boolean {
  return (
    name === 'StringNotEquals' ||
    name === 'StringNotEqualsIgnoreCase' ||
    name === 'StringNotLike' ||
    name === 'NumericNotEquals' ||
    name === 'DateNotEquals' ||
    name === 'NotIpAddress' ||
    name === 'ArnNotEquals' ||
    name === 'ArnNotLike'
  );
}

type Operands = readonly (Token[] | undefined)[];

/** One value of the request against all values of the policy. */
function oneHolds(name: string, value: string, operands: Operands, setting: ConditionSetting): boolean {
  switch (name) {
    case 'StringEquals':
      return operands.some((operand) => operand !== undefined && spelled(operand) === value);
    case 'StringNotEquals':
      return !operands.some((operand) => operand !== undefined && spelled(operand) === value);
    case 'StringEqualsIgnoreCase':
      return operands.some((operand) => operand !== undefined && sameLower(spelled(operand), value));
    case 'StringNotEqualsIgnoreCase':
      return !operands.some((operand) => operand !== undefined && sameLower(spelled(operand), value));
    case 'StringLike':
      return operands.some((operand) => operand !== undefined && fits(operand, value));
    case 'StringNotLike':
      return !operands.some((operand) => operand !== undefined && fits(operand, value));
    case 'Bool':
      return operands.some((operand) => operand !== undefined && isTrueWord(spelled(operand)) === isTrueWord(value));
    case 'BinaryEquals':
      return operands.some((operand) => operand !== undefined && sameBytes(bytesOf(spelled(operand)), bytesOf(value)));
    case 'IpAddress':
      return addressHolds(value, operands, false, setting.mode);
    case 'NotIpAddress':
      return addressHolds(value, operands, true, setting.mode);
    case 'ArnEquals':
    case 'ArnLike':
      return arnHolds(value, operands, false, setting.effect);
    case 'ArnNotEquals':
    case 'ArnNotLike':
      return arnHolds(value, operands, true, setting.effect);
  }
  if (name.startsWith('Numeric')) return numberHolds(name.slice('Numeric'.length), value, operands, setting.mode);
  if (name.startsWith('Date')) return momentHolds(name.slice('Date'.length), value, operands);
  return false;
}

function sameLower(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function isTrueWord(text: string): boolean {
  return asciiLower(text) === 'true';
}

function sameBytes(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function numberHolds(relation: string, value: string, operands: Operands, mode: Mode): boolean {
  const mine = numberOf(value);
  // Section 4.6: the two modes differ here.
  if (mine === undefined) return relation === 'NotEquals' && mode === 'authorize';
  const orders: (number | undefined)[] = [];
  for (const operand of operands) {
    const theirs = operand === undefined ? undefined : numberOf(spelled(operand));
    orders.push(theirs === undefined ? undefined : compareNumbers(mine, theirs));
  }
  return relationHolds(relation, orders);
}

function momentHolds(relation: string, value: string, operands: Operands): boolean {
  const mine = momentOf(value);
  if (mine === undefined) return relation === 'NotEquals';
  const orders: (number | undefined)[] = [];
  for (const operand of operands) {
    const theirs = operand === undefined ? undefined : momentOf(spelled(operand));
    orders.push(theirs === undefined ? undefined : mine - theirs);
  }
  return relationHolds(relation, orders);
}

/** `undefined`: the operand could not be read, so it is in no relation to anything. */
function relationHolds(relation: string, orders: readonly (number | undefined)[]): boolean {
  if (relation === 'NotEquals') return !orders.some((order) => order === 0);
  for (const order of orders) {
    if (order === undefined) continue;
    if (relation === 'Equals' && order === 0) return true;
    if (relation === 'LessThan' && order < 0) return true;
    if (relation === 'LessThanEquals' && order <= 0) return true;
    if (relation === 'GreaterThan' && order > 0) return true;
    if (relation === 'GreaterThanEquals' && order >= 0) return true;
  }
  return false;
}

function addressHolds(value: string, operands: Operands, negated: boolean, mode: Mode): boolean {
  const bits = peerBits(value);
  if (bits === undefined) return false;
  let inside = false;
  for (const operand of operands) {
    if (operand === undefined) continue;
    const block = blockBits(spelled(operand));
    if (block === undefined && mode === 'simulate') break;
    if (block === undefined || block === 'none') continue;
    if (block.family === bits.length && bits.startsWith(block.lead)) {
      inside = true;
      break;
    }
  }
  return inside !== negated;
}

/**
 * Section 4.11. A malformed operand matches nothing in an Allow. In a Deny it fails closed: the comparison holds, whether
 * it is negated or not, unless an operand before it decided by a real match.
 */
function arnHolds(value: string, operands: Operands, negated: boolean, effect: 'Allow' | 'Deny'): boolean {
  if (!isArn(value)) return false;
  for (const operand of operands) {
    if (operand === undefined) continue;
    const lone = operand.length === 1 && operand[0] === 'any';
    const segments = segmentsOf(operand);
    const wellFormed = lone || (segments.length === 6 && fits(segments[0]!, 'arn'));
    if (!wellFormed && effect === 'Deny') return true;
    if (wellFormed && (lone || arnFits(segments, value))) return !negated;
  }
  return negated;
}
