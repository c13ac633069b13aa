import {
  RefusedKindWords,
  RefusedMonths,
  RegisterTechnicalItem,
  type RefusedKind,
  type RefusedMonthsQuery,
  type RegisterPart,
} from '../api/admin.ts';
import { count, dateTime, NONE } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Clause, Mark } from '../ui/marks.tsx';
import { Shown } from '../ui/States.tsx';
import { blockedOf, seenText } from './operations-refused/months.ts';

type Month = RefusedMonthsQuery['refusedMonths']['months'][number];
interface Line {
  title: string;
  of: (month: Month) => number;
  isBad?: true;
}
const KINDS = Object.keys(RefusedKindWords).filter((kind): kind is RefusedKind => kind in RefusedKindWords);
const LINES: readonly Line[] = [
  { title: '平台运行的小时', of: ({ hoursServed }) => hoursServed },
  { title: '没有数的小时', of: ({ hoursServed, hoursTold }) => hoursServed - hoursTold, isBad: true },
  { title: '到过网关的请求', of: ({ requests }) => requests },
  { title: '挡下的请求', of: blockedOf },
  ...KINDS.map((kind) => ({
    title: RefusedKindWords[kind],
    of: ({ refused }: Month) => refused.find((one) => one.kind === kind)?.count ?? 0,
  })),
];

const columns = (months: readonly Month[]): Column<Line>[] => [
  { title: '每月', text: ({ title }) => title },
  ...months.map((month): Column<Line> => ({
    title: month.month,
    align: 'right',
    // Of a month in which nothing was counted there is no zero.
    text: ({ of }) => (month.hoursServed === 0 ? NONE : of(month)),
    render: ({ of, isBad }) => {
      if (month.hoursServed === 0) return NONE;
      const value = count(of(month));
      return isBad && of(month) > 0 ? <Mark tone="bad">{value}</Mark> : value;
    },
  })),
];

/** Of which clause a review is registered, and where that stands in the register. */
const REVIEWED = { '11.4.5': '网络监控与审计', '11.7': '安全防护设备' } as const;
const PARTS: Readonly<Record<keyof typeof REVIEWED, RegisterPart>> = {
  '11.4.5': 'SYSTEM_ASSURANCE',
  '11.7': 'SECURITY_MANAGEMENT',
};

const review = ({ digest, months }: RefusedMonthsQuery['refusedMonths']) =>
  act({
    label: '看过了，登记',
    field: 'registerTechnicalItem',
    tone: 'primary',
    form: () => ({
      draft: 'reviewed-refusals',
      title: '登记一项，记下您看到的数',
      submit: '登记',
      intro: seenText(months) || '还没有数',
      document: RegisterTechnicalItem,
      fields: [
        { name: 'clause', label: '登记哪一项', kind: 'choice', required: true, options: options(REVIEWED) },
        { name: 'title', label: '名称', kind: 'text', required: true, max: 80 },
        { name: 'detail', label: '内容', kind: 'paragraph', required: true, max: 2000 },
        { name: 'validUntilOn', label: '有效期至', kind: 'date' },
      ],
      variables: ({ text, maybe, one }, requestId) => {
        const clause = one('clause', REVIEWED);
        return {
          input: {
            requestId,
            part: PARTS[clause],
            clause,
            title: text('title'),
            detail: text('detail'),
            validUntilOn: maybe('validUntilOn'),
            seenDigest: digest,
          },
        };
      },
    }),
  });

/** What was refused at the gateways, and the reviews that are registered by who has seen it. */
export function Refused() {
  const asked = useAsk(RefusedMonths, {});
  return (
    <Shown asked={asked}>
      {({ refusedMonths }) => (
        <>
          <p className="small grey">
            网关每小时报一次数，不记是谁、从哪里来。没有数的小时不算零：网关被强行停掉，那一小时就没有数{' '}
            <Clause of="11.4.5" /> <Clause of="11.7" />
          </p>
          <div className="bar between no-print">
            <span />
            <Acts acts={[review(refusedMonths)]} />
          </div>
          <ListTable
            name="挡下的请求"
            rowKey={({ title }) => title}
            rows={LINES}
            columns={columns(refusedMonths.months)}
          />
          {refusedMonths.months
            .filter(({ missingAt }) => missingAt.length > 0)
            .map(({ month, missingAt }) => (
              <details key={month}>
                <summary>
                  {month} 没有数的 {missingAt.length} 小时
                </summary>
                {missingAt.map((at) => dateTime(at)).join('，')}
              </details>
            ))}
        </>
      )}
    </Shown>
  );
}
