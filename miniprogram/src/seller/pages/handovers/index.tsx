import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState, type ReactNode } from 'react';
import { SellerHandovers, SellerSignHandover, type SellerHandoversQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useEach, type OneOf } from '@/lib/each';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useWaitingWhere } from '@/lib/outbox';
import { Problem } from '@/lib/problem';
import { useList } from '@/lib/query';
import { say } from '@/lib/say';
import { TODAY } from '@/lib/today';
import { Button } from '@/ui/Button';
import { Check } from '@/ui/forms';
import { KeeperField, useKeeper } from '@/ui/Keeper';
import { More } from '@/ui/More';
import { Bar, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Page } from '../../ui/Page';
import { PAGES } from '../../ui/pages';

type Document = SellerHandoversQuery['openHandovers']['edges'][number]['node'];

/** What the courier has counted and written up, and waits for this side: signed in one go, each document by itself. */
export default function HandoversPage() {
  const list = useList(SellerHandovers, { first: 20 }, (data) => data.openHandovers, {
    keepAs: 'handovers',
    place: TODAY,
  });
  useFresh(list.reload);
  useReachBottom(() => void list.more());
  const waiting = useWaitingWhere(
    ({ document, refused }) => document.name === SellerSignHandover.name && !refused,
    list.reload,
  );
  const toSign = (documents: readonly Document[]) =>
    documents
      .filter(({ availableActions }) => availableActions.includes('SIGN_SELLER'))
      // What was signed without a network is on its way.
      .filter(({ id }) => !waiting.some(({ input }) => input['handoverId'] === id));
  return (
    <Page
      right="ORDERS"
      query={list}
      isEmpty={(documents) => toSign(documents).length === 0}
      empty={{ text: '没有等您签字的交接单', more: '配送员点完数、开了交接单，就到这里' }}
    >
      {(documents) => (
        <ToSign documents={toSign(documents)} reload={list.reload}>
          <More list={list} />
        </ToSign>
      )}
    </Page>
  );
}

/** Who stands there for these goods. */
const courierOf = ({ shipment }: Document): string =>
  [shipment?.carrierName, shipment?.courier?.name, shipment?.vehicle?.plate].filter(Boolean).join('，');
const oneOf = ({ id, number, shipment }: Document): OneOf => ({
  key: id,
  of: shipment?.order?.id ?? id,
  name: `交接单 ${number}`,
});

function ToSign({
  documents,
  reload,
  children,
}: {
  documents: readonly Document[];
  reload: () => Promise<void>;
  children: ReactNode;
}) {
  const [out, setOut] = useState<readonly string[]>([]);
  const keeper = useKeeper();
  const chosen = documents.filter(({ id }) => !out.includes(id));
  const signEach = useEach();
  const sign = useAction(async () => {
    const custodian = keeper.named();
    if (chosen.length === 0) throw new Problem('refused', { refusal: { message: '一张也没选，先点上要签的' } });
    await signEach(chosen.map(oneOf), ({ key: handoverId, of }) =>
      act(SellerSignHandover, { handoverId, as: 'SELLER', custodian }, undefined, of),
    ).finally(reload);
    say(`签好了，一共 ${chosen.length} 张`);
  });
  const turn = (id: string, on: boolean) => setOut(on ? out.filter((one) => one !== id) : [...out, id]);
  return (
    <View className="with-bar">
      <Section>
        <KeeperField keeper={keeper} problem={sign.problem} label="谁保管这些单" />
        <View className="grey">看着货对一遍。不在这里的、不对的，点一下去掉，先不签。</View>
        <Refusal problem={sign.problem} fields={['custodian']} />
      </Section>
      {couriersOf(documents).map((courier) => (
        <Section key={courier} title={courier}>
          {documents
            .filter((one) => courierOf(one) === courier)
            .map((document) => (
              <One key={document.id} document={document} on={chosen.includes(document)} turn={turn} />
            ))}
        </Section>
      ))}
      {children}
      <Bar>
        <Button kind="main" busy={sign.busy} onTap={sign.run}>
          货对得上，签这 {chosen.length} 张
        </Button>
      </Bar>
    </View>
  );
}
const couriersOf = (documents: readonly Document[]): string[] => [...new Set(documents.map(courierOf))];

/** One document as far as it is told from another; all that stands on it is on the order's page. */
function One({
  document: { id, number, document, points, shipment },
  on,
  turn,
}: {
  document: Document;
  on: boolean;
  turn: (id: string, on: boolean) => void;
}) {
  const order = shipment?.order;
  const cold = points.filter(({ celsius }) => celsius !== null);
  return (
    <View className="between">
      <View className="grow">
        <Check on={on} onChange={(now) => turn(id, now)}>
          <View>
            {document?.names.join('、')}，共{document?.units}件
          </View>
          {cold.length > 0 && (
            <View className="grey">{cold.map(({ label, celsius }) => `${label} ${celsius}°C`).join('，')}</View>
          )}
          <View className="small grey break">{number}</View>
        </Check>
      </View>
      {order && (
        <Button small label={`看单 ${number}`} onTap={() => go(PAGES.order, { id: order.id })}>
          看单
        </Button>
      )}
    </View>
  );
}
