import { fileURLToPath } from 'node:url';
import { ConfigError, type Environment, type SettingProblem } from '@heitu/kit/serving/config';
import { SECOND_MS } from '@heitu/kit/rules/clock';
import { z } from '@heitu/kit/rules/validate';
import type { GraphiqlSettings } from '../graphiql/page.ts';
import { sitesOf, type SitesSettings } from '../sites/sites.config.ts';
import { KEEP_MS_MAX } from './answers.ts';
import type { Rate, RateSettings } from './rates.ts';

/** What answers /graphql. */
export const ENGINE_NAMES = ['heitu', 'apollo'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export interface FrontSettings {
  isProduction: boolean;
  engine: EngineName;
  /** Folders or files of manifests. */
  trustedDocuments: readonly string[];
  /** Who may send operations that are no trusted documents. */
  freeQueries: 'anyone' | 'partners';
  /** How long a public answer is kept; 0: none is kept or shared. */
  answerKeepMs: number;
  /** How old a public answer may be shown while who answers is away; 0: none is. */
  staleMsMax: number;
  costMax: number;
  deadlineMs: number;
  /** Until a free query must be planned, once its turn has come. */
  planningMs: number;
  /** Of one answer, in UTF-8. */
  answerBytesMax: number;
  /** From the first byte of a request to its last. */
  receiveMs: number;
  rates: RateSettings;
  /** Where several gateways count together what is limited; null: each for itself. */
  redisUrl: string | null;
  /** From when on an operation is logged as slow; 0: none is. */
  slowOperationMs: number;
  /** How long requests may stand in a queue before some are refused; 0: nobody is. */
  queueMsMax: number;
  /** The page for trying the API out; null: there is none. */
  graphiql: GraphiqlSettings | null;
  /** Built pages, beside the API. */
  pages: SitesSettings;
}

const RATE = /^(\d{1,7})\/(\d{1,5})$/;
const rate = z
  .string()
  .regex(/^(off|[1-9]\d{0,6}\/[1-9]\d{0,4})$/, 'is neither off nor like 600/10')
  .transform((text): Rate | null => {
    const [, count, seconds] = RATE.exec(text) ?? [];
    return count === undefined ? null : { count: Number(count), seconds: Number(seconds) };
  });
const milliseconds = (max: number, min = 0) => z.coerce.number().int().min(min).max(max);
const DEADLINE_MS_MAX = 120_000;
const STALE_SECONDS_MOST = 86_400;

const OURS = fileURLToPath(new URL('../../../dist/schema/documents', import.meta.url));

const schemaOf = (isProduction: boolean, isOurSupergraph: boolean) =>
  z.object({
    GATEWAY: z.enum(ENGINE_NAMES).default('heitu'),
    TRUSTED_DOCUMENTS: z
      .string()
      .default(isOurSupergraph ? OURS : '')
      .transform((list) =>
        list
          .split(',')
          .map((place) => place.trim())
          .filter(Boolean),
      ),
    FREE_QUERIES: z.enum(['anyone', 'partners']).default(isProduction ? 'partners' : 'anyone'),
    ANSWER_KEEP_MS: milliseconds(KEEP_MS_MAX).default(isProduction ? KEEP_MS_MAX : 0),
    STALE_SECONDS_MAX: z.coerce
      .number()
      .int()
      .min(0)
      .max(STALE_SECONDS_MOST)
      .default(isProduction ? 1800 : 0),
    COST_MAX: z.coerce.number().int().min(1).default(20_000),
    ANSWER_BYTES_MAX: z.coerce
      .number()
      .int()
      .min(1024)
      .default(16 * 1024 * 1024),
    REQUEST_DEADLINE_MS: milliseconds(DEADLINE_MS_MAX, 1).default(20_000),
    PLANNING_MS_MAX: milliseconds(DEADLINE_MS_MAX, 1).default(2000),
    REQUEST_RECEIVE_MS: milliseconds(600_000, 100).default(30_000),
    RATE_PER_CALLER: rate.default(isProduction ? { count: 600, seconds: 10 } : null),
    RATE_PER_ADDRESS: rate.default(isProduction ? { count: 3000, seconds: 10 } : null),
    RATE_STRANGERS: rate.default(isProduction ? { count: 300, seconds: 60 } : null),
    REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'is no address like redis://host:6379' }).optional(),
    SLOW_OPERATION_MS: milliseconds(DEADLINE_MS_MAX).default(isProduction ? 1000 : 0),
    QUEUE_MS_MAX: milliseconds(60_000).default(isProduction ? 100 : 0),
    GRAPHIQL: z.enum(['on', 'off']).default(isProduction ? 'off' : 'on'),
    GRAPHIQL_SCHEMA: z.string().default(fileURLToPath(new URL('../../../schema/partner.graphql', import.meta.url))),
    GRAPHIQL_CLIENT: z
      .string()
      .regex(/^[^:]+:.+$/, 'is not like id:secret')
      .optional(),
    SITES: z.string().default('').pipe(sitesOf),
    SANDBOX_PAGES_URL: z.url().optional(),
    GRAPHIQL_EXAMPLES: z
      .string()
      .default(fileURLToPath(new URL('../../../examples/partner/operations', import.meta.url))),
  });

function clientOf(text: string | undefined): GraphiqlSettings['client'] {
  if (text === undefined) return null;
  const colon = text.indexOf(':');
  return { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

const parseFront = (env: Environment, isProduction: boolean) =>
  schemaOf(isProduction, !env['SUPERGRAPH_FILE']).safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  );

/** What of them is wrong, one by one. */
export const frontSettingProblems = (env: Environment, isProduction: boolean): SettingProblem[] =>
  (parseFront(env, isProduction).error?.issues ?? []).map(({ path, message }) => ({
    name: path.join('.'),
    text: message,
  }));

export function readFrontSettings(env: Environment, isProduction: boolean): FrontSettings {
  const parsed = parseFront(env, isProduction);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  const values = parsed.data;
  return {
    isProduction,
    engine: values.GATEWAY,
    trustedDocuments: values.TRUSTED_DOCUMENTS,
    freeQueries: values.FREE_QUERIES,
    answerKeepMs: values.ANSWER_KEEP_MS,
    staleMsMax: values.STALE_SECONDS_MAX * SECOND_MS,
    costMax: values.COST_MAX,
    answerBytesMax: values.ANSWER_BYTES_MAX,
    deadlineMs: values.REQUEST_DEADLINE_MS,
    planningMs: values.PLANNING_MS_MAX,
    receiveMs: values.REQUEST_RECEIVE_MS,
    rates: {
      perCaller: values.RATE_PER_CALLER,
      perAddress: values.RATE_PER_ADDRESS,
      strangersPerAddress: values.RATE_STRANGERS,
    },
    redisUrl: values.REDIS_URL ?? null,
    slowOperationMs: values.SLOW_OPERATION_MS,
    queueMsMax: values.QUEUE_MS_MAX,
    graphiql:
      values.GRAPHIQL === 'on'
        ? {
            schemaFile: values.GRAPHIQL_SCHEMA,
            examples: values.GRAPHIQL_EXAMPLES,
            client: clientOf(values.GRAPHIQL_CLIENT),
          }
        : null,
    pages: { sites: values.SITES, sandboxUrl: values.SANDBOX_PAGES_URL ?? null },
  };
}
