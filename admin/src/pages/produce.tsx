import {
  DoseUnitWords,
  FieldRecordWords,
  InputKindWords,
  LotStateWords,
  NoteKindWords,
  PlotKindWords,
  PlotsOfProduce,
  ProduceLibrary,
  SizeUnitWords,
  TraceUnitWords,
  type PlotsOfProduceQuery,
  type ProduceLibraryQuery,
} from '../api/admin.ts';
import { count, date, orNone } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { ListTable } from '../ui/ListTable.tsx';
import { Mark } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Nothing, Shown } from '../ui/States.tsx';

type Row = ProduceLibraryQuery['produceLibrary'][number];
type Plot = PlotsOfProduceQuery['plots']['edges'][number]['node'];

/** Only what there is: land, animals, hives; kilograms, pieces. */
const sizeOf = ({ mu, heads, hives }: Row): string =>
  [
    mu > 0 && `${count(mu)}${SizeUnitWords.MU}`,
    heads > 0 && `${count(heads)}${SizeUnitWords.HEAD}`,
    hives > 0 && `${count(hives)}${SizeUnitWords.HIVE}`,
  ]
    .filter(Boolean)
    .join('，');
const outputOf = ({ kilograms, pieces }: Row): string =>
  [kilograms > 0 && `${count(kilograms)}${TraceUnitWords.KG}`, pieces > 0 && `${count(pieces)}${TraceUnitWords.PIECE}`]
    .filter(Boolean)
    .join('，') || '还没收';
const total = (rows: readonly Row[], of: (row: Row) => number): string =>
  count(rows.reduce((sum, row) => sum + of(row), 0));

const totalsOf = (rows: readonly Row[]): string =>
  [
    `${total(rows, ({ plots }) => plots)} 块地和栏舍`,
    `${total(rows, ({ mu }) => mu)} ${SizeUnitWords.MU}`,
    `收了 ${total(rows, ({ kilograms }) => kilograms)} ${TraceUnitWords.KG}`,
  ].join('，');

/** The produce library of the county (5.1.a): goods, growers, area, season and output, each row with its plots. */
export function ProducePage() {
  const asked = useAsk(ProduceLibrary, {});
  return (
    <Shown asked={asked}>
      {({ produceLibrary: rows }) => (
        <>
          <PageHead title="农产品资源" note={`${totalsOf(rows)}。都从田间记录里数出来，点开一行看是哪些地`} />
          <ListTable
            name="农产品资源"
            rowKey={({ id }) => id}
            rows={rows}
            empty="还没有人登记地块"
            expand={(row) => <PlotsOf row={row} />}
            columns={[
              { title: '种养的', text: ({ crop }) => crop, sort: true },
              { title: '卖的货', text: ({ category }) => orNone(category?.path), sort: true },
              { title: '年份', text: ({ year }) => year, sort: true },
              { title: '乡镇', text: ({ township }) => township, sort: true },
              { title: '种养户', align: 'right', text: ({ growers }) => growers, sort: true },
              { title: '地块', align: 'right', text: ({ plots }) => plots, sort: true },
              { title: '面积、数量', align: 'right', text: sizeOf },
              { title: '收成', align: 'right', text: outputOf },
              { title: '做成的批次', align: 'right', text: ({ lots }) => lots, sort: true },
            ]}
          />
        </>
      )}
    </Shown>
  );
}

function PlotsOf({ row: { divisionCode, categoryId, crop, year } }: { row: Row }) {
  const asked = useAsk(PlotsOfProduce, { divisionCode, categoryId, crop, year });
  return (
    <Shown asked={asked}>
      {({ plots }) => (
        <ListTable
          bare
          name="地块"
          rowKey={({ id }) => id}
          rows={plots.edges.map(({ node }) => node)}
          expand={(plot) => <PlotDetail plot={plot} />}
          columns={[
            { title: '叫什么', text: ({ name }) => name },
            { title: '是什么', text: ({ kind }) => PlotKindWords[kind] },
            { title: '村屯', text: ({ village }) => orNone(village) },
            { title: '种养户', text: ({ grower }) => grower?.name ?? '商家自己' },
            { title: '大小', align: 'right', text: ({ size, sizeUnit }) => `${count(size)}${SizeUnitWords[sizeUnit]}` },
            { title: FieldRecordWords.INPUT, text: ({ inputs }) => `${inputs.length} 次` },
            {
              title: '最近一次收',
              text: ({ harvests }) => date(harvests[0]?.harvestedOn),
            },
            {
              title: LotStateWords.HELD,
              text: ({ heldLots }) => heldLots.map(({ lotCode }) => lotCode).join('、') || '没有',
              render: ({ heldLots }) =>
                heldLots.length > 0 ? (
                  <Mark tone="bad">{heldLots.map(({ lotCode }) => lotCode).join('、')}</Mark>
                ) : (
                  '没有'
                ),
            },
          ]}
        />
      )}
    </Shown>
  );
}

interface Told {
  id: string;
  on: string;
  what: string;
  more: string;
}
const toldOf = ({ inputs, notes, harvests }: Plot): Told[] =>
  [
    ...inputs.map(({ id, usedOn, kind, name, dose, doseUnit, safeDays, safeFromOn }) => ({
      id,
      on: usedOn,
      what: `${InputKindWords[kind]} ${name} ${dose}${DoseUnitWords[doseUnit]}`,
      more: safeDays > 0 ? `要隔 ${safeDays} 天，${date(safeFromOn)} 起可以收` : '',
    })),
    ...notes.map(({ id, seenOn, kind, what, control }) => ({
      id,
      on: seenOn,
      what: `${NoteKindWords[kind]}：${what}`,
      more: control ?? '',
    })),
    ...harvests.map(({ id, harvestedOn, quantity, left, unit }) => ({
      id,
      on: harvestedOn,
      what: `收了 ${count(quantity)}${TraceUnitWords[unit]}`,
      more: `还有 ${count(left)}${TraceUnitWords[unit]} 没有做成批次`,
    })),
  ].sort((a, b) => b.on.localeCompare(a.on));

const PlotDetail = ({ plot }: { plot: Plot }) => {
  const told = toldOf(plot);
  return told.length === 0 ? (
    <Nothing text="这块地还没有记录" />
  ) : (
    <ListTable
      bare
      name="田间记录"
      rowKey={({ id }) => id}
      rows={told}
      columns={[
        { title: '日期', text: ({ on }) => date(on) },
        { title: '记录', text: ({ what }) => what },
        { title: '说明', text: ({ more }) => orNone(more) },
      ]}
    />
  );
};
