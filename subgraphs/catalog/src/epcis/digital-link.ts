/** Keys of GS1 that identify by themselves, each with the qualifiers that make it finer, the finest first. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  '01': ['21', '235', '10', '22'],
  '00': [],
  '253': [],
  '255': [],
  '401': [],
  '402': [],
  '414': ['254'],
  '417': [],
  '8003': [],
  '8004': [],
  '8006': ['21', '10', '22'],
  '8010': ['8011'],
  '8017': ['8019'],
  '8018': ['8019'],
};
const GTIN_DIGITS = 14;
const WITH_KEY = new RegExp(`^https?://[^/?#]+(?:/[^?#]*?)??/(${Object.keys(KEYS).join('|')})/(\\d[^/?#]*)([^?#]*)`);

/**
 * A Digital Link as events are hashed by it: at id.gs1.org, without its query, with the finest of its keys only. What
 * is none is itself.
 */
export function canonicalLink(uri: string): string {
  const [, key = '', value = '', rest = ''] = WITH_KEY.exec(uri) ?? [];
  if (!key) return uri;
  const parts = rest.split('/').slice(1);
  const qualifiers = new Map(parts.flatMap((name, i) => (i % 2 === 0 ? [[name, parts[i + 1] ?? '']] : [])));
  const finest = KEYS[key]?.find((name) => qualifiers.get(name));
  const identified = key === '01' ? value.padStart(GTIN_DIGITS, '0') : value;
  return `https://id.gs1.org/${key}/${identified}${finest ? `/${finest}/${qualifiers.get(finest)}` : ''}`;
}
