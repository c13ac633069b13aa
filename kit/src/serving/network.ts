/**
 * Whose an address is: one subscriber's. An IPv6 subscriber has a whole /64; a mapped IPv4 address is what it maps.
 * Empty where nobody knows.
 */
export function networkOf(address: string | undefined): string {
  if (!address) return '';
  const plain = address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head ? head.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail ? tail.split(':').length : 0);
  return [...groups, ...Array<string>(missing).fill('0'), ...(tail ? tail.split(':') : [])]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** As people are shown where something came from, enough to know their own again: `203.0.113.*`, `2400:3200:*`. */
export function maskNetwork(address: string | undefined): string {
  const network = networkOf(address);
  if (network === '') return '未知网络';
  return network.includes(':') ? `${network.split(':').slice(0, 2).join(':')}:*` : network.replace(/\.\d+$/, '.*');
}
