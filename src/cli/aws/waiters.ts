/** What a waiter asks for, and how often: facts of botocore's waiters-2.json for IAM. */
export interface Waiter {
  readonly name: string;
  readonly operation: string;
  readonly delayMs: number;
  readonly attempts: number;
}

/** `rolecall iam wait <name>`: until what was made can be read. A missing one answers NoSuchEntity. */
export const WAITERS: ReadonlyMap<string, Waiter> = new Map(
  [
    { name: 'InstanceProfileExists', operation: 'GetInstanceProfile', delayMs: 1000, attempts: 40 },
    { name: 'PolicyExists', operation: 'GetPolicy', delayMs: 1000, attempts: 20 },
    { name: 'RoleExists', operation: 'GetRole', delayMs: 1000, attempts: 20 },
    { name: 'UserExists', operation: 'GetUser', delayMs: 1000, attempts: 20 },
  ].map((waiter) => [waiter.name, waiter]),
);
