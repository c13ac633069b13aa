import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runMain } from '@heitu/kit/serving/serve';
import { commandOf, EX_USAGE, given, helpOf, numberOr } from './command-line.ts';
import type { BenchName } from './bench.ts';
import { COMMANDS, type Command, type CommandName } from './commands.ts';
import { say } from './progress.ts';
import { SERVERS } from './servers.ts';

const DAYS_A_YEAR = 365;
/** Of a small county; `--orders` says how many there are in all. */
const ORDERS_A_YEAR = 10_000;

const asked = commandOf(process.argv.slice(2));
const rest = asked?.rest ?? [];

/**
 * Runs Node on one of our files as it runs this one, as a child that gets this process's signals; answers its exit
 * code.
 */
function node(
  file: string,
  rest: readonly string[],
  env: Record<string, string | undefined> = {},
  nodeArgs: readonly string[] = [],
): Promise<number> {
  const child = spawn(process.execPath, [...nodeArgs, ...process.execArgv, file, ...rest], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

const RUNS: Readonly<Record<CommandName, () => Promise<number | void> | number | void>> = {
  start: () => runMain(async () => (await import('./start.ts')).start(process.env)),
  dev: () =>
    node('tools/src/cli.ts', ['start'], {}, [
      '--watch-path=kit',
      '--watch-path=subgraphs',
      '--watch-path=gateway',
      '--watch-path=schema',
      '--watch-path=dist/schema',
      '--watch-path=sandbox',
      '--watch-path=standard',
    ]),
  journey: () => node('tests/journeys/run.ts', rest),
  faults: () => node('tests/faults/run.ts', rest),
  cluster: () => node('tests/cluster/run.ts', rest),
  simulate: () => node('tests/simulation/run.ts', rest),
  mutants: () => {
    const { positionals, values } = given('mutants', rest);
    return ended(async () => (await import('./mutants/mutants.ts')).mutants(positionals, values));
  },
  'trace-key replace': () =>
    ended(async () => (await import('./trace-key.ts')).traceKey(given('trace-key replace', rest).values, process.env)),
  conformance: () =>
    ended(async () => (await import('./conformance.ts')).conformance(given('conformance', rest).values, process.env)),
  recompute: () => ended(async () => (await import('./recompute.ts')).recompute(given('recompute', rest).values)),
  'audit verify': () =>
    ended(async () => (await import('./audit.ts')).audit(given('audit verify', rest).values, process.env)),
  'admin recover': () => ended(async () => (await import('./admin.ts')).recover(rest[0] ?? '', process.env)),
  build: async () => {
    const { positionals, values } = given('build', rest);
    return (await import('./build-clients.ts')).build(positionals, { types: !values['no-types'] });
  },
  pictures: async () => {
    if (rest.length === 0) return (say(helpOf('pictures')), EX_USAGE);
    const browser = await (await import('./browser-with.ts')).browserWith('pages');
    if (!rest.includes('--readme') && !rest.includes('--only'))
      await (await import('./build-clients.ts')).buildExamples();
    return browser ? node('tests/clients/pictures.ts', rest, browser) : 1;
  },
  check: async () => ((await import('./check.ts')).check() ? 0 : 1),
  test: async () => (await import('./test.ts')).test(rest),
  'bench hot': () => bench('hot'),
  'bench pages': () => bench('pages'),
  'bench purchase': () => bench('purchase'),
  'bench soak': () => bench('soak'),
  'bench years': () => bench('years'),
  'bench readings': () => bench('readings'),
  'bench gateway': () => bench('gateway'),
  'bench memory': () => bench('memory'),
  'bench phone': () => bench('phone'),
  'bench trace': () => bench('trace'),
  serve: async () => {
    const name = rest[0] ?? '';
    const file = SERVERS[name] ?? `subgraphs/${name}/src/server.ts`;
    if (!/^[a-z]+$/.test(name) || !existsSync(file)) return (say(`./run serve: there is no ${name}`), EX_USAGE);
    return void (await import(pathToFileURL(file).href));
  },
  seed: () => {
    const { products, orders, years } = given('seed', rest).values;
    const size = {
      products: numberOr(products, undefined),
      orders: numberOr(orders, years === undefined ? undefined : Number(years) * ORDERS_A_YEAR),
      days: years === undefined ? undefined : Number(years) * DAYS_A_YEAR,
    };
    return runMain(async () => (await import('./seed.ts')).seed(process.env, size));
  },
  backup: () =>
    backupCommand(async () =>
      (await import('./backup/take-backup.ts')).takeBackup(process.env, given('backup', rest).values.kind),
    ),
  archive: () =>
    backupCommand(async () => {
      const { archiveLogs, sendLogs } = await import('./backup/log-archive.ts');
      return given('archive', rest).values['off-site'] ? sendLogs(process.env) : archiveLogs(process.env);
    }),
  restore: () =>
    backupCommand(async () =>
      (await import('./backup/restore-set.ts')).restoreSet(process.env, given('restore', rest).values),
    ),
  drill: () => {
    const { positionals, values } = given('drill', rest);
    const [what] = positionals;
    if (what !== undefined && what !== 'recall' && what !== 'power-loss') return (say(helpOf('drill')), EX_USAGE);
    if (what === 'power-loss')
      return backupCommand(async () =>
        (await import('./backup/run-power-loss-drill.ts')).runPowerLossDrill(process.env),
      );
    return backupCommand(async () =>
      what === 'recall'
        ? (await import('./backup/run-recall-drill.ts')).runRecallDrill(process.env, numberOr(values.lots, 1))
        : (await import('./backup/run-drill.ts')).runDrill(process.env, values.kind),
    );
  },
  install: () => ended(async () => (await import('./deploy/install.ts')).install(given('install', rest).values, print)),
  preflight: () =>
    ended(async () => (await import('./deploy/preflight.ts')).preflight(given('preflight', rest).values, print)),
  upgrade: () => ended(async () => (await import('./deploy/upgrade.ts')).upgrade(given('upgrade', rest).values, print)),
  signals: () =>
    ended(async () => {
      const { values } = given('signals', rest);
      const written = await (await import('./alerts/signals.ts')).writeSignals(values);
      if (values.out === undefined) print(written.trimEnd());
      return 0;
    }),
  'events parked': () => ended(async () => (await import('./events.ts')).showParked(process.env)),
  'events release': () => {
    const { positionals, values } = given('events release', rest);
    return ended(async () =>
      (await import('./events.ts')).release(process.env, { all: values.all, one: positionals[0] }),
    );
  },
  compose: () =>
    report('schema', given('compose', rest).values, async (isOnlyChecked) => {
      if (!isOnlyChecked) (await import('./peer-questions.ts')).writeNewQuestions();
      return (await import('./compose.ts')).composeSchemas(isOnlyChecked);
    }),
  deploy: async () => {
    const { check, try: isTried } = given('deploy', rest).values;
    const { tryDeploy, writeDeploy } = await import('./deploy/deploy.ts');
    return isTried ? tryDeploy(print) : report('deploy', { check }, writeDeploy);
  },
  sbom: async () => print((await import('./sbom.ts')).sbom()),
  migrations: () =>
    report('migrations', given('migrations', rest).values, async (isOnlyChecked) =>
      (await import('./migrations.ts')).makeMigrations(isOnlyChecked),
    ),
  plants: () => node('tools/src/plants.ts', rest),
  trace: () => node('tools/src/trace.ts', rest),
  settings: async () => {
    const problems = (await import('./settings.ts')).settings(given('settings', rest).values.check === true);
    for (const problem of problems) say(problem);
    if (problems.length === 0) say('settings: up to date');
    return problems.length === 0 ? 0 : 1;
  },
  help: () => say(helpOf(rest.join(' '))),
};

/** What a command answers, on standard output. */
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const bench = async (what: BenchName): Promise<number> => (await import('./bench.ts')).bench(what, rest);
/** As a main program: its exit code once it has ended, or that of a configuration that cannot be run. */
const ended = (work: () => Promise<number>): Promise<void> =>
  runMain(async () => void (process.exitCode = await work()));

/** A backup command's exit code; a configuration that cannot be run ends it with 78, as it does the others. */
async function backupCommand(work: () => Promise<number>): Promise<number> {
  let code = 1;
  await runMain(async () => {
    code = await (await import('./backup/command.ts')).endWithRefusal(work);
  });
  return code;
}

/** Generated things: with --check names what is out of date and fails, else writes it. */
async function report(
  what: string,
  { check: isOnlyChecked = false }: { check?: boolean },
  make: (isOnlyChecked: boolean) => Promise<string[]> | string[],
): Promise<number> {
  const changed = await make(isOnlyChecked);
  for (const name of changed) say(`${isOnlyChecked ? 'out of date' : 'written'}: ${name}`);
  if (changed.length === 0) say(`${what}: up to date`);
  return isOnlyChecked && changed.length > 0 ? 1 : 0;
}

/** Whether it serves our supergraph, or runs what does. */
function needsSchema(env: Readonly<Record<string, string | undefined>>): boolean {
  const name = asked?.name ?? '';
  if (name === 'serve') return rest[0] === 'gateway' && !env['SUPERGRAPH_FILE'];
  return /^(start|dev|test|journey|faults|cluster|simulate|bench .*|pictures)$/.test(name);
}

async function run(): Promise<number | void> {
  const [first] = process.argv.slice(2);
  if (!first || first === '--help') return say(helpOf());
  if (!asked) {
    say(helpOf(first) || `./run: there is no ${first}; ./run help lists what there is`);
    return EX_USAGE;
  }
  const { name } = asked;
  const { isHandedOn }: Command = COMMANDS[name];
  if (!isHandedOn && rest.includes('--help')) return say(helpOf(name));
  // Whatever was not understood is told before anything begins.
  if (!isHandedOn) given(name, rest);
  return RUNS[name]();
}
if (needsSchema(process.env) && !(await import('./built-schema.ts')).ensureBuiltSchema()) process.exit(1);
const code = await run();
if (typeof code === 'number') process.exit(code);
