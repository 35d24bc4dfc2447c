import { type Address, contains, type Network, readNetwork, readPeerAddress } from '../base/addresses.ts';
import { asciiLower } from '../base/ascii.ts';
import { readMoment } from '../base/dates.ts';
import { type Decimal, readDecimal } from '../base/integers.ts';
import { type ArnPattern, compileArn, SplitArn } from './arn-pattern.ts';
import { readBase64 } from './base64.ts';
import { type Pattern, patternFrom } from './pattern.ts';
import type { Context } from './types.ts';
import { hasVariables, plain, readTemplate, resolve } from './variables.ts';

/** What a family of operators compares: how it reads the request's value and the policy's operand. */
export interface Family<Value, Operand> {
  readonly value: (text: string) => Value | undefined;
  /** Read when the policy is compiled, unless a variable stands in it. `undefined` matches nothing. */
  readonly operand: (text: string, substitution: boolean) => (context: Context) => Operand | 'malformed' | undefined;
  /** What a request value that cannot be read does to a negated operator: it differs from everything, or it never matches. */
  readonly unreadable: 'differs' | 'never';
  readonly readable: (text: string) => boolean;
  /** Where AWS's simulator reads differently (9.4). There a malformed operand ends the comparison. */
  readonly simulated?: Partial<Pick<Family<Value, Operand>, 'operand' | 'unreadable'>>;
}

/** An operand that is a text or is read from one, wildcards having no meaning. */
function literal<O>(read: (text: string) => O | 'malformed' | undefined): Family<never, O>['operand'] {
  return (text, substitution) => {
    const template = readTemplate(text, substitution);
    if (!hasVariables(template)) {
      const operand = read(plain(resolve(template, NO_CONTEXT)!));
      return () => operand;
    }
    return (context) => {
      const resolved = resolve(template, context);
      return resolved === undefined ? undefined : read(plain(resolved));
    };
  };
}

const NO_CONTEXT: Context = new Map();

export function string(): Family<string, string> {
  return { value: (text) => text, operand: literal((text) => text), unreadable: 'never', readable: () => true };
}

/** Lower-cased by Unicode's rules, which is not case folding: long s stays long s (4.5). */
export function lowered(): Family<string, string> {
  const lower = (text: string) => text.toLowerCase();
  return { value: lower, operand: literal(lower), unreadable: 'never', readable: () => true };
}

export function glob(): Family<string, Pattern> {
  const operand: Family<string, Pattern>['operand'] = (text, substitution) => {
    const template = readTemplate(text, substitution);
    if (!hasVariables(template)) {
      const pattern = patternFrom(resolve(template, NO_CONTEXT)!);
      return () => pattern;
    }
    return (context) => {
      const resolved = resolve(template, context);
      return resolved === undefined ? undefined : patternFrom(resolved);
    };
  };
  return { value: (text) => text, operand, unreadable: 'never', readable: () => true };
}

export function number(): Family<Decimal, Decimal> {
  const read = lastRead(readDecimal);
  return {
    value: read,
    operand: literal(readDecimal),
    unreadable: 'differs',
    readable: (text) => readDecimal(text) !== undefined,
    simulated: { unreadable: 'never' },
  };
}

export function date(): Family<number, number> {
  const read = lastRead(readMoment);
  return {
    value: read,
    operand: literal(readMoment),
    unreadable: 'differs',
    readable: (text) => readMoment(text) !== undefined,
  };
}

/** `true` in any case is true; every other word is false, on both sides (4.8). */
export function truth(): Family<boolean, boolean> {
  return { value: isTrue, operand: literal(isTrue), unreadable: 'never', readable: () => true };
}

export function isTrue(text: string): boolean {
  return asciiLower(text) === 'true';
}

export function bytes(): Family<string, string> {
  return {
    value: readBase64,
    operand: literal(readBase64),
    unreadable: 'never',
    readable: (text) => readBase64(text) !== undefined,
  };
}

export function address(): Family<Address, Network> {
  return {
    value: lastRead(readPeerAddress),
    operand: literal(readNetwork),
    simulated: { operand: literal((text) => readNetwork(text) ?? 'malformed') },
    unreadable: 'never',
    readable: (text) => {
      const network = readNetwork(text);
      return network !== undefined && !(isIpv6(network) && network.hostBits);
    },
  };
}

/** Host bits are ignored in an IPv4 block; an IPv6 block that has them never matches (4.10). */
export function inNetwork(value: Address, network: Network): boolean {
  return !(isIpv6(network) && network.hostBits) && contains(network, value);
}

const isIpv6 = (network: Network): boolean => network.address.length === 4;

export function arn(): Family<SplitArn, ArnPattern> {
  const any: ArnPattern = {
    whole: undefined,
    segments: Array.from({ length: 6 }, () => patternFrom([{ text: '*', literal: false }])),
  };
  return {
    value: (text) => {
      const split = new SplitArn(text);
      return split.segments?.[0] === 'arn' ? split : undefined;
    },
    operand: (text, substitution) => {
      if (text === '*') return () => any;
      const { fixed, inContext } = compileArn(text, { substitution, pad: false });
      return inContext ?? (() => fixed);
    },
    unreadable: 'never',
    readable: (text) => text === '*' || compileArn(text, { substitution: true, pad: false }).fixed !== 'malformed',
  };
}

/** Remembers the last text read: one request asks about the same address or moment in many statements. */
function lastRead<T>(read: (text: string) => T | undefined): (text: string) => T | undefined {
  let last: string | undefined;
  let value: T | undefined;
  return (text) => {
    if (text !== last) {
      value = read(text);
      last = text;
    }
    return value;
  };
}
