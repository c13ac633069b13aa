import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { SqlRow } from '../invariants/books.ts';
import type { Act, County, Operation } from './county.ts';

const today = (county: County): string => chinaDate(county.clock.now());

/** What comes in today, of whatever grows there; it may be too early. */
function recordHarvest(county: County): Act | null {
  const plot = county.one('catalog', 'Plot', '1 = 1');
  return (
    plot && {
      to: 'catalog',
      mutation: 'recordHarvest',
      actor: county.seller(plot['partyId']!),
      input: {
        requestId: county.requestId(),
        plotId: plot['id'],
        harvestedOn: today(county),
        quantity: county.chance.between(1, 50),
        unit: 'KG',
      },
    }
  );
}
/** Written down late: lots of its harvests may be on sale. */
function recordInputUse(county: County): Act | null {
  const harvest = county.one('catalog', 'Harvest', 'rootId in (select harvestId from LotHarvest)');
  return (
    harvest && {
      to: 'catalog',
      mutation: 'recordInputUse',
      actor: county.seller(harvest['partyId']!),
      input: {
        requestId: county.requestId(),
        plotId: harvest['plotId'],
        name: '高效氯氟氰菊酯乳油',
        kind: 'PESTICIDE',
        dose: 30,
        doseUnit: 'ML_PER_MU',
        method: 'SPRAY',
        usedOn: chinaDate(Date.parse(`${String(harvest['harvestedOn'])}T08:00:00+08:00`) - DAY_MS),
        safeDays: county.chance.between(1, 3),
      },
    }
  );
}
function decideHold(county: County): Act | null {
  const lot = county.one('catalog', 'Lot', "state = 'held'");
  return (
    lot && {
      to: 'catalog',
      mutation: 'decideHold',
      actor: county.holder('reviewer'),
      input: { lotId: lot['id'], decision: county.chance.isHit(0.8) ? 'RESUME' : 'STOP', reason: '复检结果' },
    }
  );
}
/** A price for what a member brought in: its lot is pooled then. */
function offerFor(county: County, { plotId }: SqlRow): object {
  const [member] = county.rows(
    'catalog',
    'select f.growerId from PlotFacts f join Plot p on p.id = f.plotId and p.version = f.version where p.id = ? and f.growerId is not null',
    plotId!,
  );
  return member && county.chance.isHit(0.5) ? { priceFen: county.chance.between(100, 700), grade: '一等' } : {};
}
/** A grower says yes, mostly; whoever has no account yet is given one first. */
function answerPoolShare(county: County): Act | null {
  const share = county.one('catalog', 'PoolShare', "state = 'offered'");
  if (!share) return null;
  const [grower] = county.rows('catalog', 'select id, accountId from MemberGrower where id = ?', share['growerId']!);
  const common = { to: 'catalog', actor: county.seller(share['partyId']!) };
  const requestId = county.requestId();
  if (!grower?.['accountId']) {
    const accountId = county.chance.pick(county.shoppers).actor.id;
    return { ...common, mutation: 'linkGrower', input: { requestId, growerId: share['growerId'], accountId } };
  }
  const { id: shareId, priceFen } = share;
  const answer = county.chance.isHit(0.9) ? 'AGREE' : 'DECLINE';
  return {
    to: 'catalog',
    mutation: 'answerPoolShare',
    actor: county.account(String(grower['accountId'])),
    input: { requestId, shareId, priceFen, answer },
  };
}
/** A grower takes what is owed to them. */
function takeGrowerMoney(county: County): Act | null {
  const share = county.one('payments', 'GrowerShare', "state = 'open'");
  return (
    share && {
      to: 'payments',
      mutation: 'takeGrowerMoney',
      actor: county.account(String(share['accountId'])),
      input: { requestId: county.requestId(), partyId: share['partyId'] },
    }
  );
}

/** Whether a SKU is what a harvest's season becomes, of the same seller. */
const becomes = (county: County, harvest: SqlRow, skuId: string): boolean =>
  county.rows(
    'catalog',
    `select k.id from Sku k join Product p on p.id = k.productId join Season s on s.categoryId = p.categoryId
     where k.id = ? and s.rootId = ? and k.partyId = ?`,
    skuId,
    harvest['seasonId']!,
    harvest['partyId']!,
  ).length > 0;
/** A lot of a harvest, if not more of it than there is. */
function registerLotOfHarvest(county: County): Act | null {
  const harvest = county.one('catalog', 'Harvest', "unit = 'kg'");
  const sku = harvest && county.skus.find(({ skuId }) => becomes(county, harvest, skuId));
  return harvest && sku
    ? {
        to: 'catalog',
        mutation: 'registerLot',
        actor: county.seller(sku.partyId),
        input: {
          requestId: county.requestId(),
          skuId: sku.skuId,
          supplierId: sku.supplierId,
          code: `FLD-${county.chance
            .below(2 ** 30)
            .toString(36)
            .toUpperCase()}`,
          producedOn: today(county),
          units: county.chance.between(1, 5),
          markedName: '五常大米',
          producerName: '香屯合作社',
          producerAddress: '五常市龙凤山镇',
          specification: '袋',
          complaintContact: '0451-55500000',
          harvests: [
            { harvestId: harvest['rootId'], quantity: county.chance.between(5, 40), ...offerFor(county, harvest) },
          ],
        },
      }
    : null;
}

export const fieldOperations: readonly Operation[] = [
  { name: 'record-harvest', weight: 1, next: recordHarvest },
  { name: 'record-input-late', weight: 0.5, next: recordInputUse },
  { name: 'decide-hold', weight: 2, next: decideHold },
  { name: 'register-lot-of-harvest', weight: 1.5, next: registerLotOfHarvest },
  { name: 'answer-pool-share', weight: 1.5, next: answerPoolShare },
  { name: 'take-grower-money', weight: 1.5, next: takeGrowerMoney },
];
