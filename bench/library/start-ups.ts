import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ratio, ratioOf } from './ratios.ts';

/** Whole processes, from their start to their end, each against `node -e 0` of the same round. */
export async function startUps(installed: URL, folder: string, rounds: number) {
  const program = fileURLToPath(new URL('bin/rolecall.js', installed));
  const script = (name: string, code: string): string => {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, code);
    return file;
  };
  const seed = "{ rolecall: 1, accounts: { '111122223333': { users: { alice: { 'access-keys': 'generate' } } } } }";
  const processes = {
    bare: ['-e', '0'],
    version: [program, '--version'],
    help: [program, '--help'],
    fixture: [
      script(
        'fixture',
        "import { startTestRolecall } from 'rolecall/testing';\nconst rolecall = await startTestRolecall();\nawait rolecall.stop();\n",
      ),
    ],
    port: [
      script(
        'port',
        "import { startRolecall } from 'rolecall';\nconst rolecall = await startRolecall({ memory: true });\nawait rolecall.stop();\n",
      ),
    ],
    seeded: [
      script(
        'seeded',
        `import { startTestRolecall } from 'rolecall/testing';\nconst rolecall = await startTestRolecall({ seed: ${seed} });\nawait rolecall.stop();\n`,
      ),
    ],
  };
  type Name = keyof typeof processes;
  const names = Object.keys(processes) as Name[];
  const took = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round++) {
    // The order turns round each time. The first round fills the launcher's compile cache, and the system's of files.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const ms = await untilExit(processes[name], folder);
      if (round > 0) took[name].push(ms);
    }
  }
  const against = (name: Name): Ratio => ratioOf(took[name], took.bare);
  return {
    version: against('version'),
    help: against('help'),
    fixture: against('fixture'),
    port: against('port'),
    seeded: against('seeded'),
  };
}

async function untilExit(args: readonly string[], cwd: string): Promise<number> {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, [...args], { cwd, stdio: 'ignore', env: { PATH: process.env.PATH } });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`\`node ${args.join(' ')}\` ended with ${code}`);
  return performance.now() - startedAtMs;
}
