import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { REFUSED_KINDS, type RefusedKind } from '@heitu/kit/rules/refused-kinds';
import { z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';

export const REFUSED_TITLES: Readonly<Record<RefusedKind, string>> = {
  'too-often': '请求太频繁',
  'too-much': '一次要得太多',
  overload: '系统太忙',
  unregistered: '没有登记过的操作',
  credentials: '签名或凭据不对',
  'not-allowed': '没登录或权限不够',
  plain: '没有加密的请求',
  malformed: '格式不对',
  failed: '平台没能答上来',
};

/** Of all hours in which the platform served: a gateway that is killed takes its hour with it, one in a hundred. */
export const HOURS_TOLD_MIN = 0.99;
/** An hour is told when it is over, and may be on its way. */
export const TOLD_WITHIN_MS = 10 * MINUTE_MS;
/** So many months are shown, this one included; whoever reviews sees all of them. */
export const MONTHS_SHOWN = 3;
/** Whoever registers that these are reviewed has the figures before them (11.4.5: checked, alarmed and blocked). */
export const REVIEWED_BY_FIGURES: readonly ClauseRef[] = ['11.4.5', '11.7'];

export interface RefusedCount {
  kind: RefusedKind;
  count: number;
}
export interface Refused {
  /** Hours that are over and in which the platform ran, and those of them of which every gateway told. */
  hoursServed: number;
  hoursTold: number;
  missingMs: readonly number[];
  /** In the hours that were told, the running one not among them. */
  requests: number;
  refused: readonly RefusedCount[];
}
export interface RefusedMonth extends Refused {
  month: string;
}

const HOURS_MAX = 100;
const count = z.number().int().min(0);
const hourMs = count.refine((ms) => ms % HOUR_MS === 0);
/** As a gateway tells it: kit's `ToldHours`. */
export const toldHours = z.object({
  process: z.uuid(),
  over: z
    .array(z.object({ hourMs, requests: count, refused: z.partialRecord(z.enum(REFUSED_KINDS), count) }))
    .max(HOURS_MAX),
  begunMs: hourMs.nullable(),
});
