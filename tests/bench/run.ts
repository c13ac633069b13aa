import { given, numberOr } from '@heitu/tools/command-line';
import { startBenchPlatform } from './platform.ts';
import { runHot, SCENARIOS, type Measured, type ScenarioReport } from './hot.ts';
import { runReadings } from './readings.ts';
import { runSoak } from './soak.ts';
import { runYears } from './years.ts';
import { runPages, runPurchase, type Figures, type Report } from './pages.ts';

/**
 * `./run bench hot|pages|purchase|soak|years|readings`: exit 1 where anything is not exact, or was answered with an
 * error.
 */
const [bench = '', ...args] = process.argv.slice(2);
const say = (line: string): void => void process.stderr.write(`heitu: ${line}\n`);
const tell = args.includes('--json') ? undefined : say;
const serverUrl = process.env['TEST_DATABASE_URL']!;

const table = (head: readonly string[], rows: readonly (readonly unknown[])[]): string => {
  const texts = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, i) => Math.max(...texts.map((row) => row[i]!.length)));
  return texts.map((row) => row.map((cell, i) => cell.padStart(widths[i]!)).join('  ')).join('\n');
};
/** Prints, tells what went wrong, and ends. */
function finish(line: unknown, text: string, problems: readonly string[]): never {
  process.stdout.write(`${tell ? text : JSON.stringify(line)}\n`);
  for (const problem of problems) say(problem);
  process.exit(problems.length > 0 ? 1 : 0);
}

const HOT_COLUMNS = [
  '',
  'paid',
  'orders',
  'refused',
  '(quote)',
  'errors',
  'stuck',
  'paid/s',
  'p50 ms',
  'p99 ms',
  'CPU s/1000:',
  'server',
  'database',
  'sandbox',
  'driver',
  'all',
  'statements',
  'commits',
];

const hotRow = ({ name, cpuSeconds: { server, database, sandbox, driver }, ...report }: ScenarioReport) => [
  name,
  report.paid,
  report.orders,
  report.refused,
  report.refusedAt.quote,
  report.errors,
  report.stuck,
  report.ordersPerSecond,
  report.p50Ms,
  report.p99Ms,
  '',
  server,
  database,
  sandbox,
  driver,
  Math.round((server + database + sandbox + driver) * 10) / 10,
  report.statements,
  report.commits,
];

async function hot(): Promise<never> {
  const { values } = given('bench hot', args);
  const only = values.only?.split(',');
  const orders = numberOr(values.orders, 500);
  const platform = await startBenchPlatform(serverUrl, { profileDir: values.profile });
  const reports = await runHot(platform, {
    orders,
    buyers: orders * 2,
    scenarios: SCENARIOS.filter(({ name }) => only?.includes(name) ?? true),
    tell,
  }).finally(platform.stop);
  const measured = ({ paid, refused, errors, stuck, ordersPerSecond }: ScenarioReport): Measured => ({
    paid,
    refused,
    errors,
    stuck,
    ordersPerSecond,
  });
  const rows = reports.map(hotRow);
  const [, ...counted] = reports;
  return finish(
    Object.fromEntries(counted.map((report) => [report.name, measured(report)])),
    table(HOT_COLUMNS, rows),
    reports.flatMap(({ name, violations }) => violations.map((text) => `${name}: ${text}`)),
  );
}

async function pages(run: typeof runPages, name: 'bench pages' | 'bench purchase'): Promise<never> {
  const { values } = given(name, args);
  const county = ['--products', values.products ?? '1000', '--orders', values.orders ?? '2000'];
  tell?.(`a county with ${county.join(' ')}`);
  const platform = await startBenchPlatform(serverUrl, { profileDir: values.profile, county });
  const { pages, floor } = await run(platform, { serverUrl, only: values.only?.split(','), tell }).finally(
    platform.stop,
  );
  const row = (name: string, figures: Figures) => [
    name,
    figures.cpuServer,
    figures.cpuDb,
    figures.sql,
    figures.p50Ms,
    figures.p99Ms,
    figures.ordersPerSecond ?? '',
  ];
  const rowsOf = (report: Report, prefix = '') =>
    Object.entries(report.figures).map(([name, figures]) => row(prefix + name, figures));
  return finish(
    { ...pages.figures, floor: floor.figures },
    table(
      ['', 'server s/1000', 'database s/1000', 'statements', 'p50 ms', 'p99 ms', 'orders/s'],
      [...rowsOf(pages), ...rowsOf(floor, 'floor: ')],
    ),
    [...pages.errors, ...floor.errors],
  );
}

async function soak(): Promise<never> {
  const { values } = given('bench soak', args);
  const platform = await startBenchPlatform(serverUrl, { county: ['--products', '1000', '--orders', '2000'] });
  const { report, problems } = await runSoak(platform, {
    perSecond: numberOr(values.rate, 200),
    seconds: numberOr(values.seconds, 30),
    tell,
  }).finally(platform.stop);
  return finish(
    report,
    Object.entries(report)
      .map(
        ([phase, figures]) =>
          `${phase}\n${Object.entries(figures)
            .map(([name, figure]) => `  ${name.padEnd(24)} ${figure}`)
            .join('\n')}`,
      )
      .join('\n'),
    problems,
  );
}

async function readings(): Promise<never> {
  given('bench readings', args);
  const platform = await startBenchPlatform(serverUrl);
  const { pushes, errors } = await runReadings(platform, { serverUrl, tell }).finally(platform.stop);
  const rows = Object.entries(pushes).map(([count, { floor, ...own }]) => [
    count,
    own.readingsPerSecond,
    own.cpuServer,
    own.cpuDb,
    own.sql,
    own.p99Ms,
    floor.cpuServer,
    floor.cpuDb,
    own.timesFloorCpu,
  ]);
  const head = [
    'a push',
    'readings/s',
    'server s/1000',
    'database',
    'statements',
    'p99 ms',
    'floor',
    'floor db',
    'times',
  ];
  return finish(pushes, table(head, rows), errors);
}

async function years(): Promise<never> {
  const { values } = given('bench years', args);
  const report = await runYears(serverUrl, {
    years: numberOr(values.years, 5),
    orders: numberOr(values.orders, 200),
    tell,
  });
  const { grown, orders, notAsked, ...counted } = report;
  const rows = grown.map(({ name, month, years: old }) => [name, month.rows, old.rows, month.cpuMs, old.cpuMs]);
  return finish(
    report,
    `${JSON.stringify({ ...orders, ...counted, notAsked: notAsked.length })}\n${table(['', 'rows, month', 'rows, years', 'CPU ms, month', 'CPU ms, years'], rows)}`,
    grown.map(({ name }) => `${name} costs more in the county of years`),
  );
}

if (bench === 'soak') await soak();
else if (bench === 'years') await years();
else if (bench === 'readings') await readings();
else if (bench === 'purchase') await pages(runPurchase, 'bench purchase');
else if (bench === 'pages') await pages(runPages, 'bench pages');
else await hot();
