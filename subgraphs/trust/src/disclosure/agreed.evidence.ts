import type { EvidenceFigure, Period } from '@heitu/kit/rules/evidence';
import { countRows, info, measured } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { AGREEMENT_TITLES } from './disclosure.policy.ts';
import { inForceOf } from './document.loader.ts';
import { ACCEPTED_BY } from './document.policy.ts';

type Agreement = (typeof ACCEPTED_BY)[keyof typeof ACCEPTED_BY];
/** A span of a period in which one version of an agreement bound. */
interface Bound extends Period {
  version: number;
}

/** Which version bound from when until when: a newer one takes the place of an older, whichever was adopted last. */
async function boundIn({ rows }: TrustContext, kind: Agreement, { fromMs, toMs }: Period): Promise<Bound[]> {
  const adopted = await rows
    .selectFrom('PublicDocument')
    .select(['version', 'effectiveAtMs'])
    .where('kind', '=', kind)
    .where('state', '=', 'adopted')
    .where('effectiveAtMs', '<', toMs)
    .orderBy('effectiveAtMs')
    .orderBy('version')
    .execute();
  const bound: Bound[] = [];
  for (const { version, effectiveAtMs } of adopted) {
    const last = bound.at(-1);
    if (effectiveAtMs === null || (last && last.version > version)) continue;
    if (last) last.toMs = effectiveAtMs;
    bound.push({ version, fromMs: effectiveAtMs, toMs });
  }
  return bound.map((one) => ({ ...one, fromMs: Math.max(one.fromMs, fromMs) })).filter((one) => one.fromMs < one.toMs);
}

/** Who traded while a version bound: since when, and when they had said yes to it or to a newer one. */
interface Trader {
  id: string | null;
  firstMs: number | null;
  agreedAtMs: number | null;
}
const buyersIn = ({ rows }: TrustContext, { version, fromMs, toMs }: Bound): Promise<Trader[]> =>
  rows
    .selectFrom('TradeMilestone as t')
    .leftJoin('AgreementConfirmation as a', (join) =>
      join
        .onRef('a.accountId', '=', 't.buyerAccountId')
        .on('a.kind', '=', ACCEPTED_BY.consumer)
        .on('a.version', '>=', version),
    )
    .select('t.buyerAccountId as id')
    .select(({ fn }) => [fn.min('t.placedAtMs').as('firstMs'), fn.min('a.atMs').as('agreedAtMs')])
    .where('t.buyerAccountId', 'is not', null)
    .where('t.placedAtMs', '>=', fromMs)
    .where('t.placedAtMs', '<', toMs)
    .groupBy('t.buyerAccountId')
    .execute();
/** A seller has said yes when one of its owners has, whoever owns it now. */
const sellersIn = ({ rows }: TrustContext, { version, fromMs, toMs }: Bound): Promise<Trader[]> =>
  rows
    .selectFrom('TradeMilestone as t')
    .leftJoin('GrantRow as g', (join) => join.onRef('g.partyId', '=', 't.partyId').on('g.role', '=', 'seller-owner'))
    .leftJoin('AgreementConfirmation as a', (join) =>
      join
        .onRef('a.accountId', '=', 'g.accountId')
        .on('a.kind', '=', ACCEPTED_BY['seller-owner'])
        .on('a.version', '>=', version),
    )
    .select('t.partyId as id')
    .select(({ fn }) => [fn.min('t.placedAtMs').as('firstMs'), fn.min('a.atMs').as('agreedAtMs')])
    .where('t.partyId', 'is not', null)
    .where('t.placedAtMs', '>=', fromMs)
    .where('t.placedAtMs', '<', toMs)
    .groupBy('t.partyId')
    .execute();

/** Of each version that bound in the period, everybody who traded under it: each counts once for it. */
async function tradersIn(
  context: TrustContext,
  period: Period,
  kind: Agreement,
  tradersOf: (context: TrustContext, bound: Bound) => Promise<Trader[]>,
) {
  const traders: { id: string; version: number; hadAgreed: boolean }[] = [];
  for (const bound of await boundIn(context, kind, period))
    for (const { id, firstMs, agreedAtMs } of await tradersOf(context, bound))
      traders.push({
        id: id ?? '',
        version: bound.version,
        hadAgreed: Number(agreedAtMs ?? Infinity) <= Number(firstMs ?? 0),
      });
  return traders;
}

/** The report names nobody: a buyer by the account's number. */
const traderRow =
  (type: string, who: string) =>
  ({ id, version }: { id: string; version: number }) => ({
    ref: `${type}:${id}`,
    text: `${who} ${id}，成交时还没同意第${version}版`,
  });

/**
 * Everybody who bought or sold: whether they had said yes by their first trade under it to the version that bound then.
 * Couriers and carriers are judged where they are known, in logistics.
 */
export async function agreedTrades(context: TrustContext, period: Period): Promise<EvidenceFigure[]> {
  const figures: EvidenceFigure[] = [];
  for (const [kind, who, type, tradersOf] of [
    [ACCEPTED_BY.consumer, '买家', 'Account', buyersIn],
    [ACCEPTED_BY['seller-owner'], '网商', 'Party', sellersIn],
  ] as const) {
    const title = AGREEMENT_TITLES[kind];
    const published = (await inForceOf(context, context.clock.now(), kind))?.version ?? 0;
    figures.push(
      measured.present(`现行${title}`, published, '版'),
      measured.eachOf(
        `成交时已同意当时${title}的${who}`,
        await tradersIn(context, period, kind, tradersOf),
        ({ hadAgreed }) => hadAgreed,
        '人次',
        traderRow(type, who),
      ),
      info(`本人确认${title}`, await countRows(context, 'AgreementConfirmation', ['kind', '=', kind]), '次'),
    );
  }
  return figures;
}
