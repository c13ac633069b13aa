import type { Period } from '@heitu/kit/rules/evidence';
import type { TrustContext } from '../context.ts';
import { ACCEPTED_BY } from './document.policy.ts';

type Agreement = (typeof ACCEPTED_BY)[keyof typeof ACCEPTED_BY];
/** A span of a period in which one version of an agreement, or of the notice, bound. */
interface Bound extends Period {
  version: number;
}
interface Version {
  version: number;
  effectiveAtMs: number | null;
}

/** Which version bound from when until when: a newer one takes the place of an older, whichever was adopted last. */
function boundIn(versions: readonly Version[], { fromMs, toMs }: Period): Bound[] {
  const bound: Bound[] = [];
  for (const { version, effectiveAtMs } of versions) {
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
/** What somebody who trades must have said yes to: its versions in their order, and who traded under one. */
export interface Agreed {
  versions(context: TrustContext, beforeMs: number): Promise<Version[]>;
  traders(context: TrustContext, bound: Bound): Promise<Trader[]>;
}

const versionsOf =
  (kind: Agreement): Agreed['versions'] =>
  ({ rows }, beforeMs) =>
    rows
      .selectFrom('PublicDocument')
      .select(['version', 'effectiveAtMs'])
      .where('kind', '=', kind)
      .where('state', '=', 'adopted')
      .where('effectiveAtMs', '<', beforeMs)
      .orderBy('effectiveAtMs')
      .orderBy('version')
      .execute();

/** Who bought under a version, and since when. */
const buyersOf = ({ rows }: TrustContext, { fromMs, toMs }: Bound) =>
  rows
    .selectFrom('TradeMilestone as t')
    .select('t.buyerAccountId as id')
    .select(({ fn }) => fn.min('t.placedAtMs').as('firstMs'))
    .where('t.buyerAccountId', 'is not', null)
    .where('t.placedAtMs', '>=', fromMs)
    .where('t.placedAtMs', '<', toMs)
    .groupBy('t.buyerAccountId');

export const BUYERS_AGREEMENT: Agreed = {
  versions: versionsOf(ACCEPTED_BY.consumer),
  traders: (context, bound) =>
    buyersOf(context, bound)
      .leftJoin('AgreementConfirmation as a', (join) =>
        join
          .onRef('a.accountId', '=', 't.buyerAccountId')
          .on('a.kind', '=', ACCEPTED_BY.consumer)
          .on('a.version', '>=', bound.version),
      )
      .select(({ fn }) => fn.min('a.atMs').as('agreedAtMs'))
      .execute(),
};
/** A seller has said yes when one of its owners has, whoever owns it now. */
export const SELLERS_AGREEMENT: Agreed = {
  versions: versionsOf(ACCEPTED_BY['seller-owner']),
  traders: ({ rows }, { version, fromMs, toMs }) =>
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
      .execute(),
};
/** The privacy notice, which whoever buys is shown before anything of them is kept. */
export const BUYERS_NOTICE: Agreed = {
  versions: ({ rows }, beforeMs) =>
    rows
      .selectFrom('Notice')
      .select(['version', 'effectiveAtMs'])
      .where('effectiveAtMs', '<', beforeMs)
      .orderBy('effectiveAtMs')
      .orderBy('version')
      .execute(),
  traders: (context, bound) =>
    buyersOf(context, bound)
      .leftJoin('NoticeAcceptance as n', (join) =>
        join.onRef('n.accountId', '=', 't.buyerAccountId').on('n.version', '>=', bound.version),
      )
      .select(({ fn }) => fn.min('n.atMs').as('agreedAtMs'))
      .execute(),
};

/** Of each version that bound in the period, everybody who traded under it: each counts once for it. */
export async function tradersIn(context: TrustContext, period: Period, { versions, traders }: Agreed) {
  const all: { id: string; version: number; hadAgreed: boolean }[] = [];
  for (const bound of boundIn(await versions(context, period.toMs), period))
    for (const { id, firstMs, agreedAtMs } of await traders(context, bound))
      all.push({
        id: id ?? '',
        version: bound.version,
        hadAgreed: Number(agreedAtMs ?? Infinity) <= Number(firstMs ?? 0),
      });
  return all;
}

/** The report names nobody: a buyer by the account's number. */
export const traderRow =
  (type: string, who: string) =>
  ({ id, version }: { id: string; version: number }) => ({
    ref: `${type}:${id}`,
    text: `${who} ${id}，成交时还没同意第${version}版`,
  });
