import { readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXTS = /\.(?:js|css|html|svg|json|txt|ttf)$/;
const BYTES_MIN = 1024;
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** Puts `.br` and `.gz` beside each text, so that nobody compresses while somebody waits. */
export async function precompress(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const stale of files.filter((file) => /\.(?:br|gz)$/.test(file))) await rm(stale);
  for (const file of files.filter((name) => TEXTS.test(name))) {
    const bytes = await readFile(file);
    if (bytes.length < BYTES_MIN) continue;
    await writeFile(`${file}.gz`, await zip(bytes, { level: 9 }));
    await writeFile(
      `${file}.br`,
      await brotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
    );
  }
}
