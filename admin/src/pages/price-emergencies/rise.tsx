import { date } from '../../lib/format.ts';
import { Due, type Tone } from '../../ui/marks.tsx';

/** What a dearer tariff of a carrier and a dearer fee of the platform are shown with. */

interface Rise {
  state: string;
  lookDueAt?: string | null;
  document?: string | null;
  limitPercent?: number | null;
}

export const RISE_TONES = {
  ANNOUNCED: 'busy',
  LEAPING: 'warn',
  HELD: 'warn',
  BOUND: 'good',
  REFUSED: 'bad',
  LAPSED: 'quiet',
  WITHDRAWN: 'quiet',
} as const satisfies Readonly<Record<string, Tone>>;

export const lookDue = {
  title: '最晚核实',
  text: ({ lookDueAt }: Rise) => date(lookDueAt),
  render: ({ lookDueAt, state }: Rise) => (lookDueAt ? <Due at={lookDueAt} done={state !== 'HELD'} /> : '—'),
};
export const ground = {
  title: '依据',
  text: ({ document, limitPercent }: Rise) => (document ? `${document}：涨过${limitPercent}%要核实` : '—'),
};
