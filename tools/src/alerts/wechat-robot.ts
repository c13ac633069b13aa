import { callOut } from '@heitu/kit/messages/outbound';
import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';

export interface RobotConfig {
  /** The robot's webhook, with its key: who has it can write into the group. */
  url: string;
  timeoutMs: number;
}
export interface GroupMessage {
  text: string;
  /** Mobile numbers of members who are called by name. */
  mentioned: readonly string[];
}
export type RobotResult = { ok: true } | { ok: false; code: string };

/** What a text message holds, in bytes of UTF-8. */
export const TEXT_BYTES_MAX = 2048;
const ANSWER_BYTES_MAX = 64 * 1024;
const answer = z.object({ errcode: z.int() });

/** At a character's end. */
function within(text: string, bytesMax: number): string {
  const bytes = Buffer.from(text);
  return bytes.length <= bytesMax
    ? text
    : new TextDecoder('utf-8').decode(bytes.subarray(0, bytesMax), { stream: true });
}

/** A robot in a group of 企业微信: one POST to its webhook. It answers 200 also where it refuses. */
export class WechatRobot {
  readonly #config: RobotConfig;
  constructor(config: RobotConfig) {
    this.#config = config;
  }

  async send({ text, mentioned }: GroupMessage): Promise<RobotResult> {
    const { url, timeoutMs } = this.#config;
    const sent = await callOut(new URL(url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        msgtype: 'text',
        text: { content: within(text, TEXT_BYTES_MAX), mentioned_mobile_list: mentioned },
      }),
      timeoutMs,
      bytesMax: ANSWER_BYTES_MAX,
    });
    if (!sent.arrived) return { ok: false, code: sent.code };
    if (sent.status !== 200) return { ok: false, code: `HTTP_${sent.status}` };
    try {
      const { errcode } = jsonOf(answer, sent.body.toString('utf8'));
      return errcode === 0 ? { ok: true } : { ok: false, code: String(errcode) };
    } catch {
      return { ok: false, code: 'MALFORMED_ANSWER' };
    }
  }
}
