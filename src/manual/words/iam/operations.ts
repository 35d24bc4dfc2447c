import type * as iam from '../../../model/generated/iam.ts';
import type { OperationsOf, ServiceWords } from '../../words.ts';

/** The operations of IAM. */
export type Iam = OperationsOf<typeof iam>;

/** Words about some operations of IAM: a chapter of the manual. */
export type Chapter = Partial<ServiceWords<Iam>['operations']>;
