import { AnswerDatabaseSighting, DatabaseSightingActWords, DatabaseSightings } from '../api/admin.ts';
import { dateTime, orNone } from '../lib/format.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Clause } from '../ui/marks.tsx';
import { stateColumn } from '../ui/state-column.tsx';

const answer = (id: string) =>
  act({
    label: '说明',
    field: 'answerDatabaseSighting',
    action: 'ANSWER',
    form: () => ({
      draft: `sighting.${id}`,
      title: DatabaseSightingActWords.ANSWER,
      submit: '记录',
      document: AnswerDatabaseSighting,
      fields: [
        { name: 'person', label: '是谁', kind: 'text', required: true, max: 80 },
        { name: 'why', label: '为什么', kind: 'paragraph', required: true, max: 500 },
      ],
      variables: ({ text }) => ({ input: { sightingId: id, person: text('person'), why: text('why') } }),
    }),
  });

/** Who was at the database beside the platform. */
export function Sessions() {
  return (
    <>
      <p className="small grey">
        平台每分钟看一次数据库上有谁，不是平台自己的账号都记在这里，要说明是谁、为什么 <Clause of="11.5.dh" />
      </p>
      <DataTable
        name="直连数据库"
        document={DatabaseSightings}
        variables={({ open }, page) => ({ ...page, onlyOpen: open === 'yes' })}
        rows={({ databaseSightings }) => databaseSightings}
        rowKey={({ id }) => id}
        empty="没有人绕过平台连过数据库"
        filters={[{ name: 'open', label: '范围', options: [{ value: 'yes', label: '还没有说明' }] }]}
        columns={[
          { title: '数据库账号', text: ({ user }) => user, sort: 'USER' },
          { title: '从哪里', text: ({ host }) => orNone(host) },
          { title: '看到', text: ({ seenAt }) => dateTime(seenAt), sort: 'SEEN_AT' },
          { title: '最后看到', text: ({ lastSeenAt }) => dateTime(lastSeenAt) },
          stateColumn(),
          { title: '是谁', text: ({ person }) => orNone(person) },
          { title: '为什么', text: ({ why }) => orNone(why), width: 220 },
          {
            ...work('answerDatabaseSighting'),
            render: ({ id, availableActions }) => (
              <Acts size="small" available={availableActions} acts={[answer(id)]} />
            ),
          },
        ]}
      />
    </>
  );
}
