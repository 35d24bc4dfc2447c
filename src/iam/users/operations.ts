import type { Operation } from '../../operation/operation.ts';
import { CreateUser } from './create-user.ts';
import { DeleteUser } from './delete-user.ts';
import { GetUser } from './get-user.ts';
import { ListUsers } from './list-users.ts';
import { UpdateUser } from './update-user.ts';

export const userOperations: readonly Operation[] = [CreateUser, GetUser, ListUsers, UpdateUser, DeleteUser];
