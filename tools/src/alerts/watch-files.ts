import { copiesOf, portOf, PORTS, PROCESSES, text, type Files, type Plan } from '../deploy/plan.ts';
import { ALWAYS } from './alert-table.ts';
import { dashboard } from './dashboard.ts';
import { rulesFile, rulesTest } from './rules.ts';

const prometheus = (plan: Plan): string =>
  text(
    'global: { scrape_interval: 15s, evaluation_interval: 15s }',
    'rule_files: [/etc/prometheus/heitu.rules.yml]',
    'alerting: { alertmanagers: [{ static_configs: [{ targets: ["127.0.0.1:9093"] }] }] }',
    'scrape_configs:',
    '  - job_name: heitu',
    '    static_configs:',
    ...PROCESSES.map((name) => {
      const targets = plan.hosts.flatMap((host) => copiesOf(plan).map((copy) => `"${host}:1${portOf(name, copy)}"`));
      return `      - { targets: [${targets.join(', ')}], labels: { process: ${name} } }`;
    }),
    '  - job_name: machine',
    `    static_configs: [{ targets: [${plan.hosts.map((host) => `"${host}:9100"`).join(', ')}] }]`,
  );

const alertmanager = (): string =>
  text(
    'route:',
    '  receiver: people',
    '  group_by: [alertname]',
    '  group_wait: 30s',
    '  group_interval: 5m',
    '  repeat_interval: 2h',
    '  routes:',
    `    - matchers: ['alertname="${ALWAYS}"']`,
    '      group_wait: 0s',
    '      group_interval: 1m',
    '      repeat_interval: 1m',
    '    - { matchers: [\'urgency="day"\'], receiver: people, repeat_interval: 24h }',
    'receivers:',
    '  - name: people',
    `    webhook_configs: [{ url: "http://127.0.0.1:${PORTS.alarm}/alarms", send_resolved: true }]`,
  );

/** What watches the platform, best on another machine. */
export const watchFiles = (plan: Plan): Files => ({
  'etc/prometheus/prometheus.yml': prometheus(plan),
  'etc/prometheus/heitu.rules.yml': rulesFile(),
  'etc/prometheus/heitu.rules.test.yml': rulesTest('heitu.rules.yml'),
  'etc/prometheus/alertmanager.yml': alertmanager(),
  'etc/grafana/heitu-dashboard.json': dashboard(),
});
