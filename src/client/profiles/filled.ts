import type { Profile } from './aws-files.ts';
import type { Setting } from './ini.ts';

/** A setting that says something: one without a value counts as missing. */
export const filled = (settings: Profile['settings'], name: string): Setting | undefined => {
  const setting = settings.get(name);
  return setting === undefined || setting.value === '' ? undefined : setting;
};
