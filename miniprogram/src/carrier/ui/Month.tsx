import { useState } from 'react';
import { CarrierMonth } from '@/api/carrier';
import { yuan } from '@/lib/format';
import { useQuery } from '@/lib/query';
import { Cell, Section } from '@/ui/parts';
import { DAY_MS, dayStart, firstOfMonth } from '@/lib/china-day';

const thisMonth = () => ({ from: new Date(dayStart(firstOfMonth())).toISOString(), to: new Date(Date.now() + DAY_MS).toISOString() });

/** What a carrier has done since the first of the month; it is not waited for. */
export function Month({ carrierPartyId, title }: { carrierPartyId: string; title: string }) {
  const [period] = useState(thisMonth);
  const report = useQuery(CarrierMonth, { carrierPartyId, ...period }).data?.carrierReport;
  if (!report) return null;
  return (
    <Section title={title}>
      <Cell label="接的货">{report.takenOver}件</Cell>
      <Cell label="送到">{report.delivered}件，准时{report.deliveredInTime}件</Cell>
      <Cell label="被拒收">{report.refused}件</Cell>
      <Cell label="取退货">{report.collections}单</Cell>
      <Cell label="温度报警">{report.alarms}次，超温{report.minutesOutOfRange}分钟</Cell>
      <Cell label="运费">{yuan(report.deliveryFen)}</Cell>
    </Section>
  );
}
