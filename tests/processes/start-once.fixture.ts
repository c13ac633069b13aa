import { spawn } from 'node:child_process';
import { entry, freePort } from '../journeys/platform.ts';

/** `./run <command>` with just these settings: what it says, and how it ends; once it is ready it is told to end. */
export async function startOnce(
  command: readonly [string, ...string[]],
  settings: NodeJS.ProcessEnv,
): Promise<{ code: number | null; isUp: boolean; said: string }> {
  const port = await freePort();
  const [name, ...given] = command;
  const child = spawn(process.execPath, entry(name, given), {
    env: { ...settings, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data) => (said += String(data)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let isUp = false;
  while (!isUp && child.exitCode === null) {
    isUp = (await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null))?.ok === true;
    if (!isUp) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (isUp) child.kill('SIGTERM');
  return { code: await ended, isUp, said };
}
