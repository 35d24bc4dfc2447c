import { describe } from 'vitest';
import { describeStore } from '../../src/store/contract.ts';
import { createPostgres } from '../../src/store/postgres/open.ts';
import { freshDatabase, macUnder, server } from './support.ts';

const mac = macUnder(1);

describe.skipIf(server === undefined)('PostgreSQL', () => {
  describeStore('PostgreSQL', async () => createPostgres({ address: await freshDatabase(), mac }));
});
