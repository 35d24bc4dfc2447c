import type * as sts from '../../../model/generated/sts.ts';
import type { OperationsOf, ServiceWords } from '../../words.ts';

/** The operations of STS. */
export type Sts = OperationsOf<typeof sts>;

/** Words about some operations of STS: a chapter of the manual. */
export type Chapter = Partial<ServiceWords<Sts>['operations']>;
