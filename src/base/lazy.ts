/** Makes a value when it is first asked for, and keeps it. What it is made from is let go then. */
export function lazy<T>(make: () => T): () => T {
  let making: (() => T) | undefined = make;
  let made: T | undefined;
  return () => {
    if (making !== undefined) {
      made = making();
      making = undefined;
    }
    return made as T;
  };
}
