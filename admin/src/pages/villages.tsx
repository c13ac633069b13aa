import { DeclareVillages, Villages } from '../api/admin.ts';
import { orNone } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { act, Acts, type Act } from '../ui/Acts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Mark } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';

const declareAct: Act = act({
  label: '登记村屯',
  field: 'declareVillages',
  tone: 'primary',
  form: () => ({
    draft: 'villages',
    title: '登记村屯',
    submit: '登记',
    document: DeclareVillages,
    intro: '编码相同的，以这次填的为准。',
    fields: [
      {
        name: 'villages',
        label: '村屯',
        kind: 'rows',
        initial: [{}],
        rows: [
          { name: 'code', label: '编码（12位）', kind: 'text', required: true, max: 12 },
          { name: 'name', label: '村名', kind: 'text', required: true, max: 60 },
          { name: 'townshipName', label: '乡镇', kind: 'text', max: 60 },
          { name: 'remote', label: '偏远', kind: 'switch', initial: false },
        ],
      },
    ],
    variables: ({ rows }) => ({
      input: {
        villages: rows('villages').map(({ text, maybe, is }) => ({
          code: text('code'),
          name: text('name'),
          townshipName: maybe('townshipName'),
          remote: is('remote'),
        })),
      },
    }),
  }),
});

const reach = ({ served, byStation }: { served: boolean; byStation: boolean }): string =>
  byStation ? '经服务站' : served ? '送到村' : '没有通';

/** Which villages deliveries reach (8.1.2.as): the ones that none reaches first. */
export function VillagesPage() {
  const asked = useAsk(Villages, {});
  return (
    <Shown asked={asked}>
      {({ villages }) => {
        const missed = villages.filter(({ served }) => !served).length;
        return (
          <>
            <PageHead
              title="村屯覆盖"
              note={`${villages.length} 个村屯，${missed === 0 ? '全部通了配送' : `${missed} 个没有通`}；偏远村 ${villages.filter(({ remote }) => remote).length} 个`}
            >
              <Acts acts={[declareAct]} />
            </PageHead>
            <ListTable
              name="村屯"
              rowKey={({ code }) => code}
              rows={[...villages].sort((one, other) => Number(one.served) - Number(other.served))}
              empty="还没有登记村屯"
              columns={[
                { title: '村屯', text: ({ name }) => name, sort: true },
                { title: '乡镇', text: ({ townshipName }) => orNone(townshipName), sort: true },
                { title: '编码', text: ({ code }) => code },
                { title: '偏远', text: ({ remote }) => (remote ? '是' : '否'), sort: true },
                {
                  title: '配送',
                  text: reach,
                  render: (one) => <Mark tone={one.served ? 'good' : 'bad'}>{reach(one)}</Mark>,
                  sort: true,
                },
              ]}
            />
          </>
        );
      }}
    </Shown>
  );
}
