import type { Actor } from '@heitu/kit/rules/actor';
import { apiName } from '@heitu/kit/rules/enums';
import type { Row } from '../contract/platform.fixture.ts';
import { feeLeapsUnseen } from './fees.ts';
import { foundBy, punished } from './found.ts';
import type { Acted, Plants } from './plant.ts';
import { callBack, endRecalls } from './recalls.ts';
import { countStock } from './stock.ts';
import type { Town } from './town.fixture.ts';
import { headOf, idOf } from './town.rows.ts';
import { bought } from './trade.ts';

const EIGHT_HOURS_MS = 8 * 3_600_000;
/** Something on sale of the seller who signs in here. */
const ownProduct = async (town: Town) =>
  idOf(
    town,
    'catalog',
    "select id from Product where partyId = ? and state = 'on-sale' order by id limit 1",
    await town.partyOf('seller-owner'),
  );
/** Of another seller, of whom nothing was found yet; nothing else here is done with it. */
const othersProduct = async (town: Town) =>
  idOf(
    town,
    'catalog',
    `select id from Product where partyId <> ? and state = 'on-sale' and categoryId <> 'pickles'
     and partyId not in (select partyId from ContentReview where finding = 'unlawful') order by id limit 1`,
    await town.partyOf('seller-owner'),
  );
const ownSku = async (town: Town) =>
  idOf(
    town,
    'catalog',
    `select s.id from Sku s join PriceLabel l on l.id = s.labelId join Product p on p.id = s.productId
     where s.partyId = ? and p.state = 'on-sale' and l.pricingType = 'market' order by s.id limit 1`,
    await town.partyOf('seller-owner'),
  );
/** Something dry of a seller who does not sign in here: it may be called back and taken down. */
const othersSku = async (town: Town) =>
  idOf(
    town,
    'catalog',
    `select s.id from Sku s join Product p on p.id = s.productId
     where s.partyId <> ? and p.state = 'on-sale' and s.storage = 'ambient' order by s.id limit 1`,
    await town.partyOf('seller-owner'),
  );
const price = async (town: Town, times: number) => relabel(town, await ownSku(town), times);
/** The same label of any SKU, at a price of so many times. */
async function relabel(town: Town, skuId: string, times: number): Promise<void> {
  const [label] = await town.rows(
    'catalog',
    `select l.partyId, l.origin, l.grade, l.retailFen, l.priceManager, l.priceSupervision
     from Sku s join PriceLabel l on l.id = s.labelId where s.id = ?`,
    [skuId],
  );
  const { partyId, retailFen, ...said } = label ?? {};
  const priced = { skuId, ...said, pricingType: 'MARKET', retailFen: Math.round(Number(retailFen) * times) };
  await town.act(headOf(partyId, 'seller-owner'), 'catalog', 'setPriceLabel', priced);
}
const ratesOf = (town: Town, where: string): Promise<Row[]> =>
  town.rows(
    'logistics',
    `select id, carrierPartyId, storage, divisionCode, firstGrams, firstKilogramFen, stepGrams, perKilogramFen, hours
     from Rate where ${where}`,
  );
/** A carrier takes that share of what it took. */
const setRate = (town: Town, { id: _id, storage, ...rate }: Row, share = 1) =>
  town.act(headOf(rate['carrierPartyId'], 'carrier-manager'), 'logistics', 'setRate', {
    ...rate,
    storage: apiName(String(storage)),
    firstKilogramFen: Math.floor(Number(rate['firstKilogramFen']) * share),
    perKilogramFen: Math.floor(Number(rate['perKilogramFen']) * share),
  });
const untold = (rates: Row[] = []): Acted => ({
  plant: 'a carrier takes its whole tariff back, and still says where it delivers',
  mend: 'it tells its tariff again',
  turns: 'breached',
  plantIt: async (town) => {
    const left = () => ratesOf(town, 'carrierPartyId = (select min(carrierPartyId) from ServiceArea)');
    rates = await left();
    for (let own = rates; own.length > 0; own = await left())
      for (const { id, carrierPartyId } of own)
        await town.act(headOf(carrierPartyId, 'carrier-manager'), 'logistics', 'withdrawRate', { rateId: id });
  },
  mendIt: async (town) => {
    for (const rate of rates) await setRate(town, rate);
  },
});
const nowhere = (areas: Row[] = []): Acted => ({
  plant: 'every carrier still has its tariff, and comes to nobody’s door any more: no page shows a price of delivery',
  mend: 'they come again',
  turns: 'breached',
  plantIt: async (town) => {
    areas = await town.rows('logistics', 'select carrierPartyId, divisionCode, firstMile, lastMile from ServiceArea');
    for (const area of areas) await setArea(town, area, false);
  },
  mendIt: async (town) => {
    for (const area of areas) await setArea(town, area, Boolean(area['lastMile']));
  },
});
const setArea = (town: Town, { carrierPartyId, divisionCode, firstMile }: Row, lastMile: boolean) =>
  town.act(headOf(carrierPartyId, 'carrier-manager'), 'logistics', 'setServiceArea', {
    carrierPartyId,
    divisionCode,
    firstMile: Boolean(firstMile),
    lastMile,
  });
