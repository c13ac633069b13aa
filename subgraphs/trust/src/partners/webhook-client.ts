import { lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { assertNoTransaction } from '@heitu/kit/data/open-transaction';
import { codeOf, errorOf } from '@heitu/kit/rules/checked';
import { bareHost, isPublicAddress, mayBePublic } from './public-address.ts';
import { WEBHOOK_TIMEOUT_MS } from './webhook.policy.ts';

export interface WebhookPort {
  /** Endpoints of the machine's own networks, and plain http: for trying out. */
  allowPrivate: boolean;
  /**
   * The answer's status; redirects are not followed. Throws where there is none, with a message that may be shown to
   * the endpoint's owner.
   */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number>;
}

const ANSWER_BYTES_MAX = 64 * 1024;

/** Resolves a name and keeps only addresses of the internet: what is checked is what is connected to. */
export const publicLookup: LookupFunction = (host, options, done) =>
  resolve(host, { ...options, all: true }, (error, found) => {
    const addresses = error ? [] : found.filter(({ address }) => isPublicAddress(address));
    const [first] = addresses;
    if (!first)
      return done(
        error ?? Object.assign(new Error('the name leads to no public address'), { code: 'EADDRNOTAVAIL' }),
        '',
        0,
      );
    return options.all ? done(null, addresses) : done(null, first.address, first.family);
  });

const SAID: Readonly<Record<string, string>> = {
  ECONNREFUSED: '对方拒绝连接',
  ENOTFOUND: '域名解析不到',
  EAI_AGAIN: '域名暂时解析不到',
  EADDRNOTAVAIL: '域名指向内部网络，已拒绝',
  UND_ERR_CONNECT_TIMEOUT: '连接超时',
  UND_ERR_HEADERS_TIMEOUT: '等回应超时',
  UND_ERR_BODY_TIMEOUT: '等回应超时',
  UND_ERR_SOCKET: '连接中断',
};

export function createWebhookClient(allowPrivate: boolean): WebhookPort {
  const timeouts = { headersTimeout: WEBHOOK_TIMEOUT_MS, bodyTimeout: WEBHOOK_TIMEOUT_MS };
  const agent = new Agent({
    ...timeouts,
    connect: { timeout: WEBHOOK_TIMEOUT_MS, ...(!allowPrivate && { lookup: publicLookup }) },
    pipelining: 0,
  });
  return {
    allowPrivate,
    async post(url, headers, body) {
      assertNoTransaction('a webhook');
      const target = new URL(url);
      const { origin, pathname, search } = target;
      // A number is not looked up.
      if (!allowPrivate && !mayBePublic(bareHost(target))) throw new Error(SAID['EADDRNOTAVAIL']);
      try {
        const answer = await agent.request({
          origin,
          path: pathname + search,
          method: 'POST',
          headers,
          body,
          signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
        });
        await answer.body.dump({ limit: ANSWER_BYTES_MAX }).catch(() => {});
        return answer.statusCode;
      } catch (error) {
        const code = codeOf(error);
        const { name } = errorOf(error);
        throw new Error(SAID[code] ?? (name === 'TimeoutError' ? '等回应超时' : `没有连上（${code || name}）`));
      }
    },
  };
}
