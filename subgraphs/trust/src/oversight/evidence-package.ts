import { CASE_ORDERS_MAX } from '@heitu/kit/privacy/case-file';
import type { CopySection } from '@heitu/kit/privacy/persons';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { isKeyOf, jsonOf } from '@heitu/kit/rules/checked';
import type { PaperFact } from '@heitu/kit/rules/issued-paper';
import { PdfSheets } from '@heitu/kit/rules/pdf-sheets';
import { PARTY_KIND_TITLES, SIGNED_PAPER_TITLES } from '@heitu/standard';
import { CaseFile as LogisticsCaseFile } from '../asks/logistics.ts';
import { CaseFile as OrdersCaseFile, OrdersNamed } from '../asks/orders.ts';
import { CaseFile as PaymentsCaseFile } from '../asks/payments.ts';
import { PartiesForReturn } from '../asks/sellers.ts';
import { complaintLifecycle } from '../complaints/complaint.lifecycle.ts';
import { COMPLAINT_KIND_TITLES } from '../complaints/complaint.policy.ts';
import type { TrustContext } from '../context.ts';
import { askWithin } from '../peers-within.ts';
import { sections } from '../privacy/ask-subgraphs.ts';
import { daysOf, type OversightScope } from './oversight.policy.ts';

export interface Gathered {
  orderCount: number;
  sections: CopySection[];
}

/**
 * Order, contract, payment, logistics and after-sales of what a request names, from the rooms that keep them; silent
 * where one of them does not answer: half a package would mislead.
 */
export async function gatherNamed(
  context: TrustContext,
  scope: OversightScope,
): Promise<Gathered | 'silent' | 'too-many'> {
  const { fromMs, toMs } = daysOf(scope, context.clock.now());
  const named = await askWithin(context, OrdersNamed, {
    numbers: scope.orderNumbers,
    partyId: scope.partyId,
    productId: scope.productId,
    lotId: scope.lotId,
    fromMs: String(fromMs),
    toMs: String(toMs),
  });
  if (!named) return 'silent';
  if (named.orders.length > CASE_ORDERS_MAX) return 'too-many';
  const orderIds = named.orders.map(({ id }) => id);
  const partyIds = [
    ...new Set([...named.orders.map(({ partyId }) => partyId), ...(scope.partyId ? [scope.partyId] : [])]),
  ];
  const told = await Promise.all([
    askWithin(context, OrdersCaseFile, { orderIds }),
    askWithin(context, PaymentsCaseFile, { orderIds }),
    askWithin(context, LogisticsCaseFile, { orderIds }),
  ]);
  const there = told.filter((one) => one !== null);
  if (there.length < told.length) return 'silent';
  const parties = await askWithin(context, PartiesForReturn, {
    ids: partyIds,
    requestedBy: context.actor.id,
    purpose: '监管部门依法调取（电子商务法第二十五条）',
  });
  if (!parties) return 'silent';
  return {
    orderCount: orderIds.length,
    sections: [
      {
        title: '卖家',
        rows: parties.parties.map((party) => ({
          编号: party.partyId,
          名称: party.name,
          类别: isKeyOf(PARTY_KIND_TITLES, party.kind) ? PARTY_KIND_TITLES[party.kind] : party.kind,
          证照号: party.creditCode ?? party.residentIdNumber,
          地址: party.address,
          联系人: party.contactName,
          电话: party.contactPhone,
        })),
      },
      ...there.flatMap((one) => jsonOf(sections, one.sections)),
      await complaintsOf(context, orderIds),
    ],
  };
}

async function complaintsOf({ rows }: TrustContext, orderIds: readonly string[]): Promise<CopySection> {
  const found =
    orderIds.length === 0
      ? []
      : await rows
          .selectFrom('Complaint')
          .select(['number', 'orderId', 'kind', 'state', 'filedAtMs', 'closedAtMs', 'compensationFen'])
          .where('orderId', 'in', orderIds)
          .orderBy('id')
          .execute();
  return {
    title: '投诉',
    rows: found.map((one) => ({
      投诉号: one.number,
      种类: COMPLAINT_KIND_TITLES[one.kind],
      状态: complaintLifecycle.texts[one.state],
      提出: chinaTime(one.filedAtMs),
      办结: one.closedAtMs === null ? null : chinaTime(one.closedAtMs),
    })),
  };
}

/** How much the package holds: whoever has its code reads this, and nothing that is in it. */
export const packageFacts = ({ orderCount, sections: all }: Gathered): PaperFact[] => [
  { name: '订单', value: `${orderCount}单` },
  ...all.map(({ title, rows }) => ({ name: title, value: `${rows.length}条` })),
];

const shown = (value: CopySection['rows'][number][string]): string =>
  value === null || value === '' ? '无' : typeof value === 'boolean' ? (value ? '是' : '否') : String(value);

export function packagePdf(
  gathered: Gathered,
  paper: { number: string; askedAtMs: number; issuedAtMs: number; code: string; address: string },
): Buffer {
  const sheets = new PdfSheets();
  sheets.code(paper.address);
  sheets.text(SIGNED_PAPER_TITLES['oversight-package'], 'title');
  sheets.text(`来件 ${paper.number}　收到 ${chinaTime(paper.askedAtMs)}`, 'note');
  sheets.text(`出具 ${chinaTime(paper.issuedAtMs)}　验证码 ${paper.code}`, 'note');
  sheets.text(`扫右边的码，或打开 ${paper.address}，核对这份文件是不是平台签过名的那一份。`, 'note');
  sheets.text('只含来件指明的订单；买家的姓名、电话、住址已遮盖。', 'note');
  for (const { name, value } of packageFacts(gathered)) sheets.row(name, value);
  for (const { title, rows } of gathered.sections) {
    sheets.text(`${title}（${rows.length}条）`, 'head');
    for (const row of rows)
      sheets.text(
        Object.entries(row)
          .map(([name, value]) => `${name}：${shown(value)}`)
          .join('；'),
        'note',
      );
  }
  return sheets.pdf();
}
