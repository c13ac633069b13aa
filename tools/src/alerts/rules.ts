import { text } from '../deploy/plan.ts';
import { ALERTS, ALWAYS, type Alert } from './alert-table.ts';

const quoted = (value: string): string => JSON.stringify(value);
const labelsOf = ({ urgency }: Alert): string => `{ urgency: ${urgency} }`;
const notesOf = ({ says, page }: Alert): string => `{ summary: ${quoted(says)}, page: ${quoted(page)} }`;

/** What Prometheus watches for. */
export const rulesFile = (): string =>
  text(
    'groups:',
    '  - name: heitu',
    '    rules:',
    ...ALERTS.flatMap((alert) => [
      `      - alert: ${alert.name}`,
      `        expr: ${quoted(alert.when)}`,
      `        for: ${alert.minutes}m`,
      `        labels: ${labelsOf(alert)}`,
      `        annotations: ${notesOf(alert)}`,
    ]),
    `      - alert: ${ALWAYS}`,
    '        expr: vector(1)',
    `        labels: { urgency: always }`,
    `        annotations: { summary: "监控活着" }`,
  );

/** How many minutes a history lasts: each piece holds its value and so many more, the next begins a minute later. */
const minutesOf = (values: string): number =>
  values.split(' ').reduce((sum, piece) => sum + Number(/x(\d+)$/.exec(piece)?.[1] ?? 0) + 1, 0) - 1;
/** The last minute of the first piece: all was well for longer than the alert waits. */
export const wellUntil = ({ tried }: Alert): number =>
  Math.min(...Object.values(tried).map((values) => minutesOf(values.split(' ')[0] ?? '')));

const firing = (name: string): string => `count(ALERTS{alertname="${name}",alertstate="firing"})`;
const sample = (expression: string, minute: number, value: number): string =>
  `      - { expr: '${expression}', eval_time: ${minute}m, exp_samples: [{ value: ${value} }] }`;

/** For promtool: each alert is silent while all is well, and speaks at the end of what is told of it. */
export const rulesTest = (rules: string): string =>
  text(
    `rule_files: [${rules}]`,
    'evaluation_interval: 1m',
    'tests:',
    ...ALERTS.flatMap((alert) => [
      '  - interval: 1m',
      `    name: ${alert.name}`,
      '    input_series:',
      ...Object.entries(alert.tried).map(([series, values]) => `      - { series: '${series}', values: '${values}' }`),
      '    promql_expr_test:',
      sample(`${firing(alert.name)} or vector(0)`, wellUntil(alert), 0),
      sample(firing(alert.name), Math.max(...Object.values(alert.tried).map(minutesOf)), 1),
    ]),
  );
