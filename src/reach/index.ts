/** Who can do a thing: directly, and through chains of roles and accounts. */
export * from './report.ts';
export { isAssuming, NoSuchRole, type ReachHouse, type ReachQuestion, type Tell, whoCan } from './search.ts';
