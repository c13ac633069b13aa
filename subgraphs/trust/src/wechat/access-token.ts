import { z } from '@heitu/kit/rules/validate';
import { readJson, send, type WechatConfig } from './wechat-http.ts';
import type { WechatResult } from './wechat-error.ts';

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
/** A token is not used in its last minutes: a call under way must not outlive it. */
const MARGIN_MS = 5 * 60 * 1000;

/**
 * The app's access token, one per process, by /cgi-bin/stable_token: unlike /cgi-bin/token it gives every process the
 * same one instead of taking the others' away.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-access-token/api_getstableaccesstoken
 */
export class AccessToken {
  private readonly config: WechatConfig;
  private cached: { token: string; until: number } | null = null;
  private underWay: Promise<WechatResult<string>> | null = null;

  constructor(config: WechatConfig) {
    this.config = config;
  }

  /** `rejected` is the token that WeChat just refused; it is not handed out again. */
  async get(rejected?: string): Promise<WechatResult<string>> {
    if (this.cached && this.cached.token === rejected) this.cached = null;
    if (this.cached && this.config.now().getTime() < this.cached.until) return { ok: true, value: this.cached.token };
    this.underWay ??= this.fetch(rejected).finally(() => (this.underWay = null));
    return this.underWay;
  }

  private async fetch(rejected: string | undefined): Promise<WechatResult<string>> {
    const shared = await this.ask(false);
    // Forcing a new one is limited to 20 a day: only when WeChat insists on the one it refused.
    return shared.ok && shared.value === rejected ? this.ask(true) : shared;
  }

  private async ask(forceRefresh: boolean): Promise<WechatResult<string>> {
    const { appid, secret } = this.config;
    const sent = await send(
      this.config,
      '/cgi-bin/stable_token',
      {},
      { grant_type: 'client_credential', appid, secret, force_refresh: forceRefresh },
    );
    if (!sent.ok) return sent;
    return readJson(sent.value, (body) => {
      const { access_token: token, expires_in: seconds } = tokenAnswer.parse(body);
      this.cached = { token, until: this.config.now().getTime() + seconds * 1000 - MARGIN_MS };
      return token;
    });
  }
}
