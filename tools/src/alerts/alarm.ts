import Fastify, { type FastifyInstance } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Clock } from '@heitu/kit/rules/clock';
import { z } from '@heitu/kit/rules/validate';
import type { Logger } from '@heitu/kit/serving/logging';
import { inSmsField, SMS_FIELD_CHARACTERS_MAX, type SmsClient } from '@heitu/trust/sms/sms-client';
import { ALWAYS } from './alert-table.ts';

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
  sms: Pick<SmsClient, 'send'>;
  phones: readonly string[];
  template: string;
  perHour: number;
  clock: Clock;
  log: Logger;
}

/** Sends what Prometheus found to people, so many an hour to each; when it falls silent itself, says so once. */
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

  /** False where a number that could be reached was not: Alertmanager tells it again. */
  async tell(what: string, page: string): Promise<boolean> {
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
      const isThisTold = await this.tell(status === 'resolved' ? `已恢复：${what}` : what, annotations['page'] ?? '');
      isTold &&= isThisTold;
    }
    return isTold;
  }

  /** Asked now and then: whether somebody has to be told that nobody watches. */
  async lookForSilence(): Promise<void> {
    if (this.#isSilent || this.#options.clock.now() - this.#heardAtMs < SILENT_MS) return;
    this.#isSilent = await this.tell('监控停了，没有人看着平台', '监控自己停了');
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
