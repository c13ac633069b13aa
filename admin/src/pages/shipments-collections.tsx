import { Link } from 'react-router';
import {
  AssignCollection,
  Carriers,
  CollectionActWords,
  CollectionKindWords,
  Collections,
  CollectionStateWords,
  PartyKindWords,
  RoleWords,
  type CarriersQuery,
  type CollectionsQuery,
} from '../api/admin.ts';
import { dateTime, NONE, orNone, yuan } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { SAID } from '../lib/said.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Due } from '../ui/marks.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Row = CollectionsQuery['collections']['edges'][number]['node'];
type Carrier = CarriersQuery['carriers'][number];

const assignAct = ({ id, courierId, carrierPartyId }: Row, carriers: readonly Carrier[]) =>
  act({
    label: CollectionActWords.ASSIGN,
    field: 'assignCollection',
    action: 'ASSIGN',
    form: () => ({
      draft: `collection.${id}`,
      title: '派谁去取',
      submit: CollectionActWords.ASSIGN,
      document: AssignCollection,
      fields: [
        {
          name: 'courierId',
          label: RoleWords.COURIER,
          kind: 'pick',
          required: true,
          options: (carriers.find(({ partyId }) => partyId === carrierPartyId)?.couriers ?? [])
            .filter(({ active }) => active)
            .map((one) => ({ value: one.id, label: one.name })),
        },
      ],
      variables: ({ text }) => ({
        input: { collectionId: id, courierId: text('courierId'), seenCourierId: courierId },
      }),
    }),
  });

const columns = (carriers: readonly Carrier[]): Column<Row>[] => [
  { title: '种类', text: ({ kind }) => CollectionKindWords[kind] },
  {
    title: '订单',
    text: ({ order }) => order && '看订单',
    render: ({ order }) => (order && may('tradeOrders') ? <Link to={`/orders/${order.id}`}>看订单</Link> : NONE),
  },
  { title: '交给', text: ({ sellerName }) => sellerName },
  stateColumn(),
  {
    title: PartyKindWords.CARRIER,
    text: ({ carrier }) => carrier?.name,
    render: ({ carrier }) => <PartyLink of={carrier} />,
  },
  { title: RoleWords.COURIER, text: ({ courier }) => orNone(courier?.name) },
  { title: '货', roomy: true, text: ({ items }) => items.map(({ title, units }) => `${title} ×${units}`).join('、') },
  { title: '应退', roomy: true, align: 'right', text: ({ refundFen }) => yuan(refundFen) },
  { title: '提出', text: ({ createdAt }) => dateTime(createdAt) },
  {
    title: '期限',
    text: ({ dueAt }) => dateTime(dueAt),
    render: ({ dueAt }) => <Due at={dueAt} />,
  },
  // Nobody of the office does it: whoever only looks on has no column for it.
  ...(may('assignCollection')
    ? [
        {
          ...work('assignCollection'),
          render: (row: Row) => (
            <Acts size="small" available={row.availableActions} acts={[assignAct(row, carriers)]} />
          ),
        },
      ]
    : []),
];

/** Returns and exchanges that are fetched from consumers, step by step. */
export function Collected() {
  const { data } = useAsk(Carriers, {});
  return (
    <DataTable
      name={SAID.collections}
      document={Collections}
      variables={({ state }, { first, after, id }) => ({ first, after, id, state })}
      rows={({ collections }) => collections}
      rowKey={({ id }) => id}
      filters={[{ name: 'state', label: '状态', options: options(CollectionStateWords) }]}
      empty="没有这样的取件"
      expand={({ steps, agreedAt, takenAt, handedOverAt, items }) => (
        <Facts
          of={[
            ['货', items.map(({ title, units }) => `${title} ×${units}`).join('、')],
            ['约好', agreedAt && dateTime(agreedAt)],
            ...steps.map(({ step, label, doneAt }): [string, string] => [
              `${step} ${label}`,
              doneAt ? dateTime(doneAt) : '还没有做',
            ]),
            [CollectionStateWords.TAKEN, takenAt && dateTime(takenAt)],
            [CollectionStateWords.HANDED_OVER, handedOverAt && dateTime(handedOverAt)],
          ]}
        />
      )}
      columns={columns(data?.carriers ?? [])}
    />
  );
}
