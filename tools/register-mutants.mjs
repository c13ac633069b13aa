/**
 * As register-tests.mjs, for the children of `./run mutants`: a source file is loaded from the folder of instrumented
 * ones where it has a namesake there.
 */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './register.mjs';
import './register-tests.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The child's only argument. */
const [, , INSTRUMENTED] = process.argv;

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
    const file = path.join(INSTRUMENTED, path.relative(ROOT, fileURLToPath(url)));
    if (!existsSync(file)) return nextLoad(url, context);
    return { format: 'module', source: compile(file), shortCircuit: true };
  },
});
