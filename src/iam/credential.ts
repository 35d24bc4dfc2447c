import type { statusType } from '../model/generated/iam.ts';
import { iamFaults } from './faults.ts';

/** What the families of credentials have in common: a status that is switched, an id that is drawn, a place in lists. */

/** Refuses the status that the model knows and nobody can set. */
export function requireSettable({ input }: { readonly input: { readonly Status: statusType } }): void {
  if (input.Status === 'Expired') throw iamFaults.InvalidInput('Operation does not support status Expired');
}

export const isActive = ({ Status }: { readonly Status: statusType }): boolean => Status === 'Active';

export const statusOf = ({ active }: { readonly active: boolean }): 'Active' | 'Inactive' =>
  active ? 'Active' : 'Inactive';

/** Credentials of a user are listed by creation. */
export const placeOf = ({ createdAt, id }: { readonly createdAt: number; readonly id: string }): string =>
  `${String(createdAt).padStart(12, '0')}/${id}`;

const MOST_ATTEMPTS = 5;

/** Draws an id that nobody has. Ids that carry an account have 39 random bits beside it, few enough to look before writing. */
export async function freshId(draw: () => string, holder: (id: string) => Promise<unknown>): Promise<string> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const id = draw();
    if ((await holder(id)) === undefined) return id;
  }
  throw new Error('no free id was found');
}
