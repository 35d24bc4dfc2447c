import type { Terminal } from '../terminal.ts';

/** What is quicker needs no word. */
const PATIENCE_MS = 700;

/** Says at a terminal what is being waited for, if it takes long; elsewhere nothing. */
export function patience(terminal: Terminal, text: string) {
  let isShown = false;
  let timer: NodeJS.Timeout;
  const begin = () => {
    timer = setTimeout(() => {
      isShown = true;
      terminal.progress(`${text} ...`);
    }, PATIENCE_MS);
    timer.unref();
  };
  const end = () => {
    clearTimeout(timer);
    if (isShown) terminal.progress('');
    isShown = false;
  };
  begin();
  return {
    end,
    /** Stands back while something else is written. */
    async meanwhile<Done>(work: () => Promise<Done>): Promise<Done> {
      end();
      try {
        return await work();
      } finally {
        begin();
      }
    },
  };
}
