import { SUBGRAPH_TITLES, SUBGRAPHS, type SubgraphName } from '@heitu/standard';

/** Where a county's machine has what: the release, its settings, its data. */
export const RELEASE = '/opt/heitu/current';
export const SETTINGS = '/etc/heitu';
export const DATA = '/var/lib/heitu';
/** What Prometheus' node exporter reads besides its own figures. */
export const TEXTFILES = '/var/lib/prometheus/node-exporter';
/** What people and providers reach, and what processes reach databases by. */
export const PORTS = { balancer: 4000, writer: 3300, databaseCheck: 9200, prober: 4090, alarm: 4095 } as const;

export type ProcessName = SubgraphName | 'gateway';
export const PROCESSES: readonly ProcessName[] = [...SUBGRAPHS, 'gateway'];
export const TITLES: Readonly<Record<ProcessName, string>> = { ...SUBGRAPH_TITLES, gateway: '网关' };

/** One county's machines, and which of them this is. */
export interface Plan {
  /** The host name at which people reach it. */
  site: string;
  /** The machines' addresses in their own network: one, or three. */
  hosts: readonly string[];
  here: string;
  /** With three machines: the address that moves to a machine that lives. */
  shared?: string;
  /** The network card that it lies on. */
  card?: string;
}
export const ALONE = '127.0.0.1';
export const isAlone = ({ hosts }: Plan): boolean => hosts.length === 1;

/** How often each process runs on a machine: one alone has two of each, so that a restart turns nobody away. */
export const copiesOf = (plan: Plan): readonly number[] => (isAlone(plan) ? [1, 2] : [1]);
/** The port of a copy, without its last digit, which is the copy's number. */
export const portStem = (name: ProcessName): number => 400 + (name === 'gateway' ? 0 : 1 + SUBGRAPHS.indexOf(name));
export const portOf = (name: ProcessName, copy: number): number => portStem(name) * 10 + copy;
export const unitOf = (name: ProcessName, copy: number): string => `heitu-${name}@${copy}.service`;
export const addressesOf = (plan: Plan, name: ProcessName): string[] =>
  plan.hosts.flatMap((host) => copiesOf(plan).map((copy) => `${host}:${portOf(name, copy)}`));
/** Where MariaDB is reached: by the balancer, which knows the one that is written to. */
export const databaseAddress = (plan: Plan): string =>
  isAlone(plan) ? `${plan.here}:3306` : `127.0.0.1:${PORTS.writer}`;

/** The env files that a process is given, the later before the earlier. */
export const settingsOf = (name: ProcessName): string[] =>
  name === 'gateway' ? ['plan', name] : ['plan', 'secrets', name];

export type Files = Readonly<Record<string, string>>;
export const text = (...lines: readonly (string | false)[]): string =>
  `${lines.filter((line) => line !== false).join('\n')}\n`;
