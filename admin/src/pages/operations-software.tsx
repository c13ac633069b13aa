import { SoftwareClientWords, SoftwareDays } from '../api/admin.ts';
import { date, orNone } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { ListTable } from '../ui/ListTable.tsx';
import { Clause, Mark } from '../ui/marks.tsx';
import { Shown } from '../ui/States.tsx';

const bad = (count: number) => (count === 0 ? 0 : <Mark tone="bad">{count}</Mark>);

/** How our software did on people's phones, day by day and release by release. */
export function Software() {
  const asked = useAsk(SoftwareDays, {});
  return (
    <Shown asked={asked}>
      {({ softwareDays }) => (
        <>
          <p className="small grey">
            由买家手机上的程序自己报来，一个人一天只算一次，不知道是谁 <Clause of="10.5.cv" /> <Clause of="10.5.cw" />
          </p>
          <ListTable
            name="小程序运行"
            rowKey={({ id }) => id}
            rows={softwareDays}
            empty="还没有人用过"
            columns={[
              { title: '日子', text: (row) => date(row.date), sort: true },
              { title: '在哪里用', text: ({ client }) => SoftwareClientWords[client] },
              { title: '版本', text: ({ release }) => release },
              { title: '使用人次', align: 'right', text: ({ started }) => started },
              { title: '崩溃', align: 'right', text: ({ crashed }) => crashed, render: ({ crashed }) => bad(crashed) },
              { title: '卡死', align: 'right', text: ({ frozen }) => frozen, render: ({ frozen }) => bad(frozen) },
              { title: '外联', align: 'right', text: ({ strayed }) => strayed, render: ({ strayed }) => bad(strayed) },
              { title: '外联到', text: ({ strayedTo }) => orNone(strayedTo) },
            ]}
          />
        </>
      )}
    </Shown>
  );
}
