/**
 * A process of `./run mutants` that runs spec files with one mutant switched on, by jest-light-runner's own worker, and
 * stops at the first failure. It answers each message with what it has found.
 */
import { fileURLToPath } from 'node:url';
import { only, startFile, watchTests } from './child-tests.mjs';
import { live } from './live.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LIGHT_RUNNER = import.meta.resolve('jest-light-runner');
/** The second argument: see children.ts. */
const GROWN_BYTES = Number(process.argv[3]);
const NAMESPACE = (globalThis.__stryker__ ??= {});
NAMESPACE.live = live;

async function prepare() {
  await import(new URL('./global-setup.js', LIGHT_RUNNER).href);
  watchTests(NAMESPACE);
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

/** The first failure of a spec file, or of some of its tests; and how many tests it has. */
async function runFile(run, spec, tests = null) {
  NAMESPACE.currentTestId = undefined;
  NAMESPACE.activeMutant = only.whileLoading;
  startFile(tests);
  try {
    const { numFailingTests, failureMessage } = await run(`${ROOT}${spec}`);
    const { failed, declared } = only;
    return { failure: failed ?? (numFailingTests > 0 ? failureMessage.split('\n', 2).join(' ') : null), declared };
  } catch (error) {
    return { failure: `not loaded: ${error?.message ?? error}`, declared: 0 };
  }
}

/**
 * Each run of a spec file loads it as a module of its own, which stays with whatever it holds on to: a process that has
 * grown so far takes no further file, and says what is left.
 */
const isGrown = () => process.memoryUsage.rss() > GROWN_BYTES;

const metInTests = () => Object.keys(NAMESPACE.mutantCoverage?.perTest?.tests ?? {});
/**
 * What a spec file meets while modules load and in its tests, then in each test alone, in the same process: from test
 * `from` on, where another process has grown too far over those before.
 */
async function meet(run, spec, from = 0) {
  const { failure, declared } = await runFile(run, spec);
  const coverage = { inLoading: Object.keys(NAMESPACE.mutantCoverage?.static ?? {}), inTests: metInTests() };
  const alone = [];
  for (let test = from; test < declared; test++) {
    // One at least, or it would never end.
    if (test > from && isGrown())
      return { found: null, coverage: { ...coverage, alone, isWhole: failure === null, next: test } };
    // Emptied, not replaced: instrumented files hold on to it.
    if (NAMESPACE.mutantCoverage) delete NAMESPACE.mutantCoverage.perTest.tests;
    const { failure: needsMore } = await runFile(run, spec, [test]);
    alone.push(needsMore ? null : metInTests());
  }
  // A file that fails here, since it wants a MariaDB too, may have tests that do not.
  if (failure && from === 0 && !alone.some((met) => met !== null)) return { found: { spec, failure } };
  return { found: null, coverage: { ...coverage, alone, isWhole: failure === null } };
}

async function ask(run, asked) {
  for (const [at, { spec, tests }] of asked.entries()) {
    if (at > 0 && isGrown() && only.mutant !== 'none') return { found: null, rest: asked.slice(at) };
    const { failure } = await runFile(run, spec, tests);
    if (failure !== null) return { found: { spec, failure } };
  }
  return { found: null };
}

const ready = prepare();
process.on('message', async ({ mutant, asked, isFresh, from }) => {
  // In a process that is kept modules load as they are: what does not load under a mutant would be broken for good.
  only.mutant = mutant;
  only.whileLoading = isFresh ? mutant : null;
  const run = await ready;
  process.send(mutant === null ? await meet(run, asked[0].spec, from) : await ask(run, asked));
});
process.on('disconnect', () => process.exit());
// A room under a mutant may reject where nobody listens: its tests say whether that matters.
process.on('unhandledRejection', () => {});
