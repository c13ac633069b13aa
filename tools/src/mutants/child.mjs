/**
 * A process of `./run mutants` that runs spec files with one mutant switched on, by jest-light-runner's own worker, and
 * stops at the first failure. It answers each message with what it has found.
 */
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LIGHT_RUNNER = import.meta.resolve('jest-light-runner');
const NAMESPACE = (globalThis.__stryker__ ??= {});

let failed = null;
/** What a test or a hook does, unless something has failed before it. */
const guarded = (title, run) => async () => {
  if (failed) throw new Error('something failed before');
  // What is counted from here on does not belong to the loading of modules.
  NAMESPACE.currentTestId = 'tests';
  try {
    await run();
  } catch (error) {
    failed ??= `${title}: ${String(error?.message ?? error).split('\n', 1)[0]}`;
    throw error;
  }
};
const guardedTest = (declare) =>
  new Proxy(declare, {
    apply: (target, self, [title, run, ms]) => Reflect.apply(target, self, [title, guarded(title, run), ms]),
    get: (target, name) => {
      if (name === 'each')
        return (...table) => {
          const declareEach = target.each(...table);
          return (title, run) => declareEach(title, (...row) => guarded(title, () => run(...row))());
        };
      return name === 'only' ? guardedTest(target.only) : target[name];
    },
  });

async function prepare() {
  await import(new URL('./global-setup.js', LIGHT_RUNNER).href);
  globalThis.it = guardedTest(globalThis.it);
  for (const name of ['beforeAll', 'beforeEach']) {
    const declare = globalThis[name];
    globalThis[name] = (run) => declare(guarded(name, run));
  }
  const { default: run, setWorkerData } = await import(new URL('./worker-runner.js', LIGHT_RUNNER).href);
  const projectConfig = {
    rootDir: ROOT,
    setupFiles: [],
    setupFilesAfterEnv: [],
    snapshotSerializers: [],
    snapshotFormat: {},
    transform: [],
    slowTestThreshold: 60,
  };
  const globalConfig = { testNamePattern: null, updateSnapshot: 'none', expand: false };
  setWorkerData({ globalConfig, projectConfig, runtime: 'main_thread' });
  return run;
}

/** The first failure of a spec file, or null. */
async function firstFailure(run, spec) {
  failed = null;
  try {
    const { numFailingTests, failureMessage } = await run(`${ROOT}${spec}`);
    return failed ?? (numFailingTests > 0 ? failureMessage.split('\n', 2).join(' ') : null);
  } catch (error) {
    return `not loaded: ${error?.message ?? error}`;
  }
}

const ready = prepare();
process.on('message', async ({ mutant, specs }) => {
  NAMESPACE.activeMutant = mutant;
  const run = await ready;
  let found = null;
  for (const spec of specs) {
    const failure = await firstFailure(run, spec);
    if (failure === null) continue;
    found = { spec, failure };
    break;
  }
  process.send({ found, coverage: mutant === null ? NAMESPACE.mutantCoverage : undefined });
});
process.on('disconnect', () => process.exit());
// A room under a mutant may reject where nobody listens: its tests say whether that matters.
process.on('unhandledRejection', () => {});
