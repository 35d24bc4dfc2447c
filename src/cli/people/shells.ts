import { Refusal } from '../refusal.ts';

/** How a shell sets a variable and takes it away. */
export interface Shell {
  readonly set: (name: string, value: string) => string;
  readonly unset: (name: string) => string;
}

const posix: Shell = {
  set: (name, value) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`,
  unset: (name) => `unset ${name}`,
};

/** Plain values need no quotes, and readers of such files do not agree on quotes: what would need them is refused. */
const dotenv: Shell = {
  set: (name, value) => `${name}=${unquoted(name, value)}`,
  unset: (name) => `${name}=`,
};

/** Every shell that `rolecall env` writes for. */
export const SHELLS: ReadonlyMap<string, Shell> = new Map([
  ['bash', posix],
  ['zsh', posix],
  ['sh', posix],
  [
    'fish',
    {
      set: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, '\\$&')}'`,
      unset: (name) => `set -e ${name}`,
    },
  ],
  [
    'powershell',
    {
      // Typographic quotes are quotes to it too.
      set: (name, value) => `$env:${name} = '${value.replace(/['\u2018-\u201B]/g, '$&$&')}'`,
      unset: (name) => `Remove-Item -ErrorAction SilentlyContinue Env:${name}`,
    },
  ],
  ['dotenv', dotenv],
  ['github', dotenv],
]);

function unquoted(name: string, value: string): string {
  if (!/^[\w+/=.:@,~-]*$/.test(value)) throw new Refusal(`the value for ${name} needs quotes, on which readers differ`);
  return value;
}

/** The shell that somebody works in, as far as the environment says. */
export function shellOf(env: NodeJS.ProcessEnv): string | undefined {
  const name = (env.SHELL ?? '').split('/').at(-1)!;
  if (SHELLS.has(name)) return name;
  return name === 'dash' || name === 'ksh' ? 'sh' : env.PSModulePath === undefined ? undefined : 'powershell';
}
