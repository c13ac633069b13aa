import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Act } from './acts.ts';
import { put, sh } from './machine.ts';
import { OUTSIDE, type Three } from './three.ts';

const PORT = 4190;
const ANSWER_SECONDS_MAX = 200;
/** In systemd's place: it asks who plays it here, and fails where he says so. */
const SYSTEMCTL = `#!/bin/sh\nexec curl -sf -m ${ANSWER_SECONDS_MAX} "http://${OUTSIDE}:${PORT}/$(hostname)/$1/$2"\n`;

/** `restart` as a unit does it: ended in order, started, and waited for until it is ready. Backups are tried elsewhere. */
async function told(three: Three, [machine, what, unit]: readonly string[]): Promise<boolean> {
  if (what !== 'restart') return true;
  const service = three.services.find(({ label }) => label === `${machine}/${/^heitu-(\w+)@/.exec(unit ?? '')?.[1]}`);
  if (!service) return false;
  await service.stop();
  service.start();
  for (let waited = 0; waited < ANSWER_SECONDS_MAX; waited++, await sleep(1000))
    if (await three.isReady(service)) return true;
  return false;
}

/** `./run upgrade` of one machine after the other, as the manual has it: old processes beside new ones on one database. */
export const upgradeTo = (release: string): Act => ({
  name: 'upgrade, machine by machine',
  async begin(three) {
    const server = createServer((request, response) => {
      void told(three, request.url!.slice(1).split('/')).then((isDone) => response.writeHead(isDone ? 200 : 500).end());
    }).listen(PORT, OUTSIDE);
    for (const machine of three.serving) {
      const file = machine.path('/usr/local/bin/systemctl');
      put(file, SYSTEMCTL.replace('$(hostname)', machine.name));
      sh(`chmod 755 ${file}`);
      await machine.ask('/opt/heitu/current/run', 'upgrade', '--to', release);
    }
    server.close();
  },
});
