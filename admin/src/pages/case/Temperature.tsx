import { ParcelReadings, type CaseOrderFragment } from '../../api/admin.ts';
import { celsiusRange } from '../../lib/format.ts';
import { useAsk } from '../../lib/use.ts';
import { Curve } from '../../ui/Chart.tsx';
import { Card } from '../../ui/Facts.tsx';

/** The curve of the parcel that had to stay cold, within what was allowed. */
export function Temperature({ order }: { order: CaseOrderFragment }) {
  const cold = order.shipments?.find(({ storage, takenOverAt }) => storage !== 'AMBIENT' && takenOverAt);
  const asked = useAsk(cold ? ParcelReadings : null, { id: cold?.id ?? '' });
  if (!cold) return null;
  const points = asked.data?.readings ?? [];
  return (
    <Card
      title="一路的温度"
      extra={
        <span className="small grey">允许 {celsiusRange(cold.temperatureCelsiusMin, cold.temperatureCelsiusMax)}</span>
      }
    >
      {points.length > 1 ? (
        <Curve
          height={180}
          points={points}
          limits={{ min: cold.temperatureCelsiusMin, max: cold.temperatureCelsiusMax }}
          alarms={cold.alarms}
        />
      ) : (
        <p className="small grey">{asked.loading ? '正在取…' : (asked.error?.message ?? '没有温度记录')}</p>
      )}
    </Card>
  );
}
