import '@heitu/gateway/seeing/seeing';
import '@heitu/gateway/front/metrics';
import '@heitu/gateway/front/load';
import '@heitu/gateway/sending';
import '@heitu/kit/messages/replica';
import '@heitu/kit/messages/replica-call';
import { registry } from '@heitu/kit/serving/metrics';
import { z } from '@heitu/kit/rules/validate';
import { signals } from './signal-metrics.ts';

/** Metrics that our programs declare, by name. Loaded for their declarations: the modules above register them. */
const metric = z.object({
  name: z.string(),
  type: z.enum(['counter', 'gauge', 'histogram', 'summary']),
  labelNames: z.array(z.string()).optional(),
});
export type Declared = z.output<typeof metric>;
export const declaredMetrics = (): Declared[] =>
  [registry, signals]
    .flatMap((one) => one.getMetricsAsArray())
    .map((one) => metric.parse(one))
    .filter(({ name }) => name.startsWith('heitu_'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** What people read above a panel; each metric that is declared has its words here. */
export const METRIC_TITLES: Readonly<Record<string, string>> = {
  heitu_gateway_operation_seconds: '每个操作多快',
  heitu_gateway_answers_total: '网关的回答',
  heitu_gateway_refusals_total: '网关拒绝的请求',
  heitu_gateway_nulls_without_reason_total: '没有理由的空值（应为 0）',
  heitu_gateway_in_flight: '正在回答的请求',
  heitu_gateway_in_flight_max: '最多同时回答多少请求',
  heitu_gateway_queue_seconds: '请求排队多久',
  heitu_gateway_overload_refusals_total: '太忙时拒绝的请求，按轻重',
  heitu_gateway_planning_seconds: '新操作的规划时间',
  heitu_gateway_fetch_seconds: '网关向各服务取数多快',
  heitu_subgraph_operation_seconds: '各服务执行多快',
  heitu_http_request_seconds: 'HTTP 请求多快',
  heitu_events_delivered_total: '送达的消息',
  heitu_job_runs_total: '定时任务',
  heitu_job_seconds: '定时任务多快',
  heitu_database_connection_waits_total: '等数据库连接的语句',
  heitu_person_keys_under_older_master_key: '还在旧主密钥下的个人密钥',
  heitu_events_waiting: '路上的消息',
  heitu_events_oldest_seconds: '最早的消息等了多久',
  heitu_events_parked: '停放的消息（应为 0）',
  heitu_figure: '各服务自己数的数',
  heitu_refusals_total: '被拒绝的操作',
  heitu_refused_calls_total: '被拒的进程间调用（应为 0）',
  heitu_replica_ready: '各副本是否就绪',
  heitu_subgraph_ready: '各服务是否就绪',
  heitu_calls_sent_twice_total: '改送另一副本的调用',
  heitu_certificate_ends_at_seconds: '证书到期时间',
  heitu_key_since_seconds: '密钥启用时间',
  heitu_database_up: '数据库连得上',
  heitu_database_nodes: '数据库有几台在一起',
  heitu_database_nodes_planned: '数据库应有几台',
  heitu_database_queue: '数据库还没写完的',
  heitu_backup_succeeded_at_seconds: '上次备份成功',
  heitu_log_succeeded_at_seconds: '上次把数据库日志送到异地',
  heitu_drill_succeeded_at_seconds: '上次演练成功',
};
