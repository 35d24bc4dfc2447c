import { packageVersion } from './version.ts';

/** The program. The version, asked for alone, is said before anything else is loaded: scripts ask for it often. */
const argv = process.argv.slice(2);
if (argv.length === 1 && ['--version', '-v'].includes(argv[0]!)) process.stdout.write(`${packageVersion()}\n`);
else process.exitCode = await (await import('./program.ts')).runProgram(argv);
