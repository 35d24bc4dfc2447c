import { hash, timingSafeEqual } from 'node:crypto';

/** Whether two secrets are one, told in a time that says nothing of where they differ; of their lengths it may. */
export const sameBytes = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** The same of texts whose length is a secret too: by digests, so that neither length nor place of a difference takes time to find. */
export const sameText = (one: string, other: string): boolean =>
  timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'));
