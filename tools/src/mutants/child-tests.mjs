/** Jest's globals for a child of `./run mutants`: some of a file's tests, and none after the first failure. */

/**
 * What is asked of the file that is running: its tests by their place in it, or all; under which mutant, in its tests
 * and while modules load.
 */
export const only = { tests: null, declared: 0, failed: null, mutant: null, whileLoading: null };
/** The describe block that is being declared, and how many tests it has within. */
let block = { tests: 0, parent: null };

export function startFile(tests) {
  Object.assign(only, { tests, declared: 0, failed: null });
  block = { tests: 0, parent: null };
}

let namespace;
/** What a test or a hook does, unless something has failed before it. */
const guarded = (title, run) => async () => {
  if (only.failed) throw new Error('something failed before');
  // What is counted from here on does not belong to the loading of modules.
  namespace.currentTestId = 'tests';
  namespace.activeMutant = only.mutant;
  try {
    await run();
  } catch (error) {
    only.failed ??= `${title}: ${String(error?.message ?? error).split('\n', 1)[0]}`;
    throw error;
  }
};

/** Whether the next test of the file is asked; its blocks count it. */
function isAsked() {
  const number = only.declared++;
  if (only.tests && !only.tests.includes(number)) return false;
  for (let within = block; within; within = within.parent) within.tests++;
  return true;
}
const watchedTest = (declare) =>
  new Proxy(declare, {
    apply: (target, self, [title, run, ms]) =>
      isAsked() ? Reflect.apply(target, self, [title, guarded(title, run), ms]) : undefined,
    get: (target, name) => {
      if (name === 'each')
        return (rows) => (title, run) => {
          for (const row of rows)
            if (isAsked()) target.each([row])(title, (...values) => guarded(title, () => run(...values))());
        };
      return name === 'only' ? watchedTest(target.only) : target[name];
    },
  });

const within = (declare) => {
  const outer = block;
  block = { tests: 0, parent: outer };
  try {
    return declare();
  } finally {
    block = outer;
  }
};
const watchedBlock = (declare) =>
  new Proxy(declare, {
    apply: (target, self, [title, body]) => Reflect.apply(target, self, [title, () => within(body)]),
    get: (target, name) => {
      if (name === 'each')
        return (...table) => {
          const declareEach = target.each(...table);
          return (title, body) => declareEach(title, (...row) => within(() => body(...row)));
        };
      return target[name];
    },
  });

/** Puts itself in the place of jest's globals. */
export function watchTests(counted) {
  namespace = counted;
  globalThis.it = watchedTest(globalThis.it);
  globalThis.describe = watchedBlock(globalThis.describe);
  for (const name of ['beforeAll', 'beforeEach', 'afterAll']) {
    const declare = globalThis[name];
    globalThis[name] = (run) => {
      const own = block;
      // A block of which no test is asked opens nothing, and has nothing to close.
      const ran = name === 'afterAll' ? run : guarded(name, run);
      declare(async () => (own.tests > 0 ? ran() : undefined));
    };
  }
}
