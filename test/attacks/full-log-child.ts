import { setTimeout as sleep } from 'node:timers/promises';
import { openLog } from '../../src/main/log.ts';

/** Logs to a full disk for a while, as findings.test.ts starts it, and ends as a server that was told to. */
const log = openLog('info');
for (let i = 0; i < 10; i++) {
  log.logger.info('x'.repeat(20_000));
  await sleep(50);
}
process.stdout.write('alive\n');
await log.flush();
process.stdout.write('flushed\n');
process.exit(0);