const leapsUnseen = (rates: Row[] = []): Acted => ({
  plant: 'a carrier announces twice its tariff, and it binds without anybody having looked',
  mend: 'two months later it takes what it took before',
  turns: 'breached',
  plantIt: async (town) => {
    rates = await ratesOf(town, "storage = 'ambient'");
    for (const rate of rates) await setRate(town, rate, 2);
    await town.later(8);
    await town.rounds('keep-tariffs');
  },
  mendIt: async (town) => {
    for (const rate of rates) await setRate(town, rate);
    await town.later(60);
  },
});
/** The day of the order is over, and its charges are compared in the night after. */
async function untilCompared(town: Town): Promise<void> {
  await town.later(2);
  await town.rounds('compare-charges');
}
export const review = (town: Town, productId: string, finding: string, clause?: string) =>
  town.act('reviewer', 'catalog', 'reviewProduct', {
    productId,
    finding,
    reason: '对照登记内容看过',
    ...(clause && { clause }),
  });
/** A person finds untrue what is said of a product; its seller writes it anew, and a person looks again. */
const untrue = (clause: string, what = 'the words on a page are', pick = ownProduct) => {
  let productId = '';
  return {
    plant: `a reviewer finds that ${what} untrue`,
    mend: 'the reviewer looks again and finds them lawful',
    turns: 'breached' as const,
    plantIt: async (town: Town) => {
      productId = await pick(town);
      await review(town, productId, 'UNLAWFUL', clause);
    },
    mendIt: (town: Town) => review(town, productId, 'LAWFUL', clause),
  };
};
/** Half of what the bag says, then all of it in the next month. */
const shortMeasure = (kind: 'count' | 'quantity') => ({
  plant: 'a sampled check finds half of what the bag says',
  mend: 'two months later a whole check finds it all',
  turns: 'breached' as const,
  plantIt: (town: Town) => measure(town, kind, 0.5),
  mendIt: async (town: Town) => {
    await town.later(60);
    await measure(town, kind, 1);
  },
});
async function measure(town: Town, kind: string, share: number): Promise<void> {
  const [row] = await town.rows(
    'catalog',
    `select m.lotId, m.partyId, m.samples from MeasureCheck m
     where m.kind = ? and m.passed = 1 and m.isWhole = 1 order by m.id limit 1`,
    [kind],
  );
  const samples = (JSON.parse(String(row?.['samples'])) as number[]).map((one) => Math.floor(one * share));
  const checkedOn = new Date((await town.now()) + 8 * 3_600_000).toISOString().slice(0, 10);
  await town.act(headOf(row?.['partyId'], 'seller-owner'), 'catalog', 'recordMeasureCheck', {
    lotId: row?.['lotId'],
    checkedOn,
    samples,
  });
}

const cheaperMeanwhile: Acted = {
  plant: 'a seller and the carriers lower their prices between a buyer’s offer and the order, and the offer is charged',
  mend: 'two months later another pays what label and tariff say',
  turns: 'breached',
  plantIt: async (town) => {
    await bought(town, 'paid', async (skuId) => {
      await relabel(town, skuId, 0.9);
      for (const rate of await ratesOf(town, "storage = 'ambient'")) await setRate(town, rate, 0.5);
    });
    await untilCompared(town);
  },
  mendIt: async (town) => {
    await town.later(60);
    await untilCompared(town);
    await bought(town, 'paid');
    await untilCompared(town);
  },
};

async function takeDown(town: Town, skuId: string): Promise<void> {
  const [sku] = await town.rows('catalog', 'select productId, partyId from Sku where id = ?', [skuId]);
  const { productId, partyId } = sku ?? {};
  await town.act(headOf(partyId, 'seller-owner'), 'catalog', 'withdrawProduct', { productId });
}

