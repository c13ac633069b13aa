import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The oldest Node that README.md and docs/zh/合作方接入指南.md promise to be enough. */
export const PROMISED_MAJOR = 20;

const majorOf = (node: string): number =>
  Number(/^v(\d+)\./.exec(execFileSync(node, ['--version'], { encoding: 'utf8' }))?.[1]);

/** A folder with just that Node: the system's own, else one from the registry. */
function promisedFolder(): string {
  const folders = ['/usr/bin', '/usr/local/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
  const own = folders.find(
    (folder) => existsSync(join(folder, 'node')) && majorOf(join(folder, 'node')) === PROMISED_MAJOR,
  );
  if (own) return own;
  const fetched = ['-y', '-p', `node@${PROMISED_MAJOR}`, '--', 'node', '-p', 'process.execPath'];
  return dirname(execFileSync('npx', fetched, { encoding: 'utf8' }).trim());
}

/** The environment of somebody who has no other Node than the promised one, and did not come by `./run`. */
export function promisedEnvironment(): NodeJS.ProcessEnv {
  const { HEITU_NODE_READY: _, NODE_OPTIONS: __, ...others } = process.env;
  return { ...others, PATH: `${promisedFolder()}${delimiter}${process.env['PATH']}` };
}
