import type { Logger } from '@heitu/kit/serving/logging';

/** How rate-limiter-flexible asks Redis: one script, which counts and tells how long that holds. */
interface ScriptArguments {
  keys: string[];
  arguments: string[];
}
/** Where several gateways count together. */
export interface SharedStore {
  eval(script: string, given: ScriptArguments): Promise<unknown>;
  close(): Promise<void>;
}

/** A counter that takes longer is not worth waiting for: each request asks for one or two. */
const ANSWER_MS_MAX = 250;
/** So long nobody asks again after that. */
const REST_MS = 1000;
const RECONNECT_MS_MAX = 2000;

/**
 * Redis, while it answers: where it does not, `eval` rejects at once, and each gateway counts for itself until it does.
 * The log is told when it goes away and when it is there again, never the address, which may hold a password. Starts
 * without it as well.
 */
export async function openSharedStore(url: string, log: Logger): Promise<SharedStore> {
  // What no single gateway needs it does not load.
  const { createClient } = await import('@redis/client');
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: RECONNECT_MS_MAX,
      reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, RECONNECT_MS_MAX),
    },
  });
  let isAway = false;
  let restsUntilMs = 0;
  const away = (error: unknown): void => {
    if (!isAway)
      log.error({ err: error }, 'Redis does not answer: limits are counted by this gateway alone until it does');
    isAway = true;
  };
  const back = (): void => {
    if (isAway) log.warn('Redis answers again: limits are counted by all gateways together');
    isAway = false;
  };
  client.on('error', away);
  client.connect().catch(away);
  return {
    async eval(script, given) {
      if (!client.isReady || performance.now() < restsUntilMs) throw new Error('Redis does not answer');
      let overdue: NodeJS.Timeout | undefined;
      const asked = client.eval(script, given);
      try {
        const answer = await Promise.race([
          asked,
          new Promise<never>(
            (_resolve, reject) =>
              (overdue = setTimeout(
                () => reject(new Error(`Redis did not answer within ${ANSWER_MS_MAX} ms`)),
                ANSWER_MS_MAX,
              )),
          ),
        ]);
        back();
        return answer;
      } catch (error) {
        // What comes later is of no use, and no fault either.
        asked.catch(() => {});
        restsUntilMs = performance.now() + REST_MS;
        away(error);
        throw error;
      } finally {
        clearTimeout(overdue);
      }
    },
    close: async () => client.destroy(),
  };
}
