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
const QUIET_AT = 8;

const firing = (name: string): string => `count(ALERTS{alertname="${name}",alertstate="firing"})`;
const sample = (expression: string, minute: number, value: number): string =>
  `      - { expr: '${expression}', eval_time: ${minute}m, exp_samples: [{ value: ${value} }] }`;

/** For promtool: each alert is silent while all is well, and speaks at the end of what is told of it. */
export const rulesTest = (rules: string): string =>
  text(
    `rule_files: [${rules}]`,
    'evaluation_interval: 1m',
    'tests:',
    ...ALERTS.flatMap(({ name, tried }) => [
      '  - interval: 1m',
      `    name: ${name}`,
      '    input_series:',
      ...Object.entries(tried).map(([series, values]) => `      - { series: '${series}', values: '${values}' }`),
      '    promql_expr_test:',
      sample(`${firing(name)} or vector(0)`, QUIET_AT, 0),
      sample(firing(name), Math.max(...Object.values(tried).map(minutesOf)), 1),
    ]),
  );
