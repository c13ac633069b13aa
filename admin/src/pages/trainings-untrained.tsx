import { TrainingKindWords, Untrained as Asked } from '../api/admin.ts';
import { useAsk } from '../lib/use.ts';
import { Acts, work } from '../ui/Acts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Mark } from '../ui/marks.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { Shown } from '../ui/States.tsx';
import { marksAct } from './trainings/marks-act.ts';

/** Who must be trained and is not, and until when. */
export function Untrained() {
  const asked = useAsk(Asked, {});
  return (
    <Shown asked={asked}>
      {({ untrained }) => (
        <ListTable
          name="还没培训的人"
          rows={untrained}
          rowKey={({ id }) => id}
          empty="都培训过了，一个月内也没有到期的"
          columns={[
            { title: '谁', text: ({ called }) => called },
            { title: '哪一家', text: ({ party }) => party?.name, render: ({ party }) => <PartyLink of={party} /> },
            { title: '要学什么', text: ({ kind }) => TrainingKindWords[kind] },
            {
              title: '最晚哪天',
              sort: true,
              text: ({ dueOn }) => dueOn,
              render: ({ dueOn, isLate }) => <Mark tone={isLate ? 'bad' : 'warn'}>{dueOn}</Mark>,
            },
            {
              ...work('enterMarks'),
              render: (person) => (
                <Acts size="small" acts={[marksAct({ ...person, partyId: person.party?.id ?? '' })]} />
              ),
            },
          ]}
        />
      )}
    </Shown>
  );
}
