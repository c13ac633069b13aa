import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import {
  AssignCollection,
  CarrierReturns,
  CollectionKindWords,
  CollectionStateWords,
  type CollectionState,
  type CarrierReturnsQuery,
  CollectionActWords,
} from '@/api/carrier';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { useList } from '@/lib/query';
import { say } from '@/lib/say';
import { BESIDE, FeetOf } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DueBy } from '@/ui/DueBy';
import { Choice, optionsOf, Tabs } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cell, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { CodeLock } from '../../ui/CodeLock';
import { useFresh } from '@/lib/fresh';

type Collection = CarrierReturnsQuery['collections']['edges'][number]['node'];
type Courier = NonNullable<CarrierReturnsQuery['carriers'][number]['couriers']>[number];
const pick = (data: CarrierReturnsQuery) => data.collections;

/** Returns to be fetched from consumers: who goes, and how far it is. */
export default function ReturnsPage() {
  const [state, setState] = useState<CollectionState>('DUE');
  const list = useList(CarrierReturns, { state, first: 20, after: null as string | null }, pick);
  useReachBottom(() => void list.more());
  useFresh(list.reload);
  const couriersOf = (carrierPartyId: string): readonly Courier[] =>
    list.whole?.carriers.find(({ partyId }) => partyId === carrierPartyId)?.couriers ?? [];
  return (
    <Page
      query={list}
      head={<Tabs tabs={optionsOf(CollectionStateWords)} value={state} onChange={setState} />}
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: '这里没有要取的退货' }}
    >
      {(nodes) => (
        <>
          {nodes.map((one) => (
            <Card key={one.id} one={one} couriers={couriersOf(one.carrierPartyId)} reload={list.reload} />
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}

function Card({
  one,
  couriers,
  reload,
}: {
  one: Collection;
  couriers: readonly Courier[];
  reload: () => Promise<void>;
}) {
  const [courierId, setCourierId] = useState(one.courierId ?? '');
  const assign = useAction(async () => {
    if (!courierId) {
      say('请选一个人');
      return;
    }
    await act(AssignCollection, { collectionId: one.id, courierId, seenCourierId: one.courierId ?? null });
    say('派好了');
    await reload();
  });
  const courier = couriers.find(({ id }) => id === one.courierId);
  return (
    <Section
      title={`取回${CollectionKindWords[one.kind]}`}
      extra={courier ? <Tag>{courier.name}</Tag> : <Tag tone="bad">没派人</Tag>}
    >
      <View>{one.items.map(({ title, units }) => `${title} × ${units}`).join('、')}</View>
      <Cell label="到哪里取">
        {one.recipient.name}
        <View>{one.recipient.address}</View>
      </Cell>
      <Cell label="交给">{one.sellerName}</Cell>
      <Cell label="报的时间">{moment(one.createdAt)}</Cell>
      {one.agreedAt && (
        <Cell label="约好">
          {moment(one.agreedAt)}，{one.agreedPlace}
        </Cell>
      )}
      {one.handedOverAt ? (
        <Cell label={CollectionActWords.HAND_OVER}>{moment(one.handedOverAt)}</Cell>
      ) : (
        one.centreDueAt && (
          <Cell label="期限">
            <DueBy at={one.centreDueAt} what={CollectionActWords.HAND_OVER} />
          </Cell>
        )
      )}
      <FeetOf value={BESIDE}>
        <CodeLock of={{ collectionId: one.id }} actions={one.availableActions} reload={reload} />
      </FeetOf>
      {one.availableActions.includes('ASSIGN') && (
        <>
          <Choice
            label="派给谁去取"
            value={courierId}
            options={couriers.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setCourierId}
            error={assign.problem?.at('courierId')}
          />
          <Refusal problem={assign.problem} fields={['courierId']} />
          <View className="buttons">
            <Button kind={courier ? undefined : 'main'} busy={assign.busy} onTap={assign.run}>
              {courier ? '换成他' : '派给他'}
            </Button>
          </View>
        </>
      )}
    </Section>
  );
}
