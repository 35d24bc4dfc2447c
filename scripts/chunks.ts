import type { Plugin } from 'rolldown';

/** Which files the parts of the program are put into, so that a command reads few of them: each costs a third of a millisecond. */
export interface Chunks {
  /** Looks at what imports what. Goes first through all modules, in a build of its own. */
  readonly look: Plugin;
  /** Groups of modules that are one file each, as rolldown takes them. */
  groups(): { readonly name: string; readonly test: (id: string) => boolean }[];
}

/**
 * What `serve` reads at its start is four files: what the trail's thread reads too, what every command reads, what it shares with some
 * command, and the rest. Each of them imports those before it alone, so nothing is asked for before it is there. What is loaded when it is needed stays by
 * itself, and so do tables that are made.
 */
export function chunks(entries: {
  readonly main: string;
  readonly thread: string;
  readonly program: string;
  readonly server: string;
  readonly commands: RegExp;
}): Chunks {
  const imports = new Map<string, readonly string[]>();
  const lazy = new Set<string>();
  return {
    look: {
      name: 'look-at-imports',
      buildEnd() {
        for (const id of this.getModuleIds()) {
          const module = this.getModuleInfo(id);
          imports.set(id, module?.importedIds ?? []);
          for (const one of module?.dynamicallyImportedIds ?? []) lazy.add(one);
        }
      },
    },
    groups() {
      const thread = reached([entries.thread]);
      const program = reached([entries.program]);
      const server = reached([entries.server]);
      const commands = reached([...lazy].filter((id) => entries.commands.test(id)));
      // What begins a file stays in it, with the little that `rolecall --version` reads.
      const apart = new Set([...reached([entries.main]), entries.thread]);
      const isApart = (id: string) => apart.has(id) || id.includes('/generated/') || id.startsWith('\0rolldown');
      const of = (holds: (id: string) => boolean) => (id: string) => !isApart(id) && holds(id);
      return [
        { name: 'thread', test: of((id) => thread.has(id)) },
        { name: 'program', test: of((id) => program.has(id)) },
        { name: 'shared', test: of((id) => server.has(id) && commands.has(id)) },
        { name: 'server', test: of((id) => server.has(id)) },
      ];
    },
  };

  /** These modules and all that they import, whatever it takes to load one of them. */
  function reached(from: readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    const waiting = [...from];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      waiting.push(...(imports.get(id) ?? []));
    }
    return found;
  }
}
