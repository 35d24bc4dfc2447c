import { plain } from '../../harmless.ts';
import type { Compared } from './compare-signatures.ts';

/** The two side by side, a mark where they differ. Those are shown whole, so that the place can be found. */
export function comparisonText({ sentence, places }: Compared): string {
  if (places.length === 0) return `${sentence}\n`;
  const isTwo = places.some((one) => 'client' in one);
  const width = Math.max(...places.map(({ place }) => place.length));
  const line = (mark: string, place: string, server: string, client: string) =>
    `${mark} ${place.padEnd(width)}   ${isTwo ? `${server.padEnd(WIDTH)}   ${client}` : server}`.trimEnd();
  const cell = (value: string | undefined, isWhole: boolean): string => {
    const shown = value === undefined ? '(missing)' : plain(value);
    const limit = isWhole ? 2000 : isTwo ? WIDTH : 200;
    return shown.length > limit ? `${shown.slice(0, limit - 3)}...` : shown;
  };
  const rows = places.map(({ place, server, client, differs }) =>
    line(differs ? '!' : ' ', plain(place), cell(server, differs), isTwo ? cell(client, differs) : ''),
  );
  return `${[line(' ', '', 'as the server reads it', isTwo ? 'as the client wrote it' : ''), ...rows, '', sentence].join('\n')}\n`;
}

const WIDTH = 44;
