import { fault } from '../model/fault.ts';

/** The refusals that STS operations throw beyond those of the common list. Statuses: sts.md 3.0. */
export const stsFaults = {
  InvalidParameterValue: fault('InvalidParameterValue', 400),
  MalformedPolicyDocument: fault('MalformedPolicyDocument', 400),
  PackedPolicyTooLarge: fault('PackedPolicyTooLarge', 400),
} as const;
