import { Button as Native, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { AfterSaleForm, RequestAfterSale } from '@/api/shop';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { day, yuan } from '@/lib/format';
import { goInstead } from '@/lib/go';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { dropPhoto } from '@/lib/photos';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { uploadPhoto } from '@/lib/uploads';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Bar, Field, Notice, Picture, Section } from '@/ui/parts';
import { Photos } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';
import '@/ui/mine.scss';

const KINDS = [
  { value: 'return', label: '退货退款' },
  { value: 'exchange', label: '换货' },
  { value: 'refund-only', label: '只退款' },
];
const CAUSES = [
  { value: 'quality', label: '质量不好' },
  { value: 'damaged', label: '坏了变质' },
  { value: 'wrong-item', label: '发错货' },
  { value: 'missing', label: '少了' },
  { value: 'no-reason', label: '不想要了' },
];
/** The platform takes six; four fit into what a browser keeps. */
const PHOTOS_MAX = 4;

interface Form {
  kind: string;
  cause: string;
  reason: string;
  units: Record<string, number>;
  photos: string[];
  /** Photo on the phone → file on the platform: what was sent is not sent twice. */
  sent: Record<string, string>;
}
const EMPTY: Form = { kind: 'return', cause: 'quality', reason: '', units: {}, photos: [], sent: {} };
/** A draft names photos by their own bytes in a browser: as a key their end is enough. */
const keyOf = (photo: string): string => photo.slice(-60);

export default function AfterSaleNewPage() {
  const { orderId = '' } = useRouter().params;
  const query = useQuery(AfterSaleForm, { orderId });
  const draft = useDraft<Form>(`after-sale.${orderId}`, EMPTY);
  const [tried, setTried] = useState(false);
  const form = draft.value;
  const lines = query.data?.order?.lines ?? [];
  const claimed = lines.filter((line) => (form.units[line.id] ?? 0) > 0);
  const change = (lineId: string, units: number) => draft.set({ units: { ...form.units, [lineId]: units } });

  const request = useAction(async () => {
    setTried(true);
    stopWhere({ lines: claimed.length === 0 && '请选要退换的商品和数量', reason: !form.reason.trim() && '请写明原因' });
    const sent = { ...form.sent };
    for (const photo of form.photos) {
      sent[keyOf(photo)] ??= await uploadPhoto('orders', 'after-sale-photo', photo);
      draft.set({ sent: { ...sent } });
    }
    const made = await act(
      RequestAfterSale,
      {
        orderId,
        kind: form.kind,
        cause: form.cause,
        reason: form.reason.trim(),
        lines: claimed.map((line) => ({ lineId: line.id, quantity: form.units[line.id]! })),
        photoIds: form.photos.map((photo) => sent[keyOf(photo)]!),
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
      empty={{ text: '没有找到这个订单' }}
      bar={
        <Bar>
          <View className="grow grey">
            {claimed.length > 0 && form.kind !== 'exchange'
              ? `商品款 ${yuan(claimed.reduce((sum, line) => sum + line.unitFen * form.units[line.id]!, 0))}`
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
          {draft.wasKept && !problem && <Notice>上次没填完的还在</Notice>}
          <Section title={`${order!.shop.name}的订单`}>
            <View className="grey">
              {order!.completeDueAt ? `${day(order!.completeDueAt)}前可以申请` : order!.stateLabel}
            </View>
            {lines.map((line) => (
              <View key={line.id} className="row gap-top">
                <Picture id={line.pictureId} size={72} label={line.title} />
                <View className="grow" style={{ paddingLeft: '10px' }}>
                  <View>{line.title}</View>
                  <View className="small grey">
                    {line.specification}　买了{line.quantity}件
                    {line.claimableUnits < line.quantity ? `，还能申请${line.claimableUnits}件` : ''}
                  </View>
                  {!line.returnableWithoutReason && <View className="small grey">鲜活易腐，没有质量问题不退</View>}
                  <View className="quantity">
                    <Native
                      className="round"
                      aria-label={`少退一件${line.title}`}
                      {...(!form.units[line.id] && { disabled: true })}
                      onClick={() => change(line.id, Math.max(0, (form.units[line.id] ?? 0) - 1))}
                    >
                      -
                    </Native>
                    <View aria-label={`退${form.units[line.id] ?? 0}件`}>{form.units[line.id] ?? 0}</View>
                    <Native
                      className="round"
                      aria-label={`多退一件${line.title}`}
                      {...((form.units[line.id] ?? 0) >= line.claimableUnits && { disabled: true })}
                      onClick={() => change(line.id, Math.min(line.claimableUnits, (form.units[line.id] ?? 0) + 1))}
                    >
                      +
                    </Native>
                  </View>
                </View>
              </View>
            ))}
            {tried && claimed.length === 0 && <View className="field-error">请选要退换的商品和数量</View>}
          </Section>
          <Section>
            <Choice
              label="您要怎么办"
              value={form.kind}
              options={KINDS}
              onChange={(kind) => draft.set({ kind })}
              error={problem?.at('kind')}
            />
            <Choice
              label="为什么"
              value={form.cause}
              options={CAUSES}
              onChange={(cause) => draft.set({ cause })}
              error={problem?.at('cause')}
            />
            <Field
              label="说明"
              long
              value={form.reason}
              onInput={(reason) => draft.set({ reason })}
              maxLength={500}
              placeholder="哪里不好，什么时候发现的"
              error={problem?.at('reason') ?? (tried && !form.reason.trim() ? '请写明原因' : null)}
            />
            <Photos
              label="照片，拍清楚更快办好"
              paths={form.photos}
              max={PHOTOS_MAX}
              onChange={(photos) => draft.set({ photos })}
              error={problem?.at('photoIds')}
            />
          </Section>
        </>
      )}
    </Page>
  );
}
