import { isoSecond } from '../base/iso-second.ts';
import type { Shape, StructureShape } from '../model/facts.ts';

/**
 * What of an input or output stands in the trail, in CloudTrail's manner: each name with its first letter in lower case, in
 * the order of the model. Only members that the wire facts know are looked at, and of those none that is a secret.
 */
export function recordedMembers(shape: StructureShape, value: unknown): unknown {
  return recorderOf(shape)(value);
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

type Recorder = (value: unknown) => unknown;

/** The recorder of each shape, built when first needed. */
const recorders = new WeakMap<Shape, Recorder>();

function recorderOf(shape: Shape): Recorder {
  let recorder = recorders.get(shape);
  if (recorder === undefined) {
    recorder = build(shape);
    recorders.set(shape, recorder);
  }
  return recorder;
}

function build(shape: Shape): Recorder {
  switch (shape.type) {
    case 'structure':
      return structure(shape);
    case 'list': {
      const { member } = shape;
      return (value) => (Array.isArray(value) ? value.map((one) => recorderOf(member)(one)) : undefined);
    }
    case 'map': {
      const { value: member } = shape;
      return (value) => (value instanceof Map ? fromEntries(value, recorderOf(member)) : undefined);
    }
    case 'timestamp':
      return (value) => (typeof value === 'number' ? isoSecond(value * 1000) : undefined);
    case 'blob':
      return (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : undefined);
    default:
      return (value) => value;
  }
}

function structure({ members }: StructureShape): Recorder {
  const rows = Object.entries(members)
    .filter(([name, shape]) => !isSecret(name, shape))
    .map(([name, shape]) => ({ name, shape, recorded: lowerFirst(name) }));
  return (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const record: Record<string, unknown> = {};
    for (const { name, shape, recorded } of rows) {
      const member = (value as Record<string, unknown>)[name];
      if (member !== undefined) record[recorded] = recorderOf(shape)(member);
    }
    return record;
  };
}

/** Without a prototype: the keys are a user's. */
function fromEntries(map: ReadonlyMap<unknown, unknown>, recorder: Recorder): object {
  const record = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of map) record[String(key)] = recorder(value);
  return record;
}

/** `RoleArn` -> `roleArn`, `SAMLAssertionID` -> `sAMLAssertionID`, as CloudTrail has them. */
const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
