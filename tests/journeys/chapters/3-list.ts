import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { filedSupplier, addPapers } from './2-lot.ts';
import { dayFrom } from '../numbers.ts';

const label = { origin: '黑龙江省五常市', pricingType: 'MARKET', priceManager: '关守田', priceSupervision: '12315' };

async function refuseIncompleteLabel(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const coop = people.coop!;
  const refusal = await coop.refused('publishProduct', { productId: made.rice });
  return refusal.details
    .map((detail) => detail.text)
    .slice(0, 3)
    .join('；');
}

async function refuseForbiddenWords(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const coop = people.coop!;
  for (const [skuId, retailFen, specification] of [
    [made.riceSku, 8900, '5千克/袋'],
    [made.riceSmallSku, 4900, '2.5千克/袋'],
  ] as const) {
    await coop.do('setPriceLabel', { skuId, ...label, grade: '一级', specification, retailFen }, '__typename');
  }
  await coop.do(
    'reviseProduct',
    { productId: made.rice, copy: '全国最好的大米，常吃能降血糖、治疗糖尿病，荣获金奖，品质保证。' },
    'id',
  );
  const refusal = await coop.refused('publishProduct', { productId: made.rice });
  journey.expect(refusal.details.length > 0, 'the words are marked');
  await coop.do(
    'reviseProduct',
    { productId: made.rice, copy: '民乐乡自家水田种的稻花香，当年新稻，低温加工。' },
    'id',
  );
  await coop.do('publishProduct', { productId: made.rice }, 'id state onSale');
  return `标出：${refusal.details
    .map((detail) => detail.text)
    .join('、')
    .slice(0, 120)}`;
}

/** The berries as a draft with their price label. */
async function draftBerries(journey: Journey, farmer: Person): Promise<void> {
  const { made, run } = journey;
  const product = await farmer.do(
    'createProduct',
    {
      shopId: made.farmerShop,
      title: `自家蓝莓 ${run}`,
      categoryId: 'berries',
      standardClass: 'NON_STANDARD',
      characteristics: '露地栽培，果径12毫米以上，带果霜，酸甜。',
      safetyDeclared: true,
      copy: '早上摘的，装盒冷藏。',
      skus: [
        {
          specification: '125克×4盒',
          unit: '箱',
          netGrams: 500,
          storage: 'CHILLED',
          temperatureCelsiusMin: 0,
          temperatureCelsiusMax: 4,
          shelfLifeDays: 15,
          weightGrams: 900,
        },
      ],
    },
    'id skus { id }',
  );
  made.berries = product['id'];
  made.berrySku = product['skus'][0].id;
  await farmer.do(
    'setPriceLabel',
    {
      skuId: made.berrySku,
      ...label,
      grade: '统货',
      specification: '125克×4盒',
      retailFen: 5900,
      priceManager: '李桂兰',
    },
    '__typename',
  );
}

async function listBerries(journey: Journey): Promise<string> {
  const { people, made, run } = journey;
  const farmer = people.farmer as Person;
  const supplierId = await filedSupplier(journey, farmer, made.farmer, `自家果园${run}`, 21);
  await draftBerries(journey, farmer);
  const now = await journey.world.now();
  const { id: lotId } = await farmer.do(
    'registerLot',
    {
      skuId: made.berrySku,
      supplierId,
      code: `LM${run}`,
      producedOn: dayFrom(now, 0),
      units: 30,
      markedName: '蓝莓',
      producerName: '李桂兰',
      producerAddress: '五常市民乐乡',
      specification: '125克×4盒',
      complaintContact: '19900001002',
    },
    'id',
  );
  await addPapers(journey, farmer, lotId as string, false);
  await farmer.do('releaseLot', { lotId }, 'id');
  await farmer.do('publishProduct', { productId: made.berries }, 'id onSale');
  made.berryLot = lotId;
  return '已上架';
}

async function stockArrives(journey: Journey): Promise<string> {
  const { made } = journey;
  const skus = [made.riceSku, made.berrySku] as string[];
  const found = await journey.until('stock to arrive', async () => {
    const data = await journey.nobody.ask(
      `query($a: ID!, $b: ID!) { a: sku(id: $a) { stock { free available } } b: sku(id: $b) { stock { free available } } }`,
      { a: skus[0], b: skus[1] },
    );
    return data['a']?.stock?.free === 26 && data['b']?.stock?.free === 30 ? data : null;
  });
  return `大米 ${found['a'].stock.free} 袋，蓝莓 ${found['b'].stock.free} 箱`;
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('价签不全，不能上架', () => refuseIncompleteLabel(journey));
  await journey.step('宣传里写药用功效和“最好”，被拦下并标出字词；改正后上架', () => refuseForbiddenWords(journey));
  await journey.step('农户上架冷藏蓝莓（非标准化商品：写明特性、声明安全）', () => listBerries(journey));
  await journey.step('上架后库存到位', () => stockArrives(journey));
}
