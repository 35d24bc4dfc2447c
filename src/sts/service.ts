import type { Operation } from '../operation/operation.ts';
import { AssumeRole } from './assume-role/operation.ts';
import { GetCallerIdentity } from './get-caller-identity.ts';

/** The STS operations that are built. */
export const stsOperations: readonly Operation[] = [AssumeRole, GetCallerIdentity];
