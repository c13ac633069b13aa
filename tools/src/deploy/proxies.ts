import { addressesOf, isAlone, PORTS, text, type Files, type Plan } from './plan.ts';

/** Answers that came from other machines look as they did here: nothing of a client's is believed. */
const caddyfile = (plan: Plan): string =>
  text(
    '{',
    '\tgrace_period 30s',
    '\tservers {',
    '\t\ttimeouts {',
    '\t\t\tread_header 10s',
    '\t\t\tread_body 30s',
    '\t\t\tidle 2m',
    '\t\t}',
    '\t}',
    '}',
    `${plan.site} {`,
    // Three machines share one certificate: an authority's challenge would reach only one of them.
    !isAlone(plan) && '\ttls /etc/heitu/tls/cert.pem /etc/heitu/tls/key.pem',
    '\tencode gzip',
    '\trequest_body {',
    '\t\tmax_size 16MB',
    '\t}',
    '\thandle /metrics {',
    '\t\trespond 404',
    '\t}',
    '\thandle {',
    `\t\treverse_proxy 127.0.0.1:${PORTS.balancer}`,
    '\t}',
    '}',
  );

/**
 * The balancer in front of gateways. One that hangs is seen within three seconds; what was sent to it until then is cut
 * off, and clients send it again. `./run faults` kills gateways behind this very text.
 */
export const gatewayBalancer = (port: number, addresses: readonly string[]): string =>
  text(
    'defaults',
    '  mode http',
    '  timeout connect 1s',
    '  timeout client 60s',
    '  timeout server 60s',
    '  timeout check 900ms',
    '  option redispatch',
    'frontend heitu',
    `  bind 127.0.0.1:${port}`,
    '  default_backend gateways',
    'backend gateways',
    '  balance leastconn',
    '  option httpchk GET /health/ready',
    '  default-server check inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions',
    ...addresses.map((address, i) => `  server gateway-${i + 1} ${address}`),
  );

/**
 * All machines write to the first node that takes writes (decision 69). Whoever writes to another when it is back is
 * cut off: two that write at once would meet each other only at commit. The check has longer than the database itself:
 * a machine that is busy is not dead, and to cut off all who write makes it busier.
 */
const writerBalancer = ({ hosts }: Plan): string =>
  text(
    'listen writer',
    '  mode tcp',
    `  bind 127.0.0.1:${PORTS.writer}`,
    '  timeout client 8h',
    '  timeout server 8h',
    '  timeout check 4s',
    '  option httpchk GET /',
    '  default-server inter 1s fastinter 500ms fall 2 rise 10 on-marked-down shutdown-sessions',
    ...hosts.map((host, i) => {
      const role = i === 0 ? ' on-marked-up shutdown-backup-sessions' : ' backup';
      return `  server node-${i + 1} ${host}:3306 check port ${PORTS.databaseCheck}${role}`;
    }),
  );

/** More than machines differ by. */
const LIGHTER_BY = 50;
/**
 * The way that people come: a machine whose Caddy is dead does not keep the address. It only weighs less: where none
 * can serve, as while the databases agree who is left of them, the address stays and need not be found again.
 */
const keepalived = ({ site, here, hosts, shared, card }: Plan): string =>
  text(
    'vrrp_script heitu {',
    `  script "/usr/bin/curl -sfk -o /dev/null -m 2 --resolve ${site}:443:127.0.0.1 https://${site}/health/ready"`,
    '  interval 2',
    '  fall 2',
    '  rise 2',
    `  weight -${LIGHTER_BY}`,
    '}',
    'vrrp_instance heitu {',
    '  state BACKUP',
    `  interface ${card ?? 'eth0'}`,
    '  virtual_router_id 84',
    `  priority ${100 - hosts.indexOf(here)}`,
    '  virtual_ipaddress {',
    `    ${shared}`,
    '  }',
    '  track_script {',
    '    heitu',
    '  }',
    '}',
  );

/** Debian's own units leave these two dead where they die. */
const RESTARTED = text('[Unit]', 'StartLimitIntervalSec=0', '[Service]', 'Restart=always', 'RestartSec=1');

export const proxyFiles = (plan: Plan): Files => ({
  'etc/systemd/system/caddy.service.d/heitu.conf': RESTARTED,
  'etc/caddy/Caddyfile': caddyfile(plan),
  'etc/haproxy/haproxy.cfg':
    gatewayBalancer(PORTS.balancer, addressesOf(plan, 'gateway')) + (isAlone(plan) ? '' : writerBalancer(plan)),
  ...(!isAlone(plan) &&
    plan.shared !== undefined && {
      'etc/keepalived/keepalived.conf': keepalived(plan),
      'etc/systemd/system/keepalived.service.d/heitu.conf': RESTARTED,
    }),
});
