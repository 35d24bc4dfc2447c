#!/usr/bin/env node
// The launcher: plain JavaScript that any Node can read. It finds Node 24, or says in one sentence what is missing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = here('../dist/rolecall.js');
const carriedNode = here('../node_modules/.bin/node');

if (!existsSync(program)) {
  stop('rolecall is not built yet: run `npm install`, or `npm run build` in the repository.');
} else if (Number(process.versions.node.split('.')[0]) >= 24) {
  // Compiled code is kept beside the program and not in the shared temporary folder: whoever can write it, runs it.
  module.enableCompileCache?.(here('../dist/.compile-cache'));
  await import(program);
} else if (existsSync(carriedNode)) {
  const child = spawn(carriedNode, [here('./rolecall.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
} else {
  stop(
    `rolecall needs Node 24 or newer, and this is ${process.version}: install it, or run \`npm install\` in the repository, which brings it.`,
  );
}

function stop(sentence) {
  process.stderr.write(`rolecall: ${sentence}\n`);
  process.exitCode = 1;
}
