import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import {
  AcceptReturn,
  DecideAfterSale,
  OfferRefund,
  SellerAfterSale,
  SellerSignCollection,
  type AfterSaleAct,
  type SellerAfterSaleQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { fenOf } from '@/lib/prices';
import { wrongAt } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Check } from '@/ui/forms';
import { Page } from '../../ui/Page';
import { PrivatePicture } from '@/ui/Photos';
import { Cell, Field, Section, Notice } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { DueBy } from '@/ui/DueBy';
import { Hands } from '@/ui/Hands';

type AfterSale = NonNullable<SellerAfterSaleQuery['afterSale']>;
type Collection = NonNullable<SellerAfterSaleQuery['collections']>['edges'][number]['node'];

export default function AfterSalePage() {
  const { params } = useRouter();
  const query = useQuery(SellerAfterSale, { id: params['id'] ?? '' });
  return (
    <Page
      right="AFTER_SALES"
      query={query}
      isEmpty={(data) => data.afterSale === null}
      empty={{ text: '没有这个申请，或不归您管' }}
    >
      {(data) => (
        <Manage
          one={data.afterSale!}
          collection={data.collections?.edges
            .map(({ node }) => node)
            .find(({ afterSaleId }) => afterSaleId === data.afterSale!.id)}
          reload={query.reload}
        />
      )}
    </Page>
  );
}

function Manage({
  one,
  collection,
  reload,
}: {
  one: AfterSale;
  collection: Collection | undefined;
  reload: () => Promise<void>;
}) {
  const can = (action: AfterSaleAct): boolean => one.availableActions.some((available) => available.action === action);
  return (
    <>
      <Section title={`${one.kindLabel}：${one.stateLabel}`}>
        {one.state === 'REQUESTED' && (
          <View>
            <DueBy at={one.answerDueAt} what="答复" />
            <View className="small grey">过时没答复，算您同意</View>
          </View>
        )}
        <Cell label="原因">{one.causeLabel}</Cell>
        <View className="break">{one.reason}</View>
        {one.photoIds.length > 0 && (
          <View className="row wrap gap-top">
            {one.photoIds.map((id, i) => (
              <PrivatePicture key={id} id={id} edge="orders" label={`买家拍的第${i + 1}张照片`} />
            ))}
          </View>
        )}
        {one.lines.map((line) => (
          <Cell key={line.lineId} label={line.title}>
            {line.units > 0 ? `${line.units}件` : '退一部分钱'}
            {line.accessories ? `，附件：${line.accessories}` : ''}
          </Cell>
        ))}
        <Cell label="要退">{yuan(one.refundFen)}</Cell>
        <Cell label="申请">{moment(one.requestedAt)}</Cell>
        {one.decidedAt && (
          <Cell label="您的答复">
            {moment(one.decidedAt)}
            {one.decisionReason ? `，${one.decisionReason}` : ''}
          </Cell>
        )}
      </Section>
      {one.state === 'OFFERED' && (
        <Section title="您提出退一部分">
          <Cell label={yuan(one.offeredFen ?? 0)} plain>
            {one.offerNote}
          </Cell>
          <View className="grey">等买家答复{one.waitDueAt && `；${moment(one.waitDueAt)}前没答复，就退这些`}</View>
        </Section>
      )}
      {one.sentBackAt && (
        <Section title="买家自己寄回的">
          <Cell label={one.expressCompany ?? ''}>{one.expressNumber}</Cell>
        </Section>
      )}
      {can('ACCEPT') && one.waitDueAt && <DueBy at={one.waitDueAt} what="验收" />}
      {can('OFFER') && <OfferPart id={one.id} askedFen={one.refundFen} reload={reload} />}
      {can('APPROVE') && <Decide id={one.id} reload={reload} />}
      {collection && <Receive collection={collection} reload={reload} />}
      {collection && <Hands legs={collection.legs} />}
      {can('ACCEPT') && <Examine id={one.id} exchange={one.kind === 'EXCHANGE'} reload={reload} />}
      {one.checkedAt && (
        <Section title="验收">
          <View>
            {moment(one.checkedAt)} {one.checkNote}
          </View>
        </Section>
      )}
    </>
  );
}

