import { DeclareVillages, Villages, type VillagesQuery } from '../api/admin.ts';
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
    intro: '编码相同的，以这次填的为准。表格里有的，复制那几列（编码、村名、乡镇、偏远、纬度、经度），在第一格粘贴。',
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
          { name: 'latitude', label: '纬度', kind: 'number' },
          { name: 'longitude', label: '经度', kind: 'number' },
        ],
      },
    ],
    variables: ({ rows }) => ({
      input: {
        villages: rows('villages').map(({ text, maybe, maybeNumber, is }) => ({
          code: text('code'),
          name: text('name'),
          townshipName: maybe('townshipName'),
          remote: is('remote'),
          latitude: maybeNumber('latitude'),
          longitude: maybeNumber('longitude'),
        })),
      },
    }),
  }),
});

const reach = ({ served, byStation }: { served: boolean; byStation: boolean }): string =>
  byStation ? '经服务站' : served ? '送到村' : '没有通';

type Village = VillagesQuery['villages'][number];
const countOf = (villages: readonly Village[], is: (village: Village) => boolean): number => villages.filter(is).length;
/** How many there are, and what is missing of them. */
function noteOf(villages: readonly Village[]): string {
  const missed = countOf(villages, ({ served }) => !served);
  const unplaced = countOf(villages, ({ point }) => point === null);
  return [
    `${villages.length} 个村屯，${missed === 0 ? '全部通了配送' : `${missed} 个没有通`}`,
    `偏远村 ${countOf(villages, ({ remote }) => remote)} 个`,
    unplaced === 0 ? '地图上都有位置' : `${unplaced} 个没填位置，“带我去”只能拿地址去找`,
  ].join('；');
}

/** Which villages deliveries reach (8.1.2.as): the ones that none reaches first. */
export function VillagesPage() {
  const asked = useAsk(Villages, {});
  return (
    <Shown asked={asked}>
      {({ villages }) => (
        <>
          <PageHead title="村屯覆盖" note={noteOf(villages)}>
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
                title: '位置',
                text: ({ point }) => (point ? `${point.latitude},${point.longitude}` : '没填'),
                sort: true,
              },
              {
                title: '配送',
                text: reach,
                render: (one) => <Mark tone={one.served ? 'good' : 'bad'}>{reach(one)}</Mark>,
                sort: true,
              },
            ]}
          />
        </>
      )}
    </Shown>
  );
}
