import { fork, type ChildProcess } from 'node:child_process';
import { must } from '@heitu/kit/rules/checked';
import { stale, type Told } from './build-clients.ts';
import { WORDS } from './client-targets.ts';

export interface BackgroundBuild {
  progressOf(path: string): { text: string; percent: number | null } | null;
  isBusy(): boolean;
  stop(): void;
}

/** `./run build` in a process of its own. */
export const forkBuild = (...words: string[]): ChildProcess =>
  fork('tools/src/cli.ts', ['build', ...words], {
    execArgv: ['--import', './tools/register.mjs'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });

/** Builds the pages in a process of its own, so that the API does not wait; nothing is begun where nothing has changed. */
export function buildInBackground(): BackgroundBuild {
  const progress = new Map<string, { text: string; percent: number | null }>();
  const waiting = stale(must(WORDS['pages'], 'the pages'));
  if (waiting.length === 0) return { progressOf: () => null, isBusy: () => false, stop: () => {} };
  for (const { path } of waiting) if (path !== null) progress.set(path, { text: '马上开始', percent: 0 });
  const child = forkBuild('pages', '--no-types');
  // The other end is `tell` of build-clients.ts.
  child.on('message', ({ path, ...told }: Told) => void progress.set(path, told));
  child.once('exit', (code) => {
    // What it could still tell it has told; one that was killed has not.
    if (code !== 0)
      for (const [path, { percent }] of progress)
        if (percent !== null) progress.set(path, { text: '打包中断了，原因在终端里。接口照常可用。', percent: null });
  });
  return {
    progressOf: (path) => progress.get(path) ?? null,
    isBusy: () => child.exitCode === null,
    stop: () => void child.kill('SIGTERM'),
  };
}
