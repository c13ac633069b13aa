import { PROCESSES, RELEASE } from '../../tools/src/deploy/plan.ts';
import { sh } from './machine.ts';
import type { Three } from './three.ts';

/** What is done to the machines, and what ends it; where nothing does, it is over at once. */
export interface Act {
  name: string;
  begin(three: Three): void | Promise<void>;
  end?(three: Three): void | Promise<void>;
}

/** The first machine is the one that is written to and that people come to. */
const FIRST = 1;
const BEFORE = ['haproxy', 'caddy', 'keepalived', 'mariadb'];
const SLOW_MS = 100;

const kill = (name: string, number = FIRST): Act => ({
  name: `kill m${number}/${name}`,
  begin: (three) => three.service(number, name).signal('SIGKILL'),
});
/** A process of the platform's that hangs is killed by the watch (heitu-watch): nothing else ends it. */
const hang = (name: string): Act => ({
  name: `hang m${FIRST}/${name}`,
  begin: (three) => three.service(FIRST, name).signal('SIGSTOP'),
});
const hangAWhile = (name: string): Act => ({
  ...hang(name),
  end: (three) => three.service(FIRST, name).signal('SIGCONT'),
});
const cut = (state: 'on' | 'off') =>
  sh(`bridge link set dev m1 isolated ${state}; bridge link set dev m2 isolated ${state}`);

const slow = (three: Three) =>
  three.machines[0]!.spawn(
    [
      'strace',
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      'trace=fsync,fdatasync',
      '-e',
      `inject=fsync,fdatasync:delay_enter=${SLOW_MS}000`,
      '-p',
      String(three.service(FIRST, 'mariadb').pid),
    ],
    {},
    'strace',
  );
let slowness: ReturnType<typeof slow>;

/** `./run upgrade` of one machine after the other: old processes beside new ones on one database. */
export const upgradeTo = (release: string): Act => ({
  name: 'upgrade, machine by machine',
  async begin(three) {
    for (const machine of three.serving) await machine.ask(`${RELEASE}/run`, 'upgrade', '--to', release);
  },
});

export const ACTS: readonly Act[] = [
  ...[...PROCESSES, ...BEFORE].map((name) => kill(name)),
  kill('mariadb', 2),
  ...PROCESSES.map(hang),
  ...BEFORE.map(hangAWhile),
  {
    name: 'machine m1 dies',
    async begin(three) {
      three.machines[0]!.cable('down');
      await three.each(FIRST, (service) => service.stop('SIGKILL'));
    },
    async end(three) {
      three.machines[0]!.cable('up');
      await three.each(FIRST, (service) => service.start());
    },
  },
  {
    name: 'm1 without network',
    begin: (three) => three.machines[0]!.cable('down'),
    end: (three) => three.machines[0]!.cable('up'),
  },
  { name: 'm1 and m2 do not hear each other', begin: () => cut('on'), end: () => cut('off') },
  {
    name: `disk of m1 slow (${SLOW_MS} ms a flush)`,
    begin: (three) => void (slowness = slow(three)),
    end: () => void slowness.kill('SIGINT'),
  },
  {
    name: 'disk of m1 full',
    begin: (three) =>
      three.machines[0]!.run(
        'sh',
        '-c',
        'fallocate -l $(df --output=avail -B1 /var/lib/mysql | tail -1) /var/lib/mysql/filled || true',
      ),
    end: (three) => void three.machines[0]!.run('rm', '-f', '/var/lib/mysql/filled'),
  },
];
