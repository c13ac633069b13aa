import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  HandoverSideWords,
  SellerOpenHandover,
  SellerSignHandover,
  ShipmentActWords,
  SignCustodyLeg,
  TakeBackShipment,
  type SellerOrderQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { say } from '@/lib/say';
import { useTold } from '@/lib/told';
import { Breach } from '@/ui/Breach';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Code } from '@/ui/Code';
import { Check } from '@/ui/forms';
import { Cell, Notice, Section, Tag } from '@/ui/parts';
import { Inspected, StoreNow } from '@/ui/Inspected';
import { Refusal } from '@/ui/Refusal';
import { DueBy } from '@/ui/DueBy';
import { KeeperField, useKeeper } from '@/ui/Keeper';
import { CustodyLegs } from '@/ui/CustodyLegs';
import { ByCard } from './ByCard';

type Shipment = NonNullable<NonNullable<SellerOrderQuery['order']>['shipments']>[number];
type Handover = Shipment['handovers'][number];

/**
 * The seller's side of a takeover: the goods document, its two signatures, and a code that the courier scans to find
 * it.
 */
export function HandOver({ shipment, reload }: { shipment: Shipment; reload: () => Promise<void> }) {
  const document = shipment.handovers[shipment.handovers.length - 1];
  const cold = shipment.storage !== 'AMBIENT';
  const askTold = useTold(['ORDER_PAID', 'PICK_UP_COMING', 'PARCEL_STOPPED']);
  const open = useAction(async () => {
    askTold();
    await act(SellerOpenHandover, { shipmentId: shipment.id }, `handover ${shipment.id} ${shipment.handovers.length}`);
    await reload();
  });
  const canOpen = shipment.availableActions.includes('OPEN_HANDOVER');
  return (
    <Section title="交给配送员" extra={<Tag>{shipment.stateLabel}</Tag>}>
      <Cell label="配送">
        {shipment.carrierName}
        {shipment.courier ? `，${shipment.courier.name}` : ''}
        {shipment.vehicle ? `，${shipment.vehicle.plate}` : ''}
      </Cell>
      {!shipment.takenOverAt && !shipment.courier && <View className="grey">配送公司派好人，这里就能交接</View>}
      {!shipment.takenOverAt && <DueBy at={shipment.takeOverDueAt} what="交接" />}
      {shipment.takenOverAt && <Cell label="接货">{moment(shipment.takenOverAt)}</Cell>}
      {shipment.refusalLabel && (
        <Notice tone="bad">
          买家拒收：{shipment.refusalLabel}
          {shipment.refusalNote ? `，${shipment.refusalNote}` : ''}
        </Notice>
      )}
      <Refusal problem={open.problem} />
      {canOpen &&
        (cold ? (
          <>
            <Notice>要冷藏的货，由配送员量温度、逐项检查后开交接单，您再签字。</Notice>
            {(shipment.stores ?? []).map((store) => (
              <StoreNow key={store.id} of={store} />
            ))}
          </>
        ) : (
          <Acts>
            <Button kind="main" busy={open.busy} onTap={open.run}>
              {ShipmentActWords.OPEN_HANDOVER}
            </Button>
          </Acts>
        ))}
      {canOpen && (
        <>
          <Code text={`heitu:shipment:${shipment.id}`} label="给配送员扫的码" />
          <View className="small grey">配送员扫这个码就能找到这一件。</View>
        </>
      )}
      {document && <Document document={document} reload={reload} />}
      {shipment.availableActions.includes('RETURN') && <TakeBack id={shipment.id} reload={reload} />}
      <CustodyLegs parcel={shipment} sign={(signed) => act(SignCustodyLeg, signed)} reload={reload} />
      <Breach shipmentId={shipment.id} by="seller" />
    </Section>
  );
}

function Document({ document, reload }: { document: Handover; reload: () => Promise<void> }) {
  const keeper = useKeeper();
  const sign = useAction(async () => {
    await act(SellerSignHandover, { handoverId: document.id, as: 'SELLER', custodian: keeper.named() });
    say('您已签字');
    await reload();
  });
  return (
    <>
      <View className="bold gap-top">交接单 {document.number}</View>
      {document.document && (
        <View className="grey">
          {document.document.names.join('、')}，共{document.document.units}件
        </View>
      )}
      <Inspected of={document} failed="没有看" />
      {Object.entries(HandoverSideWords).map(([side, name]) => {
        const one = document.signatures.find((signature) => signature.side === side);
        return (
          <Cell key={side} label={`${name}签字`}>
            {one ? `${one.custodian}，${moment(one.signedAt)}` : '还没签'}
          </Cell>
        );
      })}
      {document.state === 'SIGNED' && (
        <Notice tone={document.verified ? 'good' : 'bad'}>
          {document.verified ? '双方已签字，货交给配送方了' : '单子被改动过，请马上联系平台'}
        </Notice>
      )}
      {document.byCard && <ByCard handoverId={document.id} signed={document.byCard} reload={reload} />}
      <Refusal problem={sign.problem} fields={['custodian']} />
      {document.availableActions.includes('SIGN_SELLER') && (
        <>
          <KeeperField keeper={keeper} problem={sign.problem} />
          <Acts>
            <Button kind="main" busy={sign.busy} onTap={sign.run}>
              货对得上，签字
            </Button>
          </Acts>
        </>
      )}
    </>
  );
}

function TakeBack({ id, reload }: { id: string; reload: () => Promise<void> }) {
  const [resellable, setResellable] = useState(false);
  const take = useAction(async () => {
    await act(TakeBackShipment, { shipmentId: id, resellable });
    await reload();
  });
  return (
    <>
      <Check on={resellable} onChange={setResellable}>
        退回来的货完好，还能卖
      </Check>
      <Refusal problem={take.problem} />
      <Acts>
        <Button kind="main" busy={take.busy} onTap={take.run}>
          收到退回的货
        </Button>
      </Acts>
    </>
  );
}
