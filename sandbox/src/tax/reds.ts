import { chinaDate } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { part, type Answer, type Call } from '../service.ts';
import type { World } from '../world.ts';
import { delayMsOf, newNumber, standingOf, takeRefusal, type TaxInvoice } from './standing.ts';
import { invoicePdf } from './pdf.ts';
import { redShape, sumsFault, type InvoiceRequest, type RedRequest } from './shapes.ts';
import { refuse } from './signature.ts';

interface TaxRed {
  sheetNumber: string;
  number: string | null;
  blueNumber: string;
  request: string;
  totalFen: number;
  reason: string | null;
  needsBuyer: number;
  confirmedAtMs: number | null;
  finishesAtMs: number;
  createdAtMs: number;
}
/** A sheet that the buyer has not confirmed is void after 72 hours. */
const VOID_AFTER_MS = 72 * HOUR_MS;

const isVoid = (world: World, { needsBuyer, confirmedAtMs, createdAtMs }: TaxRed): boolean =>
  needsBuyer === 1 && confirmedAtMs === null && createdAtMs + VOID_AFTER_MS <= world.clock.now();

function sheetStanding(world: World, row: TaxRed): object {
  const nothing = { number: null, issuedAt: null, reason: null };
  if (isVoid(world, row)) return { state: 'void', ...nothing };
  if (row.needsBuyer === 1 && row.confirmedAtMs === null) return { state: 'confirming', ...nothing };
  return standingOf(world, row);
}

const redOf = (world: World, sheet: string): TaxRed | undefined =>
  world.store.one<TaxRed>('select * from taxRed where sheetNumber = ?', sheet);

/** Sheets that count: those that were refused or are void leave the invoice as it was. */
const redFenOf = (world: World, blueNumber: string): number =>
  world.store
    .all<TaxRed>('select * from taxRed where blueNumber = ? and reason is null', blueNumber)
    .filter((row) => !isVoid(world, row))
    .reduce((sum, { totalFen }) => sum + totalFen, 0);

/** POST /v1/red-sheets: of an invoice that its buyer has booked, the buyer has to confirm it. */
export function redden(world: World, call: Call): Answer {
  const input = redShape.parse(call.body);
  const request = JSON.stringify(input);
  const known = redOf(world, input.sheetNumber);
  if (known)
    return known.request === request
      ? { status: 200, body: sheetStanding(world, known) }
      : refuse(409, 'NUMBER_USED', '确认单号已用于其他单据');
  const blue = world.store.one<TaxInvoice>('select * from taxInvoice where number = ?', input.invoiceNumber);
  const nowMs = world.clock.now();
  if (!blue || blue.finishesAtMs > nowMs) return refuse(400, 'BLUE_UNKNOWN', '没有这张蓝字发票');
  const sums = sumsFault(input);
  if (sums) return refuse(400, 'SUMS_DIFFER', sums);
  if (redFenOf(world, input.invoiceNumber) + input.totalFen > blue.totalFen)
    return refuse(400, 'RED_EXCEEDS_BLUE', '红字金额超过蓝字发票余额');
  const reason = takeRefusal(world);
  const row: TaxRed = {
    sheetNumber: input.sheetNumber,
    number: reason === null ? newNumber(world, nowMs) : null,
    blueNumber: input.invoiceNumber,
    request,
    totalFen: input.totalFen,
    reason,
    needsBuyer: blue.booked,
    confirmedAtMs: null,
    finishesAtMs: nowMs + delayMsOf(world),
    createdAtMs: nowMs,
  };
  world.store.insert('taxRed', { ...row });
  return { status: 202, body: sheetStanding(world, row) };
}

/** GET /v1/red-sheets/:sheet */
export function queryRed(world: World, call: Call): Answer {
  const known = redOf(world, part(call, 'sheet'));
  return known ? { status: 200, body: sheetStanding(world, known) } : refuse(404, 'NOT_FOUND', '没有这张确认单');
}

/** The buyer confirms on the tax platform; false where no such sheet waits. */
export function confirmSheet(world: World, sheetNumber: string): boolean {
  const nowMs = world.clock.now();
  const row = redOf(world, sheetNumber);
  if (!row || isVoid(world, row)) return false;
  return (
    world.store.run(
      `update taxRed set confirmedAtMs = ?, finishesAtMs = ?
        where sheetNumber = ? and needsBuyer = 1 and confirmedAtMs is null`,
      nowMs,
      nowMs + delayMsOf(world),
      sheetNumber,
    ) > 0
  );
}

export function redFileOf(world: World, number: string): Answer {
  const red = world.store.one<TaxRed>('select * from taxRed where number = ?', number);
  const blue = red && world.store.one<TaxInvoice>('select * from taxInvoice where number = ?', red.blueNumber);
  if (!red || !blue || red.finishesAtMs > world.clock.now()) return refuse(404, 'NOT_FOUND', '没有这张发票');
  const request: RedRequest = JSON.parse(red.request);
  const of: InvoiceRequest = JSON.parse(blue.request);
  const { lines, totalFen, taxFen } = request;
  const remark = `被红冲的蓝字发票号码 ${red.blueNumber}`;
  const date = chinaDate(red.finishesAtMs);
  return { status: 200, body: invoicePdf({ ...of, lines, totalFen, taxFen, remark, number, date, isRed: true }) };
}
