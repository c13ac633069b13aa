import { readFileSync } from 'node:fs';

/** The mini-program's operations, by their hash. */
const SHOP = JSON.parse(
  readFileSync(new URL('../../dist/schema/documents/shop.json', import.meta.url), 'utf8'),
) as Record<string, string>;
export const shopDocument = (name: string): string => {
  const found = Object.entries(SHOP).find(([, text]) => new RegExp(`\\b(query|mutation) ${name}\\b`).test(text));
  if (!found) throw new Error(`there is no document ${name}`);
  return `sha256:${found[0]}`;
};
