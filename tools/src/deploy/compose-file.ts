import { portOf, PROCESSES, settingsOf, text, type ProcessName } from './plan.ts';

const COPIES = [1, 2];

const loaded = (name: ProcessName): string =>
  `set -a; HEITU_NODE_READY=1; for f in ${settingsOf(name).join(' ')}; do . /etc/heitu/$$f.env; done;`;

/** One machine in containers: processes share the host's network, as they do as services. */
export function composeFile(): string {
  const services = PROCESSES.flatMap((name) =>
    COPIES.flatMap((copy) => [
      `  ${name}-${copy}:`,
      '    <<: *process',
      `    environment: { PORT: "${portOf(name, copy)}", METRICS_PORT: "1${portOf(name, copy)}" }`,
      `    command: ["sh", "-c", "${loaded(name)} exec ./run serve ${name}"]`,
    ]),
  );
  return text(
    '# 一台机器，用容器。先在宿主机上 ./run install，见 docs/zh/部署手册.md',
    'x-process: &process',
    '  image: docker.io/library/node:24-trixie-slim',
    '  working_dir: /opt/heitu/current',
    '  network_mode: host',
    '  restart: always',
    '  stop_grace_period: 75s',
    '  volumes:',
    '    - /opt/heitu:/opt/heitu:ro',
    '    - /etc/heitu:/etc/heitu:ro',
    '    - /var/lib/heitu:/var/lib/heitu',
    'services:',
    ...services,
    '  haproxy:',
    '    image: docker.io/library/haproxy:3.0',
    '    network_mode: host',
    '    restart: always',
    '    volumes: ["/etc/haproxy:/usr/local/etc/haproxy:ro"]',
    '  caddy:',
    '    image: docker.io/library/caddy:2',
    '    network_mode: host',
    '    restart: always',
    '    volumes: ["/etc/caddy:/etc/caddy:ro", "/var/lib/caddy:/data"]',
  );
}
