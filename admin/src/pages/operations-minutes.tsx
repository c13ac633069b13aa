import { Link } from 'react-router';
import { ProbedDays, ProbedUnitWords, type ProbedDaysQuery, type ProbedUnit } from '../api/admin.ts';
import { date, NONE } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Mark } from '../ui/marks.tsx';
import { Shown } from '../ui/States.tsx';

interface Day {
  day: string;
  of: ReadonlyMap<ProbedUnit, ProbedDaysQuery['probedDays'][number]>;
}
const UNITS = Object.keys(ProbedUnitWords).filter((unit): unit is ProbedUnit => unit in ProbedUnitWords);
const downOf = ({ of }: Day, unit: ProbedUnit): number | undefined => of.get(unit)?.downMinutes;

const columns: Column<Day>[] = [
  { title: '日子', text: ({ day }) => date(day), sort: true },
  ...UNITS.map((unit): Column<Day> => ({
    title: ProbedUnitWords[unit],
    align: 'right',
    text: (one) => downOf(one, unit),
    render: (one) => {
      const down = downOf(one, unit);
      if (down === undefined) return NONE;
      return down === 0 ? 0 : <Mark tone="bad">{down}</Mark>;
    },
  })),
];

/** Who was away on which day, for how many minutes, as the prober saw it from outside. */
export function Minutes() {
  const asked = useAsk(ProbedDays, {});
  return (
    <Shown asked={asked}>
      {({ probedDays }) => (
        <>
          <p className="small grey">
            从外面每分钟看一次，数字是没有答复的分钟。从几点几分到几点几分，见
            <Link to="/operations?tab=incidents">故障</Link>。
          </p>
          <ListTable
            name="每天的分钟"
            rowKey={({ day }) => day}
            rows={[...new Set(probedDays.map(({ date: day }) => day))].map((day): Day => ({
              day,
              of: new Map(probedDays.filter((row) => row.date === day).map((row) => [row.unit, row])),
            }))}
            empty="还没有人从外面看：./run serve prober"
            columns={columns}
          />
        </>
      )}
    </Shown>
  );
}
