import { print } from 'graphql';
import { pino } from 'pino';
import { readFrontSettings } from '@heitu/gateway/front/front.config';
import { DOCUMENT_LIMITS } from '@heitu/gateway/front/limits';
import { startGateway } from '@heitu/gateway/gateway';
import type { GraphAnswer, Transport } from '@heitu/kit/messages/peers';
import type { World } from './made-up-world.ts';
import type { Asked } from './operations.ts';

export interface Told {
  message: string;
  path?: readonly (string | number)[];
}
export interface FrontAnswer {
  /** Longer than the front takes from anybody: refused before it was planned. */
  isTooLarge: boolean;
  /** Undefined where nothing was executed. */
  data: Record<string, unknown> | null | undefined;
  /** Each by the message that the log has, where the client is told none. */
  errors: Told[];
  /** Those that say that something is null without a reason. */
  unexplained: Told[];
}
interface ToldError extends Told {
  extensions: { code: string; requestId: string };
}
interface Logged {
  msg: string;
  err?: { message: string };
}

/** More than any operation here needs: it is the answers that are compared. */
const GENEROUS = {
  freeQueries: 'anyone',
  trustedDocuments: [],
  costMax: 1e9,
  planningMs: 120_000,
  deadlineMs: 120_000,
  answerBytesMax: 1e9,
} as const;

const LIMITS: ReadonlySet<string> = new Set(Object.values(DOCUMENT_LIMITS).map(({ code }) => code));

/** More fields to compare with one another than graphql's validation does before it gives up. */
const GIVEN_UP = 'Validation aborted.';
const isTooLarge = ({ message, extensions }: ToldError): boolean => LIMITS.has(extensions.code) || message === GIVEN_UP;

/** Our gateway as a client meets it, over subgraphs that are made up anew for each question. */
export async function openFrontDoor(
  supergraphSdl: string,
): Promise<{ ask(asked: Asked, world: World): Promise<FrontAnswer>; close(): Promise<void> }> {
  let world: World;
  let logged: Logged[] = [];
  const none = () => Promise.reject(new Error('not asked here'));
  const transport: Transport = {
    execute: async (to, { query, variables = {}, operationName }) =>
      (await world.answer(to, JSON.parse(JSON.stringify({ query, variables, operationName })))) as GraphAnswer,
    authenticate: async () => null,
    deliver: none,
    edge: none,
  };
  const server = await startGateway({
    supergraphSdl,
    transport,
    authority: '',
    port: 0,
    host: '127.0.0.1',
    isProduction: false,
    ready: async () => true,
    front: { ...readFrontSettings({}, false), ...GENEROUS },
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line) as Logged) }),
  });
  return {
    async ask({ document, variables }, answering) {
      [world, logged] = [answering, []];
      const response = await server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({ query: print(document), variables }),
      });
      const { data, errors = [] } = JSON.parse(response.body) as { data?: FrontAnswer['data']; errors?: ToldError[] };
      const masked = logged.filter(({ msg }) => msg === 'gateway error').values();
      const isUnexplained = ({ extensions }: ToldError) => extensions.code === 'NULL_WITHOUT_REASON';
      return {
        data,
        isTooLarge: errors.length > 0 && isTooLarge(errors[0]!),
        errors: errors
          .filter((one) => !isUnexplained(one))
          .map(({ message, path, extensions }) => {
            const cause = extensions.code === 'INTERNAL' ? masked.next().value?.err?.message : undefined;
            return { message: cause ?? message, path };
          }),
        unexplained: errors.filter(isUnexplained).map(({ message, path }) => ({ message, path })),
      };
    },
    close: () => server.close(),
  };
}
