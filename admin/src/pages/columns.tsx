import {
  MarketingColumns,
  RemoveMarketingColumn,
  SaveMarketingColumn,
  type MarketingColumnsQuery,
} from '../api/admin.ts';
import { dateTime, orNone } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';

type Column = MarketingColumnsQuery['marketingColumns'][number];

function saveAct(data: MarketingColumnsQuery, column?: Column): Act {
  return act({
    label: column ? '修改' : '新建栏目',
    field: 'saveMarketingColumn',
    tone: column ? undefined : 'primary',
    form: () => ({
      draft: `column.${column?.id ?? 'new'}`,
      title: column ? `修改栏目：${column.title}` : '新建栏目',
      submit: '保存',
      document: SaveMarketingColumn,
      fields: [
        { name: 'title', label: '标题', kind: 'text', required: true, max: 20, initial: column?.title },
        { name: 'subtitle', label: '副标题', kind: 'text', max: 40, initial: column?.subtitle },
        {
          name: 'productIds',
          label: '商品',
          kind: 'choices',
          required: true,
          options: data.products.edges.map(({ node }) => ({
            value: node.id,
            label: node.shop ? `${node.title}（${node.shop.name}）` : node.title,
          })),
          initial: column?.products.map(({ id }) => id),
          help: '按选择的先后排列；下架的不会显示',
        },
        {
          name: 'position',
          label: '排在第几',
          kind: 'whole',
          required: true,
          initial: column?.position ?? data.marketingColumns.length + 1,
        },
      ],
      variables: ({ maybe, number, text, texts }, requestId) => ({
        input: {
          requestId,
          id: column?.id,
          title: text('title'),
          subtitle: maybe('subtitle'),
          productIds: texts('productIds'),
          position: number('position'),
        },
      }),
    }),
  });
}

export function ColumnsPage() {
  const asked = useAsk(MarketingColumns, {});
  return (
    <Shown asked={asked}>
      {(data) => (
        <>
          <PageHead title="首页栏目" note="小程序首页按这里的顺序显示">
            <Acts acts={[saveAct(data)]} />
          </PageHead>
          <ListTable
            name="首页栏目"
            rowKey={({ id }) => id}
            rows={data.marketingColumns}
            empty="还没有栏目"
            columns={[
              { title: '顺序', text: ({ position }) => position, sort: true },
              { title: '标题', text: ({ title }) => title },
              { title: '副标题', text: ({ subtitle }) => orNone(subtitle) },
              { title: '商品', text: ({ products }) => products.map(({ title }) => title).join('、'), width: 420 },
              { title: '修改', text: ({ changedAt }) => dateTime(changedAt) },
              {
                ...work('removeMarketingColumn|saveMarketingColumn'),
                render: (column) => (
                  <Acts
                    size="small"
                    acts={[
                      saveAct(data, column),
                      act({
                        label: '撤下',
                        field: 'removeMarketingColumn',
                        tone: 'danger',
                        confirm: `首页不再显示“${column.title}”。`,
                        document: RemoveMarketingColumn,
                        variables: { input: { id: column.id } },
                      }),
                    ]}
                  />
                ),
              },
            ]}
          />
        </>
      )}
    </Shown>
  );
}
