import { useState } from 'react';
import { SalesChart, type SalesChartQuery } from '@/api/seller';
import { useCare } from '@/lib/care';
import { day, yuan } from '@/lib/format';
import { useQuery } from '@/lib/query';
import { Tabs } from '@/ui/forms';
import { Page } from '../../ui/Page';
import { Cell, Section } from '@/ui/parts';
import { chinaToday, daysFromToday } from '@/lib/china-day';
import { Bars, type BarOf } from '../../ui/Bars';

type Sales = SalesChartQuery['salesByDay'];
const TABS = [
  { value: 'day', label: '按天' },
  { value: 'month', label: '按月' },
];
const DAYS = 30;
const DAYS_ASKED = 365;
const MONTHS = 12;

interface Sum {
  orders: number;
  grossFen: number;
  refundedFen: number;
  netFen: number;
}
const sumOf = (sales: Sales): Sum =>
  sales.reduce(
    (sum, one) => ({
      orders: sum.orders + one.orders,
      grossFen: sum.grossFen + one.grossFen,
      refundedFen: sum.refundedFen + one.refundedFen,
      netFen: sum.netFen + one.netFen,
    }),
    { orders: 0, grossFen: 0, refundedFen: 0, netFen: 0 },
  );
const monthsBack = (count: number): string[] => {
  const [year, month] = chinaToday().split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, back) => {
    const index = year * 12 + (month - 1) - back;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  }).reverse();
};

export default function ChartPage() {
  const [by, setBy] = useState('day');
  const [range] = useState(() => ({ fromDate: daysFromToday(-DAYS_ASKED), toDate: chinaToday() }));
  const query = useQuery(SalesChart, range);
  return (
    <Page
      right="FINANCE"
      query={query}
      head={<Tabs tabs={TABS} value={by} onChange={setBy} />}
      isEmpty={(data) => data.salesByDay.length === 0}
      empty={{ text: '还没有卖出过', more: '有了货款结算，这里就有图' }}
    >
      {(data) => <Charts sales={data.salesByDay} by={by} />}
    </Page>
  );
}

function Charts({ sales, by }: { sales: Sales; by: string }) {
  const care = useCare();
  const keys = by === 'day' ? Array.from({ length: DAYS }, (_, i) => daysFromToday(i - DAYS + 1)) : monthsBack(MONTHS);
  const rows = keys.map((key) => ({ key, ...sumOf(sales.filter((one) => one.date.startsWith(key))) }));
  const name = (key: string): string => (by === 'day' ? day(key) : `${Number(key.slice(5))}月`);
  const all = sumOf(sales.filter((one) => keys.some((key) => one.date.startsWith(key))));
  const bars: BarOf[] = rows.map((row) => ({
    key: row.key,
    name: name(row.key),
    value: row.grossFen,
    text: `${yuan(row.grossFen)}，${row.orders}单`,
  }));
  return (
    <>
      <Section title={by === 'day' ? `最近${DAYS}天` : `最近${MONTHS}个月`}>
        <Cell label="卖出">
          {yuan(all.grossFen)}，{all.orders} 单
        </Cell>
        <Cell label="退款">{yuan(all.refundedFen)}</Cell>
        <Cell label="到手">{yuan(all.netFen)}</Cell>
        <Bars bars={bars} labelEvery={(by === 'day' ? 7 : 2) * (care ? 2 : 1)} />
      </Section>
      <Section title="明细">
        {[...rows]
          .reverse()
          .filter(({ orders }) => orders > 0)
          .map((row) => (
            <Cell key={row.key} label={name(row.key)}>
              {row.orders}单，{yuan(row.grossFen)}
              {row.refundedFen > 0 ? `，退 ${yuan(row.refundedFen)}` : ''}
            </Cell>
          ))}
      </Section>
    </>
  );
}
