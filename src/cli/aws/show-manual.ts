import { serviceHelp } from '../manual/service-help.ts';
import { showPage } from '../manual/show-page.ts';
import type { Surroundings } from './surroundings.ts';

/** Shows the manual page of an operation, or of the service: `rolecall sts assume-role help`. */
export async function showManual(
  service: 'sts' | 'iam',
  operation: string | undefined,
  { terminal, isPaged }: Pick<Surroundings, 'terminal'> & { readonly isPaged: boolean },
): Promise<void> {
  const page = await serviceHelp(service, operation);
  if (page !== undefined) await showPage(page, { terminal, isPaged });
}
