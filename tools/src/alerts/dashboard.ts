import { declaredMetrics, METRIC_TITLES, type Declared } from './declared.ts';

const COLUMNS = 2;
const WIDTH = 24 / COLUMNS;
const HEIGHT = 8;

/** How a metric of a kind is drawn: what grows by its rate, times by their slowest hundredth, the rest as it is. */
function queryOf({ name, type, labelNames = [] }: Declared): string {
  const by = labelNames.filter((label) => label !== 'le' && label !== 'outcome').slice(0, 2);
  if (type === 'histogram')
    return `histogram_quantile(0.99, sum by (${['le', ...by].join(', ')}) (rate(${name}_bucket[5m])))`;
  if (type === 'counter') return `sum by (${labelNames.slice(0, 2).join(', ')}) (rate(${name}[5m]))`;
  return `max by (${labelNames.join(', ')}) (${name})`;
}
const unitOf = ({ name, type }: Declared): string =>
  name.endsWith('_seconds') ? (type === 'histogram' ? 's' : 'dateTimeAsIso') : 'short';

const panelOf = (metric: Declared, i: number): object => ({
  id: i + 1,
  type: 'timeseries',
  title: METRIC_TITLES[metric.name] ?? metric.name,
  description: metric.name,
  gridPos: { x: (i % COLUMNS) * WIDTH, y: Math.floor(i / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
  datasource: { type: 'prometheus', uid: '${source}' },
  fieldConfig: {
    defaults: { unit: unitOf(metric) },
    overrides: [],
  },
  targets: [
    {
      refId: 'A',
      expr: unitOf(metric) === 'dateTimeAsIso' ? `1000 * (${queryOf(metric)})` : queryOf(metric),
      legendFormat: (metric.labelNames ?? []).map((label) => `{{${label}}}`).join(' '),
    },
  ],
});

const PAGE = {
  id: null,
  uid: 'heitu',
  title: '黑土',
  schemaVersion: 39,
  version: 1,
  refresh: '30s',
  time: { from: 'now-6h', to: 'now' },
  annotations: { list: [] },
  templating: { list: [{ name: 'source', type: 'datasource', query: 'prometheus', label: '数据源' }] },
};

/** A page of Grafana with a panel, on a line, for each metric that is declared. */
export function dashboard(): string {
  const panels = declaredMetrics().map((metric, i) => JSON.stringify(panelOf(metric, i)));
  return `${JSON.stringify(PAGE).slice(0, -1)},"panels":[\n${panels.join(',\n')}\n]}\n`;
}
