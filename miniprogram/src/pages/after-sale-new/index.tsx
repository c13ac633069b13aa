import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { AfterSaleCauseWords, AfterSaleForm, AfterSaleKindWords, RequestAfterSale } from '@/api/shop';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { day, yuan } from '@/lib/format';
import { fenOf } from '@/lib/prices';
import { goInstead } from '@/lib/go';
import { useAction } from '@/lib/once';
import { stopWhere, wrongAt } from '@/lib/problem';
import { dropPhoto } from '@/lib/photos';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { uploadPhotos } from '@/lib/uploads';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Bar, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Claim, Why, type Form } from './parts';

const EMPTY: Form = { kind: 'RETURN', cause: 'QUALITY', reason: '', units: {}, parts: {}, photos: [], sent: {} };
/** A draft that an older page kept may call kinds and causes otherwise: then it starts from what most people want. */
const knownIn = (form: Form): Form => ({
  ...form,
  kind: form.kind in AfterSaleKindWords ? form.kind : EMPTY.kind,
  cause: form.cause in AfterSaleCauseWords ? form.cause : EMPTY.cause,
});
export default function AfterSaleNewPage() {
  const { orderId = '' } = useRouter().params;
  const query = useQuery(AfterSaleForm, { orderId });
  const draft = useDraft<Form>(`after-sale.${orderId}`, EMPTY);
  const [tried, setTried] = useState(false);
  const form = knownIn(draft.value);
  const lines = query.data?.order?.lines ?? [];
  const claimed = lines.filter((line) => (form.units[line.id] ?? 0) > 0);
  const isMoneyOnly = form.kind === 'REFUND_ONLY';
  /** A part of the price, where one is named; null where all of it is asked for. */
  const partOf = (lineId: string): number | null => (isMoneyOnly ? fenOf(form.parts?.[lineId]) : null);
  const worthOf = (line: (typeof lines)[number]): number =>
    partOf(line.id) ?? Math.min(line.unitFen * (form.units[line.id] ?? 0), line.claimableFen);

  const request = useAction(async () => {
    setTried(true);
    stopWhere({ lines: claimed.length === 0 && '请选要退换的商品和数量', reason: !form.reason.trim() && '请写明原因' });
    const wrongPart = claimed.find(({ id }) => isMoneyOnly && form.parts?.[id]?.trim() && partOf(id) === null);
    if (wrongPart) throw wrongAt('lines', `${wrongPart.title}：请填写退多少元，比如 5 或 5.5`);
    const photoIds = await uploadPhotos('orders', 'after-sale-photo', form, draft.set);
    const made = await act(
      RequestAfterSale,
      {
        orderId,
        kind: form.kind,
        cause: form.cause,
        reason: form.reason.trim(),
        lines: claimed.map((line) => ({
          lineId: line.id,
          quantity: form.units[line.id] ?? 0,
          amountFen: partOf(line.id),
        })),
        photoIds,
      },
      `after-sale ${orderId}`,
    );
    form.photos.forEach(dropPhoto);
    draft.clear();
    say('已提交');
    goInstead('/pages/after-sale/index', { id: made.id });
  });
  const problem = request.problem;
  return (
    <Page
      query={query}
      isEmpty={({ order }) => !order}
      empty={{ text: SAID.orderMissing }}
      bar={
        <Bar>
          <View className="grow grey">
            {claimed.length > 0 && form.kind !== 'EXCHANGE'
              ? `商品款 ${yuan(claimed.reduce((sum, line) => sum + worthOf(line), 0))}`
              : ''}
          </View>
          <Button kind="main" busy={request.busy} onTap={request.run}>
            提交申请
          </Button>
        </Bar>
      }
    >
      {({ order }) => (
        <>
          <Refusal problem={problem} fields={['kind', 'cause', 'reason', 'photoIds']} />
          {draft.wasKept && !problem && <Notice>{SAID.draftKept}</Notice>}
          <Section title={order?.shop ? `${order.shop.name}的订单` : '订单'}>
            <View className="grey">
              {order!.completeDueAt ? `${day(order!.completeDueAt)}前可以申请` : order!.stateLabel}
            </View>
            {lines.map((line) => (
              <Claim
                key={line.id}
                line={line}
                units={form.units[line.id] ?? 0}
                onChange={(units) => draft.set({ units: { ...form.units, [line.id]: units } })}
                part={isMoneyOnly ? (form.parts?.[line.id] ?? '') : null}
                onPart={(part) => draft.set({ parts: { ...form.parts, [line.id]: part } })}
              />
            ))}
            {tried && claimed.length === 0 && <View className="field-error small red">请选要退换的商品和数量</View>}
          </Section>
          <Why form={form} set={draft.set} problem={problem} tried={tried} />
        </>
      )}
    </Page>
  );
}
