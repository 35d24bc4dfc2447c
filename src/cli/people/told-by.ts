import type { Told } from '../../client/profiles/connection-for.ts';
import type { Terminal } from '../terminal.ts';
import { askCode } from './ask.ts';
import type { CallerOptions } from './caller-flags.ts';
import { sessionFiles } from './session-files.ts';

/** What the flags say, with the environment, the person at the terminal and the sessions that are kept. */
export function toldBy(options: CallerOptions, terminal: Terminal): Told & { readonly service: 'sts' } {
  const { profile, region, endpointUrl, cache = true } = options;
  return {
    service: 'sts',
    profile,
    region,
    endpointUrl,
    env: process.env,
    askCode: askCode(),
    cache: cache ? sessionFiles(process.env, (sentence) => terminal.error(`rolecall: ${sentence}\n`)) : undefined,
  };
}
