/**
 * Lets Node run the workspace's TypeScript from source: `node --import ./tools/register.mjs file.ts`. What was compiled
 * is kept for the next start.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** How every TypeScript file is compiled, for running and for tests. type-graphql needs the decorator metadata. */
const SWC_OPTIONS = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
};

const CACHE = fileURLToPath(new URL('../node_modules/.cache/heitu/', import.meta.url));
const require = createRequire(import.meta.url);
const hash = (text) => createHash('sha256').update(text).digest('hex');
const compiler = hash(JSON.stringify(SWC_OPTIONS) + require('@swc/core/package.json').version);

enableCompileCache(CACHE);

/** One entry for each file, its last line naming what it was made from. */
export function compile(filename) {
  const source = readFileSync(filename, 'utf8');
  const entry = `${CACHE}${hash(filename)}.js`;
  const stamp = `\n//${hash(source + compiler)}`;
  try {
    const kept = readFileSync(entry, 'utf8');
    if (kept.endsWith(stamp)) return kept;
  } catch {
    // Not compiled yet.
  }
  const code = require('@swc/core').transformSync(source, { ...SWC_OPTIONS, filename }).code + stamp;
  const own = `${entry}.${process.pid}`;
  try {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(own, code);
    renameSync(own, entry);
  } catch {
    // A read-only installation compiles each time.
  }
  return code;
}

/**
 * Our own files import each other by their names: Node need not look for packages, links and formats at each of some
 * ten thousand imports, which took a quarter of a start. The workspace has one of each of its packages, whoever asks.
 */
const known = new Map();
const isOurs = (url = '') => !url.includes('/node_modules/');
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier.startsWith('.') && specifier.endsWith('.ts') && isOurs(context.parentURL))
      return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true };
    if (!specifier.startsWith('@heitu/')) return nextResolve(specifier, context);
    const found = known.get(specifier) ?? { ...nextResolve(specifier, context), shortCircuit: true };
    known.set(specifier, found);
    return found;
  },
  load(url, context, nextLoad) {
    const file = url.split('?', 1)[0];
    if (!file.endsWith('.ts') || file.includes('/node_modules/')) return nextLoad(url, context);
    return { format: 'module', source: compile(fileURLToPath(file)), shortCircuit: true };
  },
});
process.setSourceMapsEnabled(true);
