import { chinaDate } from '@heitu/kit/rules/calendar';
import { hasRightCheckDigit } from '@heitu/standard/identity-numbers';
import { part, type Answer, type Call } from '../service.ts';
import type { World } from '../world.ts';
import { invoicePdf } from './pdf.ts';
import { invoiceShape, isTaxRight, sumsFault, type InvoiceRequest } from './shapes.ts';
import { redFileOf } from './reds.ts';
import { refuse } from './signature.ts';
import { delayMsOf, newNumber, standingOf, takeRefusal, type TaxInvoice } from './standing.ts';

const isBusinessNumber = (number: string): boolean =>
  hasRightCheckDigit('creditCode', number) || hasRightCheckDigit('residentIdNumber', number);

function fault(input: InvoiceRequest): Answer | null {
  const { seller, buyer, isTaxFree, taxFen, rateBasisPoints } = input;
  const sums = sumsFault(input);
  if (sums) return refuse(400, 'SUMS_DIFFER', sums);
  if (!isTaxRight(input)) return refuse(400, 'TAX_WRONG', '税额与税率不符');
  if (isTaxFree && (taxFen > 0 || rateBasisPoints > 0)) return refuse(400, 'TAX_WRONG', '免税项目不得有税额');
  if (seller.taxNumber === null || !isBusinessNumber(seller.taxNumber))
    return refuse(400, 'SELLER_UNKNOWN', '销售方识别号不存在');
  if (buyer.taxNumber !== null && !isBusinessNumber(buyer.taxNumber))
    return refuse(400, 'BUYER_TAX_NUMBER_WRONG', '购买方识别号不存在');
  return null;
}

/** POST /v1/invoices: the same number with the same content is the same invoice. */
export function issue(world: World, call: Call): Answer {
  const input = invoiceShape.parse(call.body);
  const request = JSON.stringify(input);
  const known = world.store.one<TaxInvoice>('select * from taxInvoice where requestNumber = ?', input.requestNumber);
  if (known)
    return known.request === request
      ? { status: 200, body: standingOf(world, known) }
      : refuse(409, 'NUMBER_USED', '流水号已用于其他发票');
  const wrong = fault(input);
  if (wrong) return wrong;
  const nowMs = world.clock.now();
  const reason = takeRefusal(world);
  const row: TaxInvoice = {
    requestNumber: input.requestNumber,
    number: reason === null ? newNumber(world, nowMs) : null,
    request,
    totalFen: input.totalFen,
    reason,
    booked: 0,
    finishesAtMs: nowMs + delayMsOf(world),
    createdAtMs: nowMs,
  };
  world.store.insert('taxInvoice', { ...row });
  return { status: 202, body: standingOf(world, row) };
}

/** GET /v1/invoices/:request */
export function query(world: World, call: Call): Answer {
  const number = part(call, 'request');
  const known = world.store.one<TaxInvoice>('select * from taxInvoice where requestNumber = ?', number);
  return known ? { status: 200, body: standingOf(world, known) } : refuse(404, 'NOT_FOUND', '没有这个流水号');
}

/** GET /v1/files/:number: of an issued invoice, blue or red. */
export function file(world: World, call: Call): Answer {
  const number = part(call, 'number');
  const known = world.store.one<TaxInvoice>('select * from taxInvoice where number = ?', number);
  if (!known) return redFileOf(world, number);
  if (known.finishesAtMs > world.clock.now()) return refuse(404, 'NOT_FOUND', '发票尚未开出');
  const request: InvoiceRequest = JSON.parse(known.request);
  return { status: 200, body: invoicePdf({ ...request, number, date: chinaDate(known.finishesAtMs), isRed: false }) };
}
