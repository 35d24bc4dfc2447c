import { helpPage } from '../../manual/help-page.ts';
import { toText } from '../../manual/text.ts';
import type { Surroundings } from './surroundings.ts';

/** Prints the manual page of an operation, or of the service, as wide as the terminal and no wider than is read well. */
export async function showManual(
  service: 'sts' | 'iam',
  operation: string | undefined,
  { terminal, env }: Surroundings,
): Promise<void> {
  const page = await helpPage(service, operation);
  if (page === undefined) return;
  const width = Math.min(Math.max((process.stdout.columns ?? WIDTH) - 2, 40), WIDTH_MAX);
  terminal.print(toText(page, { width, bold: Boolean(process.stdout.isTTY) && !env.NO_COLOR }));
}

const WIDTH = 80;
const WIDTH_MAX = 98;
