/** As register.mjs, for the workers of jest-light-runner: `@jest/globals` there is what tools/jest-globals.mjs gives. */
import { registerHooks } from 'node:module';
import './register.mjs';

const GLOBALS = new URL('./jest-globals.mjs', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : nextResolve(specifier, context),
});
