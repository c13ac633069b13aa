import { STALE_SECONDS_OF_NOW } from '@heitu/kit/rules/graphql';
import type { SettingGroup } from '@heitu/kit/serving/setting';

/** What the gateway reads besides the settings of every process. */
export const FRONT_SETTINGS = {
  title: 'The gateway',
  settings: [
    {
      name: 'TRUSTED_PROXIES',
      default: '',
      meaning:
        'Addresses or networks of the proxies in front of the gateway, separated by commas (10.0.0.0/8,127.0.0.1). Only their X-Forwarded-For is believed when the audit trail says where a request came from, and only their X-Forwarded-Proto. With NODE_ENV=production the gateway takes requests from them by https, and from its own machine.',
    },
    {
      name: 'SUPERGRAPH_FILE',
      default: 'dist/schema/supergraph.graphql',
      meaning:
        'The supergraph to serve, ours or any other that Apollo composed. A new file is served as soon as it is there.',
    },
    {
      name: 'AUTHORITY',
      default: 'trust',
      meaning:
        'The subgraph that says who holds a token. Where the supergraph has none of this name, everybody is anonymous.',
    },
    {
      name: 'GATEWAY',
      default: 'heitu',
      meaning:
        'What answers /graphql: `heitu`, our front and executor, or `apollo`, @apollo/server and @apollo/gateway over the same supergraph; gateway/src/engines/README.md says what each gives.',
    },
    {
      name: 'TRUSTED_DOCUMENTS',
      default: 'dist/schema/documents, or none with SUPERGRAPH_FILE',
      meaning:
        'Folders or files, separated by commas, of the operations that clients ask for by hash (JSON {SHA-256: text}). They are planned at start.',
    },
    {
      name: 'FREE_QUERIES',
      default: 'anyone, or partners with NODE_ENV=production',
      meaning:
        'Who may send operations that are no trusted documents: `anyone`, or `partners` (programs that signed in as a client).',
    },
    {
      name: 'ANSWER_KEEP_MS',
      default: '0, or 1000 with NODE_ENV=production',
      meaning:
        'How long the gateway keeps an answer that is the same for everybody, and lets others share one under way. It is at most 1000; 0 turns both off.',
    },
    {
      name: 'STALE_SECONDS_MAX',
      default: '0, or 1800 with NODE_ENV=production',
      meaning: [
        'How old the last good answer that is the same for everybody may be shown while whoever answers (a',
        'subgraph, its database) is away. It says so: `Age`, `Warning: 110`, `extensions.stale`, and a',
        'line on the page. What a recall, a stop of sale or a purchase changes is shown for',
        `${STALE_SECONDS_OF_NOW} seconds at most, and nothing that is one person's ever. 0 shows none.`,
      ].join(' '),
    },
    {
      name: 'COST_MAX',
      default: '20000',
      meaning: 'The most that one operation may cost, as @cost and @listSize count it.',
    },
    { name: 'ANSWER_BYTES_MAX', default: '16777216', meaning: 'The largest answer to one operation.' },
    {
      name: 'REQUEST_DEADLINE_MS',
      default: '20000',
      meaning: 'After how long a request is answered with 504 and its fetches are cancelled.',
    },
    {
      name: 'PLANNING_MS_MAX',
      default: '2000',
      meaning:
        'The processor time in which an operation that is no trusted document is planned, in a thread of its own. ' +
        'Where the machine is busy, the clock may run as long as a request may take.',
    },
    {
      name: 'REQUEST_RECEIVE_MS',
      default: '30000',
      meaning: 'How long a request, uploads included, may take to come in from its first byte to its last.',
    },
    {
      name: 'RATE_PER_CALLER',
      default: 'off, or 600/10 with NODE_ENV=production',
      meaning: 'How many requests one signed-in caller may send in so many seconds: `600/10`, or `off`.',
    },
    {
      name: 'RATE_PER_ADDRESS',
      default: 'off, or 3000/10 with NODE_ENV=production',
      meaning: 'The same for one address (IPv6: one /64). Many people of a village may share one.',
    },
    {
      name: 'RATE_STRANGERS',
      default: 'off, or 300/60 with NODE_ENV=production',
      meaning:
        'How many mutations one address may send whose senders are not signed in: signing in, registering, text messages.',
    },
    {
      name: 'REDIS_URL',
      fill: 'Redis 地址，例如 redis://127.0.0.1:6379（不填则每个网关各自限流）',
      default: '',
      meaning:
        "redis://… or rediss://… where several gateways count these rates and the minutes of partners' programs together. Without it, and while Redis does not answer, each counts for itself.",
    },
    {
      name: 'SLOW_OPERATION_MS',
      default: '0, or 1000 with NODE_ENV=production',
      meaning:
        'From how long on an operation is logged with its plan, its request id and what it sent to databases (no values). 0 logs none.',
    },
    {
      name: 'QUEUE_MS_MAX',
      default: '0, or 100 with NODE_ENV=production',
      meaning:
        'How long requests may stand in a queue. Where even the fastest quarter waits longer, fewer are answered at once and the others get 503 with Retry-After: what everybody may see first, money and orders last. 0 refuses nobody.',
    },
    {
      name: 'GRAPHIQL',
      default: 'on, or off with NODE_ENV=production',
      meaning:
        "`on` or `off`: the page /graphiql with example operations. Where only partners may send free queries, the page works with a partner's token only.",
    },
    {
      name: 'GRAPHIQL_SCHEMA',
      default: 'schema/partner.graphql',
      meaning: 'The SDL by which the page completes and explains.',
    },
    {
      name: 'GRAPHIQL_EXAMPLES',
      default: 'examples/partner/operations',
      meaning: 'A folder of operations; each is a tab of the page.',
    },
    {
      name: 'GRAPHIQL_CLIENT',
      default: "none; with `./run start` the demo county's",
      meaning:
        '`id:secret` of the program as which whoever opens the page tries things out. The page shows it to everybody.',
    },
    {
      name: 'SITES',
      default: 'none; with `./run start` the pages of this repository',
      meaning:
        'Folders of built pages and the paths at which they are served, separated by commas: `/m=miniprogram/dist/h5,/admin=admin/dist/admin,/=admin/dist/site`.',
    },
    {
      name: 'SANDBOX_PAGES_URL',
      default: 'from the sandbox',
      meaning: 'Where pages find the simulated WeChat (GET /site.json tells them).',
    },
  ],
} as const satisfies SettingGroup;
