import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { put, sh, type Machine, type Service } from './machine.ts';

const PORT = 4190;
const READY_SECONDS_MAX = 200;

/** A unit is ended in order, started, and waited for until it is ready: what ExecStartPost does. */
async function restarted(service: Service, isReady: (service: Service) => Promise<boolean>): Promise<boolean> {
  await service.stop();
  service.start();
  for (let waited = 0; waited < READY_SECONDS_MAX; waited++, await sleep(1000)) if (await isReady(service)) return true;
  return false;
}

/**
 * What `systemctl` says on these machines is done here: `./run upgrade` restarts by it, and the watch kills by it. Of
 * what there is nothing here, backups and timers, it says that it is done.
 */
export function playSystemd(
  at: string,
  machines: readonly Machine[],
  services: readonly Service[],
  isReady: (service: Service) => Promise<boolean>,
): void {
  const done = async (machine: string, words: readonly string[]): Promise<boolean> => {
    const name = words.flatMap((word) => /^heitu-(\w+)@1\.service$/.exec(word)?.[1] ?? []).at(0);
    const service = services.find(({ label }) => label === `${machine}/${name}`);
    if (words[0] === 'restart') return service !== undefined && restarted(service, isReady);
    if (words[0] === 'kill') service?.signal('SIGKILL');
    return words[1] !== 'is-active' || service?.isActive === true;
  };
  createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, `http://${at}`);
    void done(pathname.slice(1), searchParams.getAll('word')).then((isDone) =>
      response.writeHead(isDone ? 200 : 500).end(),
    );
  })
    .listen(PORT, at)
    .unref();
  for (const machine of machines) {
    const file = machine.path('/usr/local/bin/systemctl');
    put(
      file,
      `#!/bin/sh\nasked=?\nfor word; do asked="$asked&word=$word"; done\nexec curl -sf -m ${READY_SECONDS_MAX} "http://${at}:${PORT}/${machine.name}$asked"\n`,
    );
    sh(`chmod 755 ${file}`);
  }
}
