/** What specs import from `@jest/globals`: the runner's globals, with the time limit that it leaves out. */
const LIMIT_MS = 60_000;
/**
 * What is set up before tests: a whole platform takes 12 s alone, and up to 65 s while the clients are packed and other
 * platforms start beside it. A limit is there to end what hangs, not to measure.
 */
const HOOK_LIMIT_MS = 300_000;

/** No parameters, since a function with one would be taken for one that calls back. */
const within =
  (run, ms = LIMIT_MS) =>
  (...args) => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${ms} ms`)), ms);
    });
    return Promise.race([(async () => run(...args))(), late]).finally(() => clearTimeout(timer));
  };
const limited = (declare) =>
  Object.assign((title, run, ms) => declare(title, within(run, ms)), {
    each:
      (...table) =>
      (title, run, ms) =>
        declare.each(...table)(title, within(run, ms)),
  });
const hook =
  (declare) =>
  (run, ms = HOOK_LIMIT_MS) =>
    declare(within(run, ms));

export const { describe, expect } = globalThis;
export const it = Object.assign(limited(globalThis.it), {
  skip: globalThis.it.skip,
  only: limited(globalThis.it.only),
});
export const beforeAll = hook(globalThis.beforeAll);
export const afterAll = hook(globalThis.afterAll);
export const beforeEach = hook(globalThis.beforeEach);
export const afterEach = hook(globalThis.afterEach);
