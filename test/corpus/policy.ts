import { readdirSync, readFileSync } from 'node:fs';
import type { Answer, ContextValue, Layers, Mode, Request } from '../naive/shapes.ts';

/** A decision written by hand from `reference/policy.md`, for both engines. */
export interface Row {
  readonly topic: string;
  readonly name: string;
  readonly layers: Layers;
  readonly request: Request;
  readonly expected: Answer['because'];
  readonly mode: Mode;
}

const folder = new URL('policy/', import.meta.url);

/** Every row of every topic. */
export function policyRows(): Row[] {
  const topics = readdirSync(folder).sort();
  return topics.flatMap((file) => {
    const rows: readonly Written[] = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    return rows.map(({ request, mode = 'authorize', ...row }) => ({
      ...row,
      mode,
      topic: file.slice(0, -'.json'.length),
      request: { ...request, context: new Map(Object.entries(request.context)) },
    }));
  });
}

/** As in the files: JSON has no maps. */
interface Written {
  readonly name: string;
  readonly layers: Layers;
  readonly request: Omit<Request, 'context'> & { readonly context: Readonly<Record<string, ContextValue>> };
  readonly expected: Answer['because'];
  readonly mode?: Mode;
}
