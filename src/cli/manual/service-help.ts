import type { Page } from '../../manual/document.ts';
import { helpPage, type ServiceName } from '../../manual/help-page.ts';
import { commandOptionsOf, globalOptions } from './command-options.ts';

/** The manual page of a service, or of one of its operations, with the options of the command line. */
export const serviceHelp = (service: ServiceName, operation?: string): Promise<Page | undefined> =>
  helpPage(service, operation, { ofOperation: commandOptionsOf, ofEach: globalOptions() });
