import { given, numberOr } from '@heitu/tools/command-line';
import { runFaults, type FaultsReport } from './faults.ts';
import type { HangReport } from './hangs.ts';

/** `./run faults`: exit 1 where anything is not as it must be. */
const KILLS = 200;
/** Each process once, the database last. */
const HANGS = 11;
const { values } = given('faults');
const seed = numberOr(values.seed, Math.floor(Math.random() * 2 ** 31));
const kills = numberOr(values.kills, KILLS);
const hangs = numberOr(values.hangs, HANGS);
const say = (line: string): void => void process.stderr.write(`heitu: ${line}\n`);

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';

const hangRow = (
  process: string,
  asked: unknown,
  inFlight: unknown,
  failed: unknown,
  slowest: unknown,
  dark: string,
): string => {
  const columns = [
    [asked, 7],
    [inFlight, 11],
    [failed, 8],
    [slowest, 12],
  ] as const;
  return `${process.padEnd(12)}${columns.map(([one, width]) => String(one).padStart(width)).join('')}  ${dark}`;
};
const darkOf = ({ isDoubled, refused, refusedAfterMs }: HangReport): string =>
  isDoubled ? 'nothing: there are two' : `${refused} refused, at most after ${refusedAfterMs} ms`;

function text(report: FaultsReport): string {
  const { requests } = report;
  return [
    `${'process'.padEnd(12)}${'kills'.padStart(7)}${'ready after ms'.padStart(16)}${'longest'.padStart(9)}  ended by itself`,
    ...report.processes.map(
      (row) =>
        `${row.process.padEnd(12)}${String(row.kills).padStart(7)}${String(row.readyMs.median).padStart(16)}${String(row.readyMs.max).padStart(9)}  ${row.deaths.join(', ')}`,
    ),
    '',
    hangRow('hung', 'asked', 'in flight', 'failed', 'slowest ms', 'what only it answers'),
    ...report.hangs.map((row) =>
      hangRow(row.process, row.asked, row.failedInFlight, row.failed, row.slowestMs, darkOf(row)),
    ),
    '',
    `requests      ${requests.answered} answered (${requests.accepted} accepted, ${requests.refused} refused), the slowest after ${requests.slowestMs} ms; sent again: ${list(requests.sentAgain)}`,
    ...Object.entries(report.ends).map(([what, counts]) => `${what.padEnd(14)}${list(counts)}`),
    `outside       ${list(report.outside)}`,
    `at rest       ${report.restedAfterMs} ms after the last kill; the whole run took ${report.seconds} s`,
    `violations    ${report.violations.length === 0 ? 'none' : ''}`,
    ...report.violations.flatMap(({ invariant, rows }) => [`  ${invariant}`, ...rows.map((row) => `    ${row}`)]),
    ...(report.logs ? [`logs, tables and the provider's books: ${report.logs}`] : []),
    '',
  ].join('\n');
}

say(`faults: seed ${seed}, ${kills} kills, ${hangs} hangs`);
const report = await runFaults({ seed, kills, hangs, tell: say });
process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : text(report));
process.exit(report.violations.length > 0 ? 1 : 0);
