import type { CarrierTodayQuery } from '@/api/carrier';
import { yuan } from '@/lib/format';
import { Cell, Section } from '@/ui/parts';

/** What a carrier has done since the first of the month. */
export const Month = ({
  report,
  title,
}: {
  report: NonNullable<CarrierTodayQuery['carriers'][number]['report']>;
  title: string;
}) => (
  <Section title={title}>
    <Cell label="接的货">{report.takenOver}件</Cell>
    <Cell label="送到">
      {report.delivered}件，准时{report.deliveredInTime}件
    </Cell>
    <Cell label="被拒收">{report.refused}件</Cell>
    <Cell label="取退货">{report.collections}单</Cell>
    <Cell label="温度报警">
      {report.alarms}次，超温{report.minutesOutOfRange}分钟
    </Cell>
    <Cell label="运费">{yuan(report.deliveryFen)}</Cell>
  </Section>
);
