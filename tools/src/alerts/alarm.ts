import Fastify, { type FastifyInstance } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Clock } from '@heitu/kit/rules/clock';
import { z } from '@heitu/kit/rules/validate';
import type { Logger } from '@heitu/kit/serving/logging';
import { inSmsField, SMS_FIELD_CHARACTERS_MAX, type SmsClient } from '@heitu/trust/sms/sms-client';
import { ALWAYS } from './alert-table.ts';
import type { WechatRobot } from './wechat-robot.ts';

/** Alertmanager's webhook, of which we read this. */
const webhook = z.object({
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      labels: z.record(z.string(), z.string()),
      annotations: z.record(z.string(), z.string()),
    }),
  ),
});

/** After so long without a word of Prometheus, the watch itself is down. */
export const SILENT_MS = 10 * MINUTE_MS;
const ANSWER_BYTES_MAX = 1024 * 1024;

export interface AlarmOptions {
  /** The group of those on duty; null where the county has none. */
  wechat: Pick<WechatRobot, 'send'> | null;
  sms: Pick<SmsClient, 'send'>;
  phones: readonly string[];
  template: string;
  perHour: number;
  clock: Clock;
  log: Logger;
}

interface Told {
  what: string;
  /** The heading in docs/zh/应急手册.md. */
  page: string;
  /** Somebody looks in the morning. */
  canWait: boolean;
}

/** Sends what Prometheus found to people, so many SMS an hour to each; when it falls silent itself, says so once. */
export class Alarm {
  #heardAtMs: number;
  #isSilent = false;
  #leftOut = 0;
  readonly #limiter: RateLimiterMemory;
  readonly #options: AlarmOptions;
  constructor(options: AlarmOptions) {
    this.#options = options;
    this.#heardAtMs = options.clock.now();
    this.#limiter = new RateLimiterMemory({ points: options.perHour, duration: HOUR_MS / SECOND_MS });
  }

  /**
   * Into the group, where there is one, and by SMS what cannot wait until the morning or did not reach the group. False
   * where neither way reached somebody who could be reached: Alertmanager tells it again.
   */
  async tell({ what, page, canWait }: Told): Promise<boolean> {
    const inGroup = await this.#tellGroup(what, page);
    if (inGroup && canWait) return true;
    const bySms = await this.#tellBySms(what, page);
    return inGroup || bySms;
  }

  async #tellGroup(what: string, page: string): Promise<boolean> {
    const { wechat, phones, log } = this.#options;
    if (!wechat) return false;
    const text = `【黑土告警】${what}${page && `\n怎么办：应急手册“${page}”`}`;
    const result = await wechat.send({ text, mentioned: phones });
    if (!result.ok) log.error({ what, code: result.code }, 'an alarm could not be written into the group');
    return result.ok;
  }

  async #tellBySms(what: string, page: string): Promise<boolean> {
    const { phones, sms, template, log } = this.#options;
    let isTold = true;
    for (const phone of phones) {
      const isAllowed = await this.#limiter.consume(phone).then(
        () => true,
        () => false,
      );
      if (!isAllowed) {
        this.#leftOut += 1;
        log.warn({ what }, 'an alarm was left out: the hour is full');
        continue;
      }
      const more = this.#leftOut > 0 ? `（另有${this.#leftOut}条）` : '';
      const words = inSmsField(what, SMS_FIELD_CHARACTERS_MAX - more.length) + more;
      const result = await sms.send({ phone, template, params: { what: words, page: inSmsField(page) } });
      if (result.ok) this.#leftOut = 0;
      else {
        isTold = false;
        log.error({ what, code: result.code }, 'an alarm could not be sent');
      }
    }
    return isTold;
  }

  async hear(body: unknown): Promise<boolean> {
    const { alerts } = webhook.parse(body);
    this.#heardAtMs = this.#options.clock.now();
    this.#isSilent = false;
    let isTold = true;
    for (const { status, labels, annotations } of alerts) {
      if (labels['alertname'] === ALWAYS) continue;
      const what = annotations['summary'] ?? labels['alertname'] ?? '';
      const isThisTold = await this.tell({
        what: status === 'resolved' ? `已恢复：${what}` : what,
        page: annotations['page'] ?? '',
        canWait: labels['urgency'] === 'day',
      });
      isTold &&= isThisTold;
    }
    return isTold;
  }

  /** Asked now and then: whether somebody has to be told that nobody watches. */
  async lookForSilence(): Promise<void> {
    if (this.#isSilent || this.#options.clock.now() - this.#heardAtMs < SILENT_MS) return;
    this.#isSilent = await this.tell({ what: '监控停了，没有人看着平台', page: '监控自己停了', canWait: false });
  }
}

export function alarmServer(alarm: Alarm): FastifyInstance {
  const server = Fastify({ logger: false, bodyLimit: ANSWER_BYTES_MAX });
  server.post('/alarms', async (request, reply) => {
    const isTold = await alarm.hear(request.body);
    return reply.code(isTold ? 200 : 503).send();
  });
  return server;
}
