import { networkInterfaces } from 'node:os';
import type { ProcessConfig } from '@heitu/kit/serving/config';

const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

const LOCAL: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);
export const isLocal = (host: string): boolean => LOCAL.has(host);

/** This machine's addresses in its own networks. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((rows) => rows ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);

export type Place = Pick<ProcessConfig, 'host' | 'port' | 'publicUrl'>;

/** By which addresses a browser may have come to the platform. */
export function originsOf({ host, port, publicUrl }: Place): string[] {
  const hosts = ['127.0.0.1', 'localhost', ...(EVERYWHERE.has(host) ? ownAddresses() : [host])];
  return [...new Set([new URL(publicUrl).origin, ...hosts.map((name) => `http://${name}:${port}`)])];
}

/** Where a phone in the same network finds the platform; null where it listens to this machine alone. */
export function phoneUrlOf({ host, port, publicUrl }: Place): string | null {
  const { hostname, origin } = new URL(publicUrl);
  if (!EVERYWHERE.has(hostname) && !isLocal(hostname)) return origin;
  const [address] = EVERYWHERE.has(host) ? ownAddresses() : [];
  return address ? `http://${address}:${port}` : null;
}
