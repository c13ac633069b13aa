import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine, Service } from './machine.ts';

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
 * What `systemctl` says on these machines is done here: `./run upgrade` restarts by it, and the watch kills by it, and
 * has a database leave. Of what there is nothing here, backups and timers, it says that it is done.
 */
export function playSystemd(
  at: string,
  machines: readonly Machine[],
  services: readonly Service[],
  isReady: (service: Service) => Promise<boolean>,
): void {
  const done = async (machine: string, words: readonly string[]): Promise<boolean> => {
    const name = words
      .flatMap((word) => /^(?:heitu-(\w+)@1|(mariadb))\.service$/.exec(word)?.slice(1) ?? [])
      .find(Boolean);
    const service = services.find(({ label }) => label === `${machine}/${name}`);
    if (words[0] === 'restart') return service !== undefined && restarted(service, isReady);
    if (words[0] === 'kill') service?.signal('SIGKILL');
    if (words[0] === 'stop') await service?.stop();
    if (words[0] === 'start') service?.start();
    if (words[1] !== 'is-active') return true;
    return service?.name === 'mariadb' ? service.isUp : service?.isActive === true;
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
    const asks = `asked=?\nfor word; do asked="$asked&word=$word"; done\nexec curl -sf -m ${READY_SECONDS_MAX} "http://${at}:${PORT}/${machine.name}$asked"`;
    // Within: what is laid beneath a mounted folder later need not be seen in it.
    machine.run('sh', '-c', 'printf "#!/bin/sh\\n%s\\n" "$1" >$0; chmod 755 $0', '/usr/local/bin/systemctl', asks);
  }
}
