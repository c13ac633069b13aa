import type { CaseOrderFragment } from '../../api/admin.ts';
import { dateTime, yuan } from '../../lib/format.ts';
import type { Complaint } from '../complaint-acts.tsx';

interface Row {
  title: string;
  fen: number;
  note?: string;
}

/** What was paid, and what of it went back so far. Whoever pays what to whom later has its row here, too. */
function rowsOf(order: CaseOrderFragment | null | undefined, complaint: Complaint | undefined): Row[] {
  const rows: Row[] = [];
  if (order) {
    rows.push({
      title: '买家付了',
      fen: order.paidFen,
      note: `货 ${yuan(order.goodsFen)}，运费 ${yuan(order.deliveryFen)}`,
    });
    if (order.refundDueFen > 0) rows.push({ title: '应退', fen: order.refundDueFen });
    for (const { amountFen, stateLabel, succeededAt } of order.refunds ?? [])
      rows.push({ title: '退款', fen: amountFen, note: succeededAt ? `${dateTime(succeededAt)}到账` : stateLabel });
    if (order.refundDueFen === 0 && (order.refunds ?? []).length === 0) rows.push({ title: '从货款里退的', fen: 0 });
  }
  if (complaint?.compensationFen) rows.push({ title: '裁定赔付', fen: complaint.compensationFen });
  if (complaint?.advancedFen) rows.push({ title: '平台先付了', fen: complaint.advancedFen, note: '向责任方追偿' });
  return rows;
}

export function Money({ order, complaint }: { order?: CaseOrderFragment | null; complaint?: Complaint }) {
  const rows = rowsOf(order, complaint);
  return (
    <>
      <MoneyRows rows={rows} />
      {order?.payment && <p className="small grey">买家看到的：{order.payment.moneyText}</p>}
      {rows.length === 0 && <p className="small grey">这个案子不涉及钱</p>}
    </>
  );
}

export const MoneyRows = ({ rows }: { rows: readonly Row[] }) => (
  <dl>
    {rows.map(({ title, fen, note }, i) => (
      <div key={`${title}${i}`} className="between start pad-y-1">
        <dt>
          {title}
          {note && <div className="small grey">{note}</div>}
        </dt>
        <dd className="bold unbroken">{yuan(fen)}</dd>
      </div>
    ))}
  </dl>
);
