import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runMain } from '@heitu/kit/serving/serve';
import { say } from './progress.ts';

const USAGE = `./run <command>

  start                     the platform, the demo county and the sandbox, on SQLite under ./data
  build weapp|h5|admin|all  the mini-program for WeChat's developer tools, its pages for a browser, the admin and public pages
  dev                       like start, anew whenever a source file changes
  journey [--url URL]       drives a running platform through its whole path, step by step; with GATEWAY=heitu|apollo one of its own
  test [jest arguments]     every check and test, on SQLite and on a MariaDB of its own
  bench hot [--json] [--orders N] [--profile DIR]   more buyers than goods: exactness and speed, on a MariaDB of its own
  bench pages|purchase [--json] [--products N] [--orders N]   what a page and a purchase cost, beside the least that this machine can do
  bench gateway [--json] [--rounds N]   CPU of our gateway beside the stock one, over the same subgraphs
  bench memory [--json] [--requests N] [--operations N]   many different operations again and again: memory must stay flat
  bench phone [--json]   when the first page's list stands on an old phone with 4G, and how smoothly five hundred products scroll
  faults [--kills N] [--seed N] [--json]   kills real processes and the database while people trade, then compares all books, on a MariaDB of its own
  simulate [--seed N] [--steps M]    a county under one seed: crashes, lost and repeated messages, and every invariant
  audit verify [--from N] [--anchor SEQUENCE:HASH]   checks the audit chain from link N on, and against a published head somebody kept
  trace-key replace [--leaked-since TIME | --lost PUBLIC.pem] [--out FILE]   a new trace key, handed over to by the one in use
  admin recover <login>     lets an administrator in again who lost phone, recovery codes and password
  pictures DIR [--readme]   pictures of the main pages, phone and desk; --readme: the small ones of docs/pictures
  check                     types, lint, import rules, drift of generated files
  serve <name>              one subgraph, the gateway or the sandbox as a process of its own
  seed [--products N] [--orders N]   loads the demo county, larger if asked
  backup [--kind full|differential|incremental]   takes what is due, or the kind asked for
  restore --list | --to <empty folder or mysql://server> [--at 2026-11-25T08:00] [--only <subgraph>] [--from local|off-site]
  drill [--kind ordinary|severe]     restores the newest set beside the platform, compares, times and records it
  events parked             what no consumer would take; events release <id> | --all tries it again
  compose [--check]         writes schema/ from the subgraphs
  trace [--check]           writes docs/TRACE.md from clauses, code and tests
  settings [--check]        writes docs/SETTINGS.md from the tables of settings, and fails where they and the code differ
  migrations [--check]      writes migrations for entities that changed
`;
const EX_USAGE = 64;

const [command, ...args] = process.argv.slice(2);
const flag = (name: string): string | undefined => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? undefined : args[at + 1];
};
const count = (name: string): number | undefined => (flag(name) === undefined ? undefined : Number(flag(name)));

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

/** What is served besides the subgraphs. */
const SERVERS: Readonly<Record<string, string>> = {
  gateway: 'gateway/src/server.ts',
  sandbox: 'tools/src/serve-sandbox.ts',
};

const COMMANDS: Record<string, () => Promise<number | void>> = {
  start: async () => runMain(async () => (await import('./start.ts')).start(process.env)),
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
  journey: () => node('tests/journeys/run.ts', args),
  faults: () => node('tests/faults/run.ts', args),
  simulate: () => node('tests/simulation/run.ts', args),
  'trace-key': async () =>
    runMain(async () => void (process.exitCode = (await import('./trace-key.ts')).traceKey(args, process.env))),
  audit: async () =>
    runMain(async () => void (process.exitCode = await (await import('./audit.ts')).audit(args, process.env))),
  admin: async () =>
    runMain(async () => void (process.exitCode = await (await import('./admin.ts')).admin(args, process.env))),
  build: async () => (await import('./build-clients.ts')).build(args),
  pictures: async () => {
    if (args.length === 0) return (say('./run pictures DIR | --readme'), EX_USAGE);
    const browser = await (await import('./browser-with.ts')).browserWith('pages');
    return browser ? node('tests/clients/pictures.ts', args, browser) : 1;
  },
  check: async () => ((await import('./check.ts')).check() ? 0 : 1),
  test: async () => (await import('./test.ts')).test(args),
  bench: async () => (await import('./bench.ts')).bench(args),
  serve: async () => {
    const name = args[0] ?? '';
    const file = SERVERS[name] ?? `subgraphs/${name}/src/server.ts`;
    if (!/^[a-z]+$/.test(name) || !existsSync(file)) {
      say(USAGE);
      return EX_USAGE;
    }
    await import(pathToFileURL(file).href);
  },
  seed: async () =>
    runMain(async () =>
      (await import('./seed.ts')).seed(process.env, { products: count('products'), orders: count('orders') }),
    ),
  backup: () =>
    backupCommand(async () => (await import('./backup/take-backup.ts')).takeBackup(process.env, flag('kind'))),
  restore: () =>
    backupCommand(async () =>
      (await import('./backup/restore-set.ts')).restoreSet(process.env, {
        list: args.includes('--list'),
        to: flag('to'),
        at: flag('at'),
        only: flag('only'),
        from: flag('from'),
      }),
    ),
  drill: () => backupCommand(async () => (await import('./backup/run-drill.ts')).runDrill(process.env, flag('kind'))),
  events: async () =>
    runMain(async () => void (process.exitCode = await (await import('./events.ts')).events(process.env, args))),
  compose: async () =>
    report(args, 'schema', async (checkOnly) => (await import('./compose.ts')).composeSchemas(checkOnly)),
  migrations: async () =>
    report(args, 'migrations', async (checkOnly) => (await import('./migrations.ts')).makeMigrations(checkOnly)),
  trace: () => node('tools/src/trace.ts', args),
  settings: async () => {
    const problems = (await import('./settings.ts')).settings(args.includes('--check'));
    for (const problem of problems) say(problem);
    if (problems.length === 0) say('settings: up to date');
    return problems.length === 0 ? 0 : 1;
  },
};

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
  options: readonly string[],
  what: string,
  make: (checkOnly: boolean) => Promise<string[]> | string[],
): Promise<number> {
  const checkOnly = options.includes('--check');
  const changed = await make(checkOnly);
  for (const name of changed) say(`${checkOnly ? 'out of date' : 'written'}: ${name}`);
  if (changed.length === 0) say(`${what}: up to date`);
  return checkOnly && changed.length > 0 ? 1 : 0;
}

/** Whether it serves our supergraph, or runs what does. */
function needsSchema(env: Readonly<Record<string, string | undefined>>): boolean {
  if (command === 'serve') return args[0] === 'gateway' && !env['SUPERGRAPH_FILE'];
  return ['start', 'dev', 'test', 'journey', 'faults', 'simulate', 'bench', 'pictures'].includes(command ?? '');
}

const run = COMMANDS[command ?? ''];
if (!run) {
  say(USAGE);
  process.exit(command ? EX_USAGE : 0);
}
if (needsSchema(process.env) && !(await import('./built-schema.ts')).ensureBuiltSchema()) process.exit(1);
const code = await run();
if (typeof code === 'number') process.exit(code);
