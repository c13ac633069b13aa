import { startBenchPlatform } from './platform.ts';
import { runHot, SCENARIOS, type Measured, type ScenarioReport } from './hot.ts';

/** `./run bench hot [--json] [--orders N] [--only 16,64] [--profile DIR]`: exit 1 where anything is not exact. */
const [bench, ...args] = process.argv.slice(2);
const value = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const json = args.includes('--json');
const only = value('--only')?.split(',');
const orders = Number(value('--orders') ?? 500);
const EX_USAGE = 64;
const say = (line: string): void => void process.stderr.write(`heitu: ${line}\n`);

if (bench !== 'hot' || !Number.isSafeInteger(orders) || orders < 1) {
  say('./run bench hot [--json] [--orders N] [--only 16,64] [--profile DIR]');
  process.exit(EX_USAGE);
}

const measured = ({ paid, refused, errors, stuck, ordersPerSecond }: ScenarioReport): Measured => ({ paid, refused, errors, stuck, ordersPerSecond });

function table(reports: readonly ScenarioReport[]): string {
  const head = ['', 'paid', 'refused', '(quote)', 'errors', 'stuck', 'orders/s', 'p50 ms', 'p99 ms', 'CPU s/1000:', 'server', 'database', 'sandbox', 'driver', 'all', 'statements', 'commits'];
  const rows = reports.map(({ name, cpuSeconds, ...report }) => {
    const { server, database, sandbox, driver } = cpuSeconds;
    return [name, report.paid, report.refused, report.refusedAt.quote, report.errors, report.stuck, report.ordersPerSecond, report.p50Ms, report.p99Ms, '', server, database, sandbox, driver, Math.round((server + database + sandbox + driver) * 10) / 10, report.statements, report.commits].map(String);
  });
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  return [head, ...rows].map((row) => row.map((cell, i) => cell.padStart(widths[i]!)).join('  ')).join('\n');
}

const platform = await startBenchPlatform(process.env['TEST_DATABASE_URL']!, value('--profile'));
let reports: ScenarioReport[];
try {
  reports = await runHot(platform, { orders, buyers: orders * 2, scenarios: SCENARIOS.filter(({ name }) => only?.includes(name) ?? true), tell: json ? undefined : say });
} finally {
  await platform.stop();
}
const [, ...counted] = reports;
process.stdout.write(json ? `${JSON.stringify(Object.fromEntries(counted.map((report) => [report.name, measured(report)])))}\n` : `${table(reports)}\n`);
const violations = reports.flatMap(({ name, violations }) => violations.map((text) => `${name}: ${text}`));
for (const violation of violations) say(violation);
process.exit(violations.length > 0 ? 1 : 0);
