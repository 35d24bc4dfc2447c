import { isoSecond } from '../base/iso-second.ts';
import type { Shape, StructureShape } from '../model/facts.ts';

/**
 * What of an input or output stands in the trail, as JSON, in CloudTrail's manner: each name with its first letter in lower case, in
 * the order of the model. Only members that the wire facts know are looked at, and of those none that is a secret.
 *
 * It writes text at once: making an object and turning that into text takes twice as long, and there are two for each call.
 */
export function recordedMembers(shape: StructureShape, value: unknown): string {
  return writerOf(shape)(value) ?? 'null';
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

/** JSON, or nothing for what is not of the shape: an input is recorded as it came, before anything was validated. */
type Writer = (value: unknown) => string | undefined;

/** The writer of each shape, built when first needed. */
const writers = new WeakMap<Shape, Writer>();

function writerOf(shape: Shape): Writer {
  let writer = writers.get(shape);
  if (writer === undefined) {
    writer = build(shape);
    writers.set(shape, writer);
  }
  return writer;
}

function build(shape: Shape): Writer {
  switch (shape.type) {
    case 'structure':
      return structure(shape);
    case 'list': {
      const { member } = shape;
      return (value) =>
        Array.isArray(value) ? `[${value.map((one) => writerOf(member)(one) ?? 'null').join(',')}]` : undefined;
    }
    case 'map': {
      const { value: member } = shape;
      return (value) => (value instanceof Map ? mapText(value, writerOf(member)) : undefined);
    }
    case 'timestamp':
      return (value) => (typeof value === 'number' ? `"${isoSecond(value * 1000)}"` : undefined);
    case 'blob':
      return (value) => (value instanceof Uint8Array ? `"${Buffer.from(value).toString('base64')}"` : undefined);
    default:
      return (value) => JSON.stringify(value);
  }
}

function structure({ members }: StructureShape): Writer {
  const rows = Object.entries(members)
    .filter(([name, shape]) => !isSecret(name, shape))
    .map(([name, shape]): Row => ({ name, shape, key: `"${lowerFirst(name)}":`, write: undefined }));
  return (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    let text = '';
    for (const row of rows) {
      const member = (value as Record<string, unknown>)[row.name];
      if (member === undefined) continue;
      row.write ??= writerOf(row.shape);
      const written = row.write(member);
      if (written !== undefined) text += text === '' ? row.key + written : `,${row.key}${written}`;
    }
    return `{${text}}`;
  };
}

interface Row {
  readonly name: string;
  readonly shape: Shape;
  readonly key: string;
  write: Writer | undefined;
}

const mapText = (map: ReadonlyMap<unknown, unknown>, write: Writer): string =>
  `{${[...map].map(([key, value]) => `${JSON.stringify(String(key))}:${write(value) ?? 'null'}`).join(',')}}`;

/** `RoleArn` -> `roleArn`, `SAMLAssertionID` -> `sAMLAssertionID`, as CloudTrail has them. */
const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
