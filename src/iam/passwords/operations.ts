import type { Operation } from '../../operation/operation.ts';
import { ChangePassword } from './change-password.ts';
import { loginProfileOperations } from './login-profiles.ts';

export const passwordOperations: readonly Operation[] = [...loginProfileOperations, ChangePassword];
