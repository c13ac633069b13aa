import { z } from '@heitu/kit/rules/validate';

/** 快递100's words for a parcel's way, and ours. https://api.kuaidi100.com/document/5f0ffb5ebc8da837cbd8aefc */

export type TrackingState =
  | 'in-transit'
  | 'collected'
  | 'trouble'
  | 'signed'
  | 'returned-signed'
  | 'out-for-delivery'
  | 'returning'
  | 'forwarded'
  | 'customs'
  | 'refused';

/** By the number of `state`, as resultv2 = 1 gives it (4 would refine it with further digits). */
const STATES: Readonly<Record<string, TrackingState>> = {
  '0': 'in-transit',
  '1': 'collected',
  '2': 'trouble',
  '3': 'signed',
  '4': 'returned-signed',
  '5': 'out-for-delivery',
  '6': 'returning',
  '7': 'forwarded',
  '8': 'customs',
  '10': 'customs',
  '11': 'customs',
  '12': 'customs',
  '13': 'customs',
  '14': 'refused',
};

/** After these the carrier reports nothing more of the way out. */
export const FINAL_STATES: ReadonlySet<TrackingState> = new Set<TrackingState>(['signed', 'returned-signed']);

export interface TrackingStep {
  at: Date;
  text: string;
}

export interface Tracking {
  /** 快递100's code of the carrier, lower case: `shunfeng`. */
  company: string;
  number: string;
  state: TrackingState;
  /** Newest first; at most STEPS_MAX. */
  steps: TrackingStep[];
}

export const STEPS_MAX = 500;
const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

const trackingBody = z.object({
  com: z.string(),
  nu: z.string().min(1),
  state: z.coerce.string(),
  data: z.array(z.object({ time: z.string().nullish(), ftime: z.string().nullish(), context: z.string() })).nullish(),
});

/**
 * Times are Beijing's; `ischeck` and `status` are to be ignored, the documentation says. Throws on what an answer or
 * push cannot be.
 */
export function trackingOf(body: unknown): Tracking {
  const { com: company, nu: number, state: word, data } = trackingBody.parse(body);
  const state = Object.hasOwn(STATES, word) ? STATES[word] : undefined;
  if (!state) throw new Error(`unknown state: ${word}`);
  const steps = (data ?? []).slice(0, STEPS_MAX).map((step) => {
    const time = step.ftime ?? step.time ?? '';
    if (!TIME.test(time)) throw new Error(`not a step: ${time}`);
    return { at: new Date(`${time.replace(' ', 'T')}+08:00`), text: step.context };
  });
  steps.sort((a, b) => b.at.getTime() - a.at.getTime());
  return { company, number, state, steps };
}
