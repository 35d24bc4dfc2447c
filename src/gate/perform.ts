import { common, Fault } from '../model/fault.ts';
import { validationMessage } from '../model/validate.ts';
import type { AnyOperation, Tools } from '../operation/operation.ts';
import { isReadOnly } from '../operation/read-only.ts';
import type { Caller } from '../principal/caller.ts';
import { authorize } from './authorize.ts';
import { assertMayCall } from './credential-rules.ts';
import type { Asked, GateSettings } from './gate.ts';
import type { Throttle } from './throttle.ts';

/**
 * Carries out one operation for a proven caller: validates, checks, loads, asks, does. Credentials
 * that this operation does not take are refused before anything is looked at. The order is the one recorded
 * of AWS (sts.md 3.1): what is malformed is said before what is forbidden, and what is missing only after permission.
 */
export async function perform(
  operation: AnyOperation,
  asked: Asked,
  house: Tools,
  { encodeDenials, recorded, admit }: Rules = {},
): Promise<unknown> {
  const { seen, event, ...rest } = asked;
  if (rest.caller !== undefined) {
    admit?.(rest.caller, operation.facts.service.name);
    assertMayCall(operation.facts, rest.caller);
  }
  const problem = validationMessage(asked.input, operation.facts.input);
  if (problem !== undefined) throw common.ValidationError(problem);

  // Only what changes something pays for it: AssumeRole is handed the tools as they are.
  const isRecorded =
    recorded !== undefined && event !== undefined && seen !== undefined && !isReadOnly(operation.facts);
  const tools = isRecorded ? { ...house, store: recorded(house.store, event, seen) } : house;
  try {
    const caller = await callerOf(operation, { ...tools, ...rest });
    if (seen !== undefined) seen.caller = caller;
    const given = { ...tools, ...rest, caller };
    const checked = operation.check?.(given);
    const factor = await operation.factor?.(given);
    const found = await operation.load?.(given);

    const informed = { ...given, found, checked, factor };
    await authorize({ ...given, operation, questions: operation.access(informed), seen, encodeDenials });
    return await operation.handle(informed);
  } catch (thrown) {
    throw thrown instanceof Fault ? declared(thrown, operation) : thrown;
  }
}

interface Rules extends Pick<GateSettings, 'encodeDenials' | 'recorded'> {
  readonly admit?: Throttle | undefined;
}

/** Who calls: proven by the signature before, or by the operation itself from what the request brings. */
async function callerOf(operation: AnyOperation, given: Tools & Omit<Asked, 'seen' | 'event'>): Promise<Caller> {
  if (operation.proof === 'signature' && given.caller !== undefined) return given.caller;
  if (operation.proof === 'token' && operation.prove !== undefined) return operation.prove(given);
  throw new Error(`${operation.facts.name} was called by nobody`);
}

/** Every fault that an operation throws is declared; one that is not is a bug, and the answer says no more than that. */
function declared(thrown: Fault, operation: AnyOperation): Fault | Error {
  const isDeclared =
    COMMON.has(thrown.code) ||
    operation.facts.errors.some(({ code }) => code === thrown.code) ||
    operation.faults.some(({ code }) => code === thrown.code);
  return isDeclared ? thrown : new Error(`${operation.facts.name} threw an undeclared fault`, { cause: thrown });
}

const COMMON: ReadonlySet<string> = new Set(Object.values(common).map(({ code }) => code));
