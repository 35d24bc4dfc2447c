import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputChunk } from 'rolldown';

/** The notices of all packages of which there is code in the bundles: their licences want to go with it. */
export function thirdPartyNotices(chunks: readonly OutputChunk[]): string {
  const modules = chunks.flatMap(({ modules }) => Object.entries(modules));
  const files = modules.filter(([, { renderedLength }]) => renderedLength > 0).map(([file]) => file);
  const folders = new Set(files.filter((file) => file.includes('/node_modules/')).map(packageOf));
  const notices = [...folders].map(noticeOf);
  return [HEAD, ...notices.sort()].join(`\n${'-'.repeat(80)}\n\n`);
}

const HEAD = 'The programs in this folder hold code of the following packages, each under its own licence.\n';

/** The folder of the package that a module belongs to. */
function packageOf(module: string): string {
  let folder = dirname(module);
  while (!isPackage(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** Some packages have manifests of parts, which have no name. */
const isPackage = (manifest: string): boolean =>
  existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version !== undefined;

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)(\.|-|$)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return `${name} ${version} (${license})\n\n${texts.length > 0 ? texts.join('\n\n') : 'The package holds no text of its licence.'}\n`;
}