/** A farmer sells eggs and says nothing of where they are from; then files what they were bought by. */
export const fromNowhere: Acted = {
  plant: 'a farmer lets a lot be sold that says nothing of where it is from',
  mend: 'the paper of its purchase is filed, and a reviewer opens and accepts it',
  turns: 'breached',
  async plantIt(town) {
    const [known] = await town.rows(
      'catalog',
      `select l.*, k.items, k.checkedOn from Lot l join SelfCheck k on k.lotId = l.id
       where l.state = 'released' and k.passed = 1 order by l.producedOn desc, l.id limit 1`,
    );
    const { checkedOn, items } = known ?? {};
    const farmer = headOf(known?.['partyId'], 'seller-owner');
    const same = (fields: readonly string[]): Row => Object.fromEntries(fields.map((field) => [field, known?.[field]]));
    const { id: lotId } = await town.act(
      farmer,
      'catalog',
      'registerLot',
      { ...same(REGISTERED), units: 10, code: 'MAILAIDE-1' },
      'id',
    );
    await town.act(farmer, 'catalog', 'recordSelfCheck', {
      lotId,
      checkedBy: '王秀兰',
      checkedOn,
      promised: true,
      fileId: await scanned(town, farmer, 'inspection-report'),
      items: (JSON.parse(String(items)) as Row[]).map(({ name, value, unit }) => ({ name, value, unit })),
    });
    await town.act(farmer, 'catalog', 'releaseLot', { lotId });
  },
  async mendIt(town) {
    const [lot] = await town.rows('catalog', 'select id, partyId, supplierId from Lot where code = ?', ['MAILAIDE-1']);
    const farmer = headOf(lot?.['partyId'], 'seller-owner');
    const fileId = await scanned(town, farmer, 'certificate');
    await town.act(farmer, 'catalog', 'addCertificate', {
      lotId: lot?.['id'],
      type: 'PURCHASE',
      number: 'JH-1',
      issuer: '同村',
      issuedOn: '2026-01-10',
      fileId,
      boughtIn: { supplierId: lot?.['supplierId'], goods: '鲜鸡蛋', amount: '600枚', origin: '卫国乡保家村' },
    });
    await town.edge('reviewer', 'catalog', 'GET', `/files/${fileId}`);
    const paperId = await idOf(town, 'catalog', 'select id from Certificate where fileId = ?', fileId);
    await town.act('reviewer', 'catalog', 'acceptPaper', { paperId });
  },
};
const REGISTERED = [
  'skuId',
  'supplierId',
  'producedOn',
  'markedName',
  'producerName',
  'producerAddress',
  'complaintContact',
];
const scanned = async (town: Town, who: Actor, purpose: string): Promise<string> =>
  JSON.parse(await town.edge(who, 'catalog', 'POST', `/files?purpose=${purpose}`, '%PDF-1.7 scan')).id;

export const goodsPlants: Plants = {
  '5.1': { act: fromNowhere },
  '5.1.b': {
    act: {
      plant: 'all lots of goods are called back, and their page stays on sale',
      mend: 'the seller takes the page down',
      turns: 'breached',
      plantIt: async (town) => callBack(town, await othersSku(town)),
      mendIt: async (town) => takeDown(town, await othersSku(town)),
    },
    also: [
      {
        plant: 'a seller counts more of a lot than ever came in',
        mend: 'it counts again',
        turns: 'breached',
        plantIt: async (town) => countStock(town, 500),
        mendIt: async (town) => countStock(town, -500),
      },
    ],
  },
  '6.5.c': {
    act: {
      plant: 'a price leaps, and nobody looks into it for ten days',
      mend: 'a reviewer has looked',
      turns: 'breached',
      plantIt: async (town) => {
        await price(town, 3);
        await town.later(10);
      },
      mendIt: async (town) => {
        for (const { id } of await town.rows('catalog', "select id from PriceFlag where state = 'open'"))
          await town.act('reviewer', 'catalog', 'clearPriceFlag', { flagId: id, note: '问过商家，进价涨了' });
      },
    },
    also: [untold(), leapsUnseen(), feeLeapsUnseen],
  },
  '7.3.2.a-f': { act: fromNowhere },
  '7.3.3.a-c': { silence: { days: 1200, turns: 'breached' } },
  '7.3.3.d': { act: untrue('7.3.3.d', 'what a seller declares of goods without a standard is', othersProduct) },
  '7.3.4.a': {
    act: shortMeasure('count'),
    also: [foundBy('one of two is missing', '7.3.4.a', 'SELLER', (town) => measure(town, 'count', 1))],
  },
  '7.3.4.b': { act: shortMeasure('quantity') },
  '7.3.5.a': {
    act: {
      plant: 'a government document sets the price of goods that are sold dearer',
      mend: 'what costs more is off sale by the same day',
      turns: 'breached',
      plantIt: async (town) =>
        town.act('operator-admin', 'catalog', 'publishPriceBand', {
          categoryId: 'pickles',
          pricingType: 'GOVERNMENT_SET',
          per: 'HALF_KILOGRAM',
          minFen: 1,
          maxFen: 1,
          issuer: '县发展和改革局',
          document: '县发改价格〔2026〕9号',
          effectiveOn: new Date((await town.now()) + EIGHT_HOURS_MS).toISOString().slice(0, 10),
        }),
      mendIt: (town) => town.rounds('apply-price-bands'),
    },
  },
  '7.3.5.b': { act: cheaperMeanwhile, silence: { days: 3, turns: 'breached' } },
  '7.3.5.d': { act: cheaperMeanwhile, also: [nowhere()] },
  '7.3.5.c': { act: untrue('7.3.5.c', 'a price label is', othersProduct) },
  '7.3.6.a-c': {
    act: {
      plant: 'a seller calls a lot back, and nobody reports or ends it for two months',
      mend: 'two people report and end it, and two months pass without another',
      turns: 'breached',
      plantIt: async (town) => {
        await callBack(town, await othersSku(town));
        await town.rounds('relay');
        await town.later(60);
      },
      mendIt: endRecalls,
    },
  },
  '7.3.7.j': { act: untrue('7.3.7.j') },
  '7.3.7.k-l': {
    act: untrue('7.3.7.k-l'),
    also: [
      punished('WARNING', 'says in a live broadcast that its rice heals', '7.3.7.l'),
      punished('SUSPENSION', 'goes on saying it', '7.3.7.l'),
    ],
  },
};
