import type { SettingGroup } from './setting.ts';

/** What every process of the platform reads. */
export const PROCESS_SETTINGS = {
  title: 'Every process',
  settings: [
    {
      name: 'NODE_ENV',
      default: '',
      meaning: '`production` turns the simulated world off, demands keys from outside and makes limits strict.',
    },
    {
      name: 'PORT',
      default: '4000',
      meaning: 'The port of the gateway (GraphQL at /graphql), or of the one process that is served.',
    },
    { name: 'HOST', default: '127.0.0.1', meaning: 'The address to listen on.' },
    {
      name: 'PUBLIC_URL',
      default: 'http://HOST:PORT',
      meaning: 'The address at which the outside reaches the gateway. Providers call back there.',
    },
    {
      name: 'DATA_DIR',
      default: './data',
      meaning: 'The folder of the SQLite files, the encrypted files and the keys of a local start.',
    },
    {
      name: '<SUBGRAPH>_URL',
      default: '',
      meaning:
        'Where a subgraph is served that runs in another process: http://host:port, several replicas separated by commas. An address with a path (http://host:port/graphql) is taken for a subgraph of any make and asked without our signature. Where the variable is missing, the gateway uses the address in SUPERGRAPH_FILE in the same way.',
      requiredInProduction: 'gateway, all six, unless SUPERGRAPH_FILE is set',
    },
    {
      name: 'SIGNING_KEY',
      default: 'generated under DATA_DIR/keys',
      meaning: "The process's own Ed25519 private key (PEM). It signs calls between processes.",
      requiredInProduction: 'always, except in a gateway that asks only subgraphs of other makes',
    },
    {
      name: 'SANDBOX',
      default: '1, or 0 with NODE_ENV=production',
      meaning:
        '`1` runs against the simulated outside world with its movable clock. A sandbox that is served alone writes its settings to DATA_DIR/sandbox.env, and other processes read there what their environment does not say.',
    },
    {
      name: 'SANDBOX_FORCE',
      default: '0',
      meaning: '`1` allows SANDBOX=1 together with NODE_ENV=production, which is refused otherwise.',
    },
    {
      name: 'METRICS_PORT',
      default: '',
      meaning: 'A port of its own for GET /metrics, for the network of those who watch. Without it PORT answers.',
    },
    { name: 'METRICS_HOST', default: '127.0.0.1', meaning: 'The address that METRICS_PORT listens on.' },
    {
      name: 'METRICS_TOKEN',
      default: '',
      meaning:
        'The token that a reader of /metrics must send (Authorization: Bearer …), at least 16 characters. With NODE_ENV=production and neither METRICS_PORT nor METRICS_TOKEN, only this machine may read /metrics.',
    },
    {
      name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
      default: '',
      meaning:
        "Where OpenTelemetry traces of gateway, subgraphs and SQL (without values) are sent, OTLP over HTTP. Without it nothing is traced. Other OTEL_EXPORTER_OTLP_… variables are the library's own.",
    },
    {
      name: 'OTEL_TRACES_SAMPLER_ARG',
      default: '1',
      meaning: 'The share of requests that are traced: 0.1 traces one in ten.',
    },
    {
      name: 'OTEL_SERVICE_NAME',
      default: '`heitu-<process>`',
      meaning: 'The name under which the process appears in traces.',
    },
    {
      name: 'OTEL_BSP_SCHEDULE_DELAY',
      default: '5000',
      meaning: 'How many milliseconds traces are gathered before they are sent.',
    },
    {
      name: 'LOG_LEVEL',
      default: 'info; warn with `./run start`',
      meaning: 'The least severe level that is logged: fatal, error, warn, info, debug, or silent.',
    },
  ],
} as const satisfies SettingGroup;

/** What every process reads that opens a database or answers signed calls: the subgraphs and our own commands. */
export const DATA_SETTINGS = {
  title: 'Every subgraph, and the commands that open databases',
  settings: [
    {
      name: 'DATABASE_URL',
      default: 'sqlite:DATA_DIR',
      meaning: 'mysql://user:password@host:port of MySQL or MariaDB, with one database `heitu_<subgraph>` each.',
    },
    {
      name: 'DATABASE_URL_<SUBGRAPH>',
      default: '',
      meaning: "One subgraph's own database, with its name. It goes before DATABASE_URL.",
    },
    {
      name: 'MASTER_KEYS',
      default: 'generated under DATA_DIR/keys',
      meaning:
        "Keys of 64 hexadecimal digits, separated by commas, the newest first. They wrap the keys under which each person's data is encrypted. [运维手册](zh/运维手册.md) says how to change one.",
      requiredInProduction: 'always',
    },
    {
      name: 'TRUSTED_KEYS',
      default: 'DATA_DIR/keys',
      meaning:
        'JSON {process: public key PEM} of the processes whose calls are accepted. It holds two PEM blocks, one after the other, while a key is replaced.',
      requiredInProduction: 'in separate processes',
    },
  ],
} as const satisfies SettingGroup;
