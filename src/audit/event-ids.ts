/** Ids of one request: they differ from its own, which is random, in the first digit alone. They have to be unique, and are no secrets. */
export const eventIdOf = (requestId: string): string => variantOf(requestId, 1);

/** The ids of the first event, of the second, and of what both share. */
export const variantOf = (id: string, variant: 1 | 2 | 3): string =>
  (firstDigit(id) ^ variant).toString(16) + id.slice(1);

export const firstDigit = (id: string): number => Number.parseInt(id.charAt(0), 16);
