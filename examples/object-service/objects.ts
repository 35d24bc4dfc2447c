/** Objects by their keys, in memory: the part to replace. */
export interface Objects {
  get(key: string): Buffer | undefined;
  /** Whether there was room. */
  put(key: string, body: Buffer): boolean;
  delete(key: string): void;
  /** Keys that begin with a prefix, in order; the first thousand of them. */
  list(prefix: string): readonly string[];
}

const BYTES_MAX = 64 * 1024 * 1024;
const LISTED_MAX = 1000;

export function objectsInMemory(): Objects {
  const kept = new Map<string, Buffer>();
  let bytes = 0;

  return {
    get: (key) => kept.get(key),
    put(key, body) {
      const before = kept.get(key)?.length ?? 0;
      if (bytes - before + body.length > BYTES_MAX) return false;
      kept.set(key, body);
      bytes += body.length - before;
      return true;
    },
    delete(key) {
      bytes -= kept.get(key)?.length ?? 0;
      kept.delete(key);
    },
    list: (prefix) =>
      [...kept.keys()]
        .filter((key) => key.startsWith(prefix))
        .sort()
        .slice(0, LISTED_MAX),
  };
}
