import { CollectionActWords } from '@/api/shop';
import { View } from '@tarojs/components';
import type { AfterSaleDetailQuery } from '@/api/shop';
import { moment, yuan } from '@/lib/format';
import { Cell, Section, type Step } from '@/ui/parts';
import { PrivatePicture } from '@/ui/Photos';

type AfterSale = NonNullable<AfterSaleDetailQuery['afterSale']>;

export function stepsOf(request: AfterSale): Step[] {
  const did = (title: string, at: string | null | undefined, more?: string | null): Step[] =>
    at ? [{ key: title, title, more: [moment(at), more].filter(Boolean).join('　'), state: 'done' }] : [];
  return [
    ...did('您申请', request.requestedAt, request.causeLabel),
    ...did(request.state === 'REJECTED' ? '商家没有同意' : '商家同意', request.decidedAt, request.decisionReason),
    ...did(`商家提出退${yuan(request.offeredFen ?? 0)}`, request.offeredAt, request.offerNote),
    ...did('配送员取走', request.fetchedAt),
    ...did('您寄回', request.sentBackAt, request.expressNumber),
    ...did(CollectionActWords.HAND_OVER, request.handedOverAt, request.handoverNote),
    ...did(request.state === 'DECLINED' ? '商家验收没通过' : '商家验收', request.checkedAt, request.checkNote),
    ...did('办完', request.closedAt),
  ];
}

/** What was asked for, and the money that came back. */
export const Asked = ({ request }: { request: AfterSale }) => (
  <>
    {(request.order?.refunds ?? []).length > 0 && (
      <Section title="退款">
        {(request.order?.refunds ?? []).map((refund) => (
          <Cell key={refund.id} label={yuan(refund.amountFen)} plain>
            {refund.stateLabel}
            {refund.succeededAt ? `，${moment(refund.succeededAt)}` : `，${moment(refund.dueAt)}前到`}
          </Cell>
        ))}
      </Section>
    )}
    <Section title="您申请的">
      {request.lines.map((line) => (
        <Cell key={line.lineId} label={line.title} plain>
          {line.units > 0 ? `×${line.units}` : `退${yuan(line.refundFen)}`}
        </Cell>
      ))}
      <View className="grey">{request.reason}</View>
      {request.photoIds.length > 0 && (
        <View className="row wrap">
          {request.photoIds.map((photo, i) => (
            <PrivatePicture key={photo} id={photo} edge="orders" label={`照片${i + 1}`} />
          ))}
        </View>
      )}
    </Section>
  </>
);
