import { BlockList, isIP } from 'node:net';

type Network = readonly [network: string, bits: number];
const listOf = (family: 'ipv4' | 'ipv6', networks: readonly Network[]): BlockList => {
  const list = new BlockList();
  for (const [network, bits] of networks) list.addSubnet(network, bits, family);
  return list;
};

/** IPv4 networks that are not the internet's: ours, the machine's own, the cloud's (RFC 6890, IANA special-purpose). */
const IPV4_SPECIAL = listOf('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]);
/** Mapped IPv4 is what the system connects to by IPv4; it counts as the address within. */
const IPV6_MAPPED = listOf('ipv6', [['::ffff:0:0', 96]]);
/** The only part of IPv6 that is given out to networks of the internet; all else (compatible, NAT64, site-local) is not. */
const IPV6_GLOBAL = listOf('ipv6', [['2000::', 3]]);
/** Within it: Teredo and other protocols' own, documentation, and 6to4, which carries any IPv4 address. */
const IPV6_SPECIAL = listOf('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);

/** Whether an address is one of the internet's. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !IPV4_SPECIAL.check(address, 'ipv4');
  // A list of IPv4 networks looks into mapped addresses.
  if (IPV6_MAPPED.check(address, 'ipv6')) return !IPV4_SPECIAL.check(address, 'ipv6');
  return family === 6 && IPV6_GLOBAL.check(address, 'ipv6') && !IPV6_SPECIAL.check(address, 'ipv6');
}

/** Names that no public name server answers (RFC 6761, 6762, 7686, 8375, 9476), and those that networks use within. */
const INNER_NAMES = [
  'localhost',
  'local',
  'internal',
  'home.arpa',
  'invalid',
  'onion',
  'alt',
  'localdomain',
  'lan',
  'home',
  'corp',
  'intranet',
  'private',
] as const;

/** A URL's host as names are compared: without the brackets of an address and the dot that says a name is whole. */
export const bareHost = ({ hostname }: URL): string =>
  hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase();

/** Whether a host may be one of the internet: an address is judged here, a name again by what it leads to. */
export function mayBePublic(host: string): boolean {
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !INNER_NAMES.some((name) => host.endsWith(`.${name}`));
}
