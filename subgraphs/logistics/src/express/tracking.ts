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

export interface TrackingBody {
  com: string;
  nu: string;
  state: string | number;
  data?: { time?: string; ftime?: string; context?: string }[];
}

/**
 * Times are Beijing's; `ischeck` and `status` are to be ignored, the documentation says. Throws on what an answer or
 * push cannot be.
 */
export function trackingOf(body: TrackingBody): Tracking {
  const word = String(body.state);
  if (!Object.hasOwn(STATES, word)) throw new Error(`unknown state: ${word}`);
  if (typeof body.com !== 'string' || typeof body.nu !== 'string' || body.nu === '')
    throw new Error('no parcel is named');
  const steps = (body.data ?? []).slice(0, STEPS_MAX).map((step) => {
    const time = step.ftime ?? step.time ?? '';
    if (!TIME.test(time) || typeof step.context !== 'string') throw new Error(`not a step: ${time}`);
    return { at: new Date(`${time.replace(' ', 'T')}+08:00`), text: step.context };
  });
  steps.sort((a, b) => b.at.getTime() - a.at.getTime());
  return { company: body.com, number: body.nu, state: STATES[word]!, steps };
}
