import { isoSecond } from '../base/iso-second.ts';
import type { Shape, StructureShape } from '../model/facts.ts';
import type { Lines } from './lines.ts';
import { type Piece, piece } from './pieces.ts';

/**
 * Says what of an input or output stands in the trail, as JSON, in CloudTrail's manner: each name with its first letter in lower case, in
 * the order of the model. Only members that the wire facts know are looked at, and of those none that is a secret. The object is
 * not ended, so that more can be said in it; gives whether there was anything to say: where there was not, nothing is said.
 */
export function sayMembers(shape: StructureShape, value: unknown, to: Lines): boolean {
  return typeof value === 'object' && value !== null && members(shape)(value, to);
}

/** The same, as a whole object; `null` where there is none. */
export function sayObject(shape: StructureShape, value: unknown, to: Lines): void {
  const sayer = sayerOf(shape);
  if (sayer.fits(value)) sayer.say(value as never, to);
  else to.text('null');
}

/** Secrets by name, beside what the wire facts call sensitive: AWS's model does not mark them all. */
export const SECRET_NAMES: ReadonlySet<string> = new Set([
  ...['Password', 'OldPassword', 'NewPassword', 'ServicePassword'],
  ...['SecretAccessKey', 'SessionToken', 'ServiceCredentialSecret', 'PrivateKey', 'AddPrivateKey'],
  ...['TokenCode', 'AuthenticationCode1', 'AuthenticationCode2', 'Base32StringSeed', 'QRCodePNG'],
  ...['WebIdentityToken', 'SAMLAssertion', 'TradeInToken', 'ContextAssertion'],
  // The reasons of somebody's denial, sealed or open.
  ...['EncodedMessage', 'DecodedMessage'],
]);

/** Whether a member must never be written down. */
export const isSecret = (name: string, shape: Shape): boolean =>
  SECRET_NAMES.has(name) || ((shape.type === 'string' || shape.type === 'blob') && shape.sensitive === true);

/** Says a value in JSON; nothing is said of what is not of the shape: an input is recorded as it came, before anything was validated. */
interface Sayer {
  fits(value: unknown): boolean;
  say(value: never, to: Lines): void;
}

/** The sayer of each shape, built when first needed. */
const sayers = new WeakMap<Shape, Sayer>();

function sayerOf(shape: Shape): Sayer {
  let sayer = sayers.get(shape);
  if (sayer === undefined) {
    sayer = build(shape);
    sayers.set(shape, sayer);
  }
  return sayer;
}

function build(shape: Shape): Sayer {
  switch (shape.type) {
    case 'structure':
      return structure(shape);
    case 'list':
      return list(shape.member);
    case 'map':
      return map(shape.value);
    case 'timestamp':
      return {
        fits: (value) => typeof value === 'number',
        say: (value: number, to) => to.string(isoSecond(value * 1000)),
      };
    case 'blob':
      return {
        fits: (value) => value instanceof Uint8Array,
        say: (value: Uint8Array, to) => to.text(`"${Buffer.from(value).toString('base64')}"`),
      };
    default:
      return {
        fits: () => true,
        say: (value: unknown, to) => {
          if (typeof value === 'string') to.string(value);
          else to.text(Number.isSafeInteger(value) ? String(value) : JSON.stringify(value));
        },
      };
  }
}

const OPENS = piece('{');
const ENDS = piece('}');

function structure(shape: StructureShape): Sayer {
  const say = members(shape);
  return {
    fits: (value) => typeof value === 'object' && value !== null,
    say(value: object, to) {
      if (!say(value, to)) to.piece(OPENS);
      to.piece(ENDS);
    },
  };
}

type SayMembers = (value: object, to: Lines) => boolean;

const ofShapes = new WeakMap<StructureShape, SayMembers>();

function members(shape: StructureShape): SayMembers {
  let known = ofShapes.get(shape);
  if (known === undefined) {
    known = membersOf(shape);
    ofShapes.set(shape, known);
  }
  return known;
}

function membersOf(shape: StructureShape): SayMembers {
  const rows = Object.entries(shape.members)
    .filter(([name, member]) => !isSecret(name, member))
    .map(([name, member]): Row => {
      const key = `"${lowerFirst(name)}":`;
      return { name, member, first: piece(`{${key}`), next: piece(`,${key}`), sayer: undefined };
    });
  return (value, to) => {
    let isFirst = true;
    for (const row of rows) {
      const said = (value as Record<string, unknown>)[row.name];
      if (said === undefined) continue;
      row.sayer ??= sayerOf(row.member);
      if (!row.sayer.fits(said)) continue;
      to.piece(isFirst ? row.first : row.next);
      isFirst = false;
      row.sayer.say(said as never, to);
    }
    return !isFirst;
  };
}

interface Row {
  readonly name: string;
  readonly member: Shape;
  readonly first: Piece;
  readonly next: Piece;
  sayer: Sayer | undefined;
}

function list(member: Shape): Sayer {
  return {
    fits: Array.isArray,
    say(value: readonly unknown[], to) {
      const sayer = sayerOf(member);
      to.text('[');
      value.forEach((one, i) => {
        if (i > 0) to.text(',');
        sayOrNull(sayer, one, to);
      });
      to.text(']');
    },
  };
}

function map(member: Shape): Sayer {
  return {
    fits: (value) => value instanceof Map,
    say(value: ReadonlyMap<unknown, unknown>, to) {
      const sayer = sayerOf(member);
      let separator = '{';
      for (const [key, one] of value) {
        to.text(`${separator}${JSON.stringify(String(key))}:`);
        sayOrNull(sayer, one, to);
        separator = ',';
      }
      to.text(value.size === 0 ? '{}' : '}');
    },
  };
}

function sayOrNull(sayer: Sayer, value: unknown, to: Lines): void {
  if (value !== undefined && value !== null && sayer.fits(value)) sayer.say(value as never, to);
  else to.text('null');
}

/** `RoleArn` -> `roleArn`, `SAMLAssertionID` -> `sAMLAssertionID`, as CloudTrail has them. */
const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
