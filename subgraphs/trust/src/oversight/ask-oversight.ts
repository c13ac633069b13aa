import { withdrawalOrdered } from '@heitu/events/trust.withdrawal-ordered.v1';
import { useFiles } from '@heitu/kit/privacy/file-uses';
import { hasRole } from '@heitu/kit/rules/actor';
import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { oneOf } from '@heitu/kit/rules/enums';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { asItIs } from '@heitu/kit/rules/mutation';
import { atField, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { asScalar, identifier, line, localDate, named, paragraph, z } from '@heitu/kit/rules/validate';
import { liftOrdered, takeMeasureIn } from '../conduct/take-measure.ts';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { OversightRequest } from '../disclosure/disclosure.entity.ts';
import { oversightDueAt } from '../disclosure/disclosure.policy.ts';
import { RecordSaved } from '../disclosure/disclosure.view.ts';
import { OversightKinds, OversightOrders } from '../enums.ts';
import { notifyRole } from '../messages/notify.ts';
import { attachmentIds, FILE_MISSING, FILE_UNKNOWN } from './attachments.ts';
import { authorityOf } from './oversight.loader.ts';
import {
  ORDERS_NAMED_MAX,
  OVERSIGHT_FILE,
  type OrderAct,
  type OversightKind,
  type OversightScope,
} from './oversight.policy.ts';

const CLAUSE = { regulator: '12.1', 'industry-body': '12.2' } as const;
const scope = named(
  'OversightScopeInput',
  z.object({
    orderNumbers: z.array(line(24)).max(ORDERS_NAMED_MAX).nullish().describe('Orders, by their numbers.'),
    partyId: identifier().nullish().describe('A party: a seller.'),
    productId: identifier().nullish().describe('Goods.'),
    lotId: identifier().nullish().describe('A lot.'),
    fromOn: asScalar(LocalDate, localDate()).nullish().describe('Placed on this day or later.'),
    toOn: asScalar(LocalDate, localDate()).nullish().describe('Placed on this day or earlier.'),
  }),
);

/**
 * An authority asks for data or gives a binding order; an industry body gives its opinion (12.1, 12.2). What an order
 * says is done in the same act; the operator reports in writing by its day.
 */
export const askOversight = mutation({
  name: 'askOversight',
  description: "An authority's request or order, or an industry body's opinion; what an order says is done at once.",
  may: permit.role('regulator', 'industry-body'),
  input: z.object({
    subject: line(80, 2).describe('In one line.'),
    text: paragraph(4000, 2).describe('What is asked for or said; 2 to 4000 characters.'),
    kind: oneOf(OversightKinds).nullish().describe('Left out: it asks.'),
    ground: line(200, 2).nullish().describe('The law and its article; an authority must say it.'),
    dueOn: asScalar(LocalDate, localDate()).nullish().describe('By the end of this day; left out: the promised days.'),
    scope: scope.nullish().describe('What it names; the answer brings a signed package of that and nothing else.'),
    orders: oneOf(OversightOrders).nullish().describe('What a binding order does: to the goods or the party it names.'),
    attachmentIds,
  }),
  requestId: 'must',
  refusals: {
    GROUND_MISSING: { message: '请写明依据哪部法律、哪一条', clause: '12.1' },
    DUE_PAST: { message: '答复期限要在今天之后', clause: '12.1' },
    AUTHORITY_ONLY: { message: '责令只能由主管部门提出', clause: '12.2' },
    WHAT_MISSING: { message: '责令撤下的要写明商品，责令暂停或解除的要写明商家', clause: '12.1' },
    NOTHING_TO_LIFT: { message: '这一家没有您单位责令的暂停' },
    PARTY_UNKNOWN: { message: '没有这个主体' },
    FILE_UNKNOWN,
  },
  shows: asItIs(RecordSaved),
  async run(context, input, refuse) {
    const from = hasRole(context.actor, 'regulator') ? 'regulator' : 'industry-body';
    const { ground = null, dueOn, orders = null } = input;
    const kind = orders ? 'order' : (input.kind ?? 'request');
    if (from === 'regulator' && !ground) return refuse('GROUND_MISSING', [atField('ground', '请填写')]);
    if (kind === 'order' && from !== 'regulator') return refuse('AUTHORITY_ONLY');
    const nowMs = context.clock.now();
    const dueAtMs = dueOn ? startOfChinaDate(dueOn) + DAY_MS - 1 : oversightDueAt(nowMs);
    if (dueAtMs <= nowMs) return refuse('DUE_PAST');
    const named = namedIn(input.scope);
    const isOfGoods = orders !== 'suspend' && !!named.productId;
    if (orders && !isOfGoods && (orders === 'withdraw' || !named.partyId)) return refuse('WHAT_MISSING');
    return context.transaction(async (tx) => {
      const id = context.newId();
      const authority = await authorityOf(context, context.actor.id);
      const { attachmentIds: attachments } = input;
      if (!(await useFiles(context, tx, { type: 'oversight', id }, attachments, OVERSIGHT_FILE)))
        return refuse('FILE_UNKNOWN', [FILE_MISSING]);
      const order = orders && {
        act: orders,
        ...named,
        authority: authority?.name ?? '主管部门',
        subject: input.subject,
      };
      const wont = order && (await obey(context, tx, id, order));
      if (wont) return refuse(wont);
      await tx.em.insert(OversightRequest, {
        id,
        from,
        kind,
        authorityId: authority?.id ?? null,
        accountId: context.actor.id,
        subject: await context.vault.sealText(id, input.subject),
        text: await context.vault.sealText(id, input.text),
        ground: ground === null ? null : await context.vault.sealText(id, ground),
        scope: toJson(named),
        attachmentIds: attachments.length > 0 ? toJson(attachments) : null,
        orders,
        // Goods go off sale where they are kept; a party's measure is in force with this.
        actedAtMs: orders && !isOfGoods ? nowMs : null,
        askedAtMs: nowMs,
        dueAtMs,
        answer: null,
        answeredBy: null,
        answeredAtMs: null,
        answerHash: null,
      });
      await tellOperator(context, tx, kind);
      tx.audit({ type: 'oversight', id, clause: CLAUSE[from] });
      return ok({ id });
    });
  },
});

const namedIn = (given: z.output<typeof scope> | null | undefined): OversightScope => ({
  orderNumbers: given?.orderNumbers ?? [],
  partyId: given?.partyId ?? null,
  productId: given?.productId ?? null,
  lotId: given?.lotId ?? null,
  fromOn: given?.fromOn ?? null,
  toOn: given?.toOn ?? null,
});
const tellOperator = (context: TrustContext, tx: TrustTransaction, kind: OversightKind): Promise<void> =>
  notifyRole(context, tx, 'operator-admin', {
    kind: 'oversight-asked',
    title: kind === 'order' ? '主管部门下了责令' : '有来件要答复',
    body: '请打开“来件”看，按期答复',
    orderId: null,
  });

interface Order {
  act: OrderAct;
  partyId: string | null;
  productId: string | null;
  authority: string;
  subject: string;
}
/** What a binding order says is done in its own transaction; why not, where it cannot be. */
async function obey(
  context: TrustContext,
  tx: TrustTransaction,
  id: string,
  { act, partyId, productId, authority, subject }: Order,
): Promise<'PARTY_UNKNOWN' | 'NOTHING_TO_LIFT' | null> {
  const reason = `${authority}责令${act === 'withdraw' ? '撤下' : '暂停营业'}：${subject}`;
  if (act !== 'suspend' && productId) {
    const ordered = { cause: 'oversight', causeId: id, productId, reason, clause: '12.1' } as const;
    tx.publish(withdrawalOrdered, { type: 'oversight', id }, act === 'lift' ? { ...ordered, isLifted: true } : ordered);
    return null;
  }
  if (!partyId) return null;
  const party = await tx.rows
    .selectFrom('KnownParty')
    .select('partyId')
    .where('partyId', '=', partyId)
    .executeTakeFirst();
  if (!party) return 'PARTY_UNKNOWN';
  if (act === 'lift') return (await liftOrdered(context, tx, partyId, reason)) ? null : 'NOTHING_TO_LIFT';
  await takeMeasureIn(context, tx, {
    partyId,
    step: 'suspension',
    reason,
    clause: '12.1',
    dueAtMs: null,
    oversightId: id,
  });
  return null;
}
