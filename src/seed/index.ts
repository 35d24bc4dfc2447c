/** Stores as files: a seed is read, planned, applied; a store is written as one. */
export { type Applied, apply, plan, planDigest, type Wanted } from './apply.ts';
export { exportSeed } from './export.ts';
export { type ReadSeed, readSeed, type SeedDocument, type SeedResult } from './read-seed.ts';
export { secretsIn } from './secrets.ts';
export { withoutCredentials } from './without-credentials.ts';
export { type Change, type GeneratedKey, SeedRefusal, secretName } from './work.ts';
export { UnwritableName } from './written.ts';
