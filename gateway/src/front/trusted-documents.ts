import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@heitu/kit/serving/config';
import { z } from '@heitu/kit/rules/validate';

/** What a client's build writes down: SHA-256 of each operation, hexadecimal → its text with its fragments. */
const manifest = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string());

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Every `*.json` of these folders (or files), together: hash → text. Throws where a manifest is none, or a text is not
 * what its hash says.
 */
export function readTrustedDocuments(places: readonly string[]): Map<string, string> {
  const documents = new Map<string, string>();
  for (const place of places) {
    if (!existsSync(place)) throw new ConfigError(`TRUSTED_DOCUMENTS: ${place} is not there`);
    const files = statSync(place).isDirectory()
      ? readdirSync(place)
          .filter((name) => name.endsWith('.json'))
          .sort()
          .map((name) => join(place, name))
      : [place];
    for (const file of files) for (const [hash, text] of Object.entries(readManifest(file))) documents.set(hash, text);
  }
  return documents;
}

function readManifest(file: string): Record<string, string> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ConfigError(`TRUSTED_DOCUMENTS: ${file} is not JSON`);
  }
  const parsed = manifest.safeParse(content);
  if (!parsed.success) throw new ConfigError(`TRUSTED_DOCUMENTS: ${file} is not an object of SHA-256 hashes and texts`);
  for (const [hash, text] of Object.entries(parsed.data))
    if (hashOf(text) !== hash)
      throw new ConfigError(`TRUSTED_DOCUMENTS: in ${file}, ${hash} is not the SHA-256 of its text`);
  return parsed.data;
}
