import { Tag } from 'antd';
import { useNow } from '../lib/clock.ts';
import { dateTime, NONE, shortMoment, untilText } from '../lib/format.ts';
import { toneOf } from '../lib/words.ts';

/** The clause behind a figure, a refusal or a button: small and grey. */
export const Clause = ({ of }: { of: string | null | undefined }) =>
  of ? (
    <Tag className="note grey" title={`标准第 ${of} 条`}>
      {of}
    </Tag>
  ) : null;

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'quiet';
const COLOURS: Readonly<Record<Tone, readonly [ground: string, letters: string]>> = {
  good: ['var(--sprout-pale)', 'var(--sprout)'],
  bad: ['var(--ember-pale)', 'var(--ember)'],
  warn: ['var(--rice-pale)', 'var(--rice-ink)'],
  busy: ['var(--sunk)', 'var(--ink)'],
  quiet: ['var(--sunk)', 'var(--ink-2)'],
};
const TIGHT = { whiteSpace: 'normal', paddingInline: 'var(--s-1)', lineHeight: 1.4 } as const;
/** `tight`: in a narrow place it takes several lines. */
export const Mark = ({ tone, tight, children }: { tone: Tone; tight?: boolean; children: React.ReactNode }) => (
  <Tag
    bordered={false}
    style={{ background: COLOURS[tone][0], color: COLOURS[tone][1], margin: 0, ...(tight && TIGHT) }}
  >
    {children}
  </Tag>
);

/** A deadline: when, and how long from now by the platform's clock. */
export function Due({ at, done }: { at: string | null | undefined; done?: boolean }) {
  const now = useNow();
  if (!at) return <>{NONE}</>;
  const { text, overdue, soon } = untilText(at, now);
  if (done) return <span title={dateTime(at)}>{shortMoment(dateTime(at), now)}</span>;
  return (
    <span style={{ display: 'inline-grid', whiteSpace: 'nowrap' }}>
      <span className={overdue ? 'red' : soon ? 'amber' : undefined}>{text}</span>
      <span className="small grey" title={dateTime(at)}>
        {shortMoment(dateTime(at), now)}
      </span>
    </span>
  );
}

/** Whether something is so, told by more than a colour. */
export const YesNo = ({
  value,
  yes = '是',
  no = '否',
}: {
  value: boolean | null | undefined;
  yes?: string;
  no?: string;
}) =>
  value === null || value === undefined ? <>{NONE}</> : <Mark tone={value ? 'good' : 'bad'}>{value ? yes : no}</Mark>;
export const State = ({ of, text }: { of: string; text: string }) => <Mark tone={toneOf(of)}>{text}</Mark>;