/** Two rotten apples are two apples: the seller says what they are worth. */
function OfferPart({ id, askedFen, reload }: { id: string; askedFen: number; reload: () => Promise<void> }) {
  const { value: form, set, clear } = useDraft(`offer ${id}`, { amount: '', note: '' });
  const offer = useAction(async () => {
    const amountFen = fenOf(form.amount) ?? 0;
    if (amountFen === 0 || amountFen >= askedFen) throw wrongAt('amountFen', `请填写退多少元，要比${yuan(askedFen)}少`);
    if (!form.note.trim()) throw wrongAt('note', '请写明为什么退这些');
    await act(OfferRefund, { afterSaleId: id, amountFen, note: form.note.trim() });
    clear();
    say('已告诉买家，等他答复');
    await reload();
  });
  return (
    <Section title="只坏了一部分？商量退一部分">
      <Field
        label="退多少元"
        type="digit"
        value={form.amount}
        onInput={(amount) => set({ amount })}
        error={offer.problem?.at('amountFen')}
        maxLength={9}
      />
      <Field
        label="为什么退这些"
        long
        value={form.note}
        onInput={(note) => set({ note })}
        placeholder="比如：坏了两个，按斤退"
        error={offer.problem?.at('note')}
        maxLength={200}
      />
      <Refusal problem={offer.problem} fields={['amountFen', 'note']} />
      <View className="buttons">
        <Button busy={offer.busy} onTap={offer.run}>
          告诉买家
        </Button>
      </View>
    </Section>
  );
}

function Decide({ id, reload }: { id: string; reload: () => Promise<void> }) {
  const { value: form, set, clear } = useDraft(`decide ${id}`, { reason: '' });
  const decide = useAction(async (accept: boolean) => {
    if (!accept && !form.reason.trim()) {
      say('不同意要写明原因');
      return;
    }
    await act(DecideAfterSale, { afterSaleId: id, accept, ...(form.reason.trim() && { reason: form.reason.trim() }) });
    clear();
    say(accept ? '已同意，配送员会上门取货' : '已答复买家');
    await reload();
  });
  return (
    <Section title="同意吗">
      <Field
        label="说明（不同意要写）"
        long
        value={form.reason}
        onInput={(reason) => set({ reason })}
        error={decide.problem?.at('reason')}
        maxLength={200}
      />
      <Refusal problem={decide.problem} fields={['reason']} />
      <Acts>
        <Button kind="danger" busy={decide.busy} onTap={() => decide.run(false)}>
          不同意
        </Button>
        <Button kind="main" busy={decide.busy} onTap={() => decide.run(true)}>
          同意
        </Button>
      </Acts>
    </Section>
  );
}

function Receive({ collection, reload }: { collection: Collection; reload: () => Promise<void> }) {
  const sign = useAction(async () => {
    await act(SellerSignCollection, { collectionId: collection.id, as: 'SELLER' });
    say('已签字');
    await reload();
  });
  return (
    <Section title="配送员取回的货">
      {collection.items.map((item) => (
        <Cell key={item.title} label={item.title}>
          {item.units}件{item.accessories ? `，附件：${item.accessories}` : ''}
        </Cell>
      ))}
      {collection.meetsRule === false && (
        <Notice>配送员看着不合退换规定：{collection.inspectionNote}。货拿回来了，您来验</Notice>
      )}
      {collection.centrePlace && (
        <Cell label="交接地点">
          {collection.centrePlace}
          {collection.centreNote ? `，${collection.centreNote}` : ''}
        </Cell>
      )}
      <Cell label="配送方签字">{collection.carrierHandedAt ? moment(collection.carrierHandedAt) : '还没签'}</Cell>
      <Cell label="您签字">{collection.sellerReceivedAt ? moment(collection.sellerReceivedAt) : '还没签'}</Cell>
      <Refusal problem={sign.problem} />
      {collection.availableActions.includes('SIGN_HANDOVER') && (
        <Acts>
          <Button kind="main" busy={sign.busy} onTap={sign.run}>
            货收到了，签字
          </Button>
        </Acts>
      )}
    </Section>
  );
}

function Examine({ id, exchange, reload }: { id: string; exchange: boolean; reload: () => Promise<void> }) {
  const [note, setNote] = useState('');
  const [resellable, setResellable] = useState(false);
  const [refundInstead, setRefundInstead] = useState(false);
  const accept = useAction(async (accepted: boolean) => {
    if (!accepted && !note.trim()) {
      say('不通过要写明原因');
      return;
    }
    await act(AcceptReturn, {
      afterSaleId: id,
      accepted,
      ...(note.trim() && { note: note.trim() }),
      resellable,
      ...(exchange && { refundInstead }),
    });
    await reload();
  });
  return (
    <Section title="验收">
      <Field
        label="看到的情况"
        long
        value={note}
        onInput={setNote}
        error={accept.problem?.at('note')}
        maxLength={200}
      />
      <Check on={resellable} onChange={setResellable}>
        货完好，还能卖（放回库存）
      </Check>
      {exchange && (
        <Check on={refundInstead} onChange={setRefundInstead}>
          没有货可换，改为退款
        </Check>
      )}
      <Refusal problem={accept.problem} fields={['note']} />
      <Acts>
        <Button kind="danger" busy={accept.busy} onTap={() => accept.run(false)}>
          不通过
        </Button>
        <Button kind="main" busy={accept.busy} onTap={() => accept.run(true)}>
          {exchange && !refundInstead ? '通过，发新的' : '通过，退款'}
        </Button>
      </Acts>
    </Section>
  );
}
