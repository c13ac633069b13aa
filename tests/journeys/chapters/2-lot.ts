import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { dayFrom, newUscc } from '../numbers.ts';
import { acceptPapers, reportOn, scanned } from '../papers.ts';
import { signInAs } from '../sign-ins.ts';
import { paperScan } from './filing.ts';

/** Files a supplier with its papers and has the seller approve it. */
export async function filedSupplier(
  journey: Journey,
  seller: Person,
  partyId: string,
  name: string,
  salt: number,
): Promise<string> {
  const uscc = newUscc('93', journey.run, salt);
  const now = await journey.world.now();
  const { id: supplierId } = await seller.do(
    'fileSupplier',
    {
      partyId,
      name,
      uscc,
      divisionCode: journey.made.county,
      address: journey.plant('address', 'supplier'),
      supplies: '水稻、稻米',
      contactName: journey.plant('name', 'supplier'),
      contactPhone: journey.plant('phone', 'supplier'),
    },
    'id',
  );
  for (const [type, number] of [
    ['BUSINESS_LICENCE', uscc],
    ['TRADE_LICENCE', `LY${journey.run}${salt}`],
  ] as const) {
    await seller.do(
      'addDocument',
      {
        supplierId,
        type,
        number,
        issuer: '五常市市场监督管理局',
        validFromOn: dayFrom(now, -60),
        validUntilOn: dayFrom(now, 600),
        fileId: await paperScan(journey, seller, 'papers of a supplier'),
      },
      'id',
    );
  }
  await seller.do(
    'decideSupplier',
    { supplierId, decision: 'APPROVE', reason: `证照齐全，找${journey.plant('name', 'supplier contact')}核对过` },
    'id state',
  );
  return supplierId as string;
}

interface LotPlan {
  code: string;
  units: number;
  producedDaysAgo: number;
  /** What each inspection says; default a passed first-party report. */
  papers?: 'all' | 'none';
  processed: boolean;
}

/** Registers a lot as it comes in; with all its papers unless told otherwise. */
export async function registeredLot(
  journey: Journey,
  seller: Person,
  skuId: string,
  supplierId: string,
  plan: LotPlan,
): Promise<string> {
  const now = await journey.world.now();
  const { id: lotId } = await seller.do(
    'registerLot',
    {
      skuId,
      supplierId,
      code: plan.code,
      producedOn: dayFrom(now, -plan.producedDaysAgo),
      units: plan.units,
      markedName: '五常大米',
      trademark: '稻花源',
      producerName: '五常市光辉米业加工厂',
      producerAddress: '五常市龙凤山镇光辉村',
      quality: '一级',
      specification: '5千克/袋',
      complaintContact: '0451-55500000',
    },
    'id state',
  );
  if (plan.papers !== 'none') await addPapers(journey, seller, lotId as string, plan.processed);
  return lotId as string;
}

export async function addPapers(journey: Journey, seller: Person, lotId: string, processed: boolean): Promise<void> {
  const now = await journey.world.now();
  const issued = dayFrom(now, -1);
  await seller.do(
    'addCertificate',
    {
      lotId,
      type: 'CONFORMITY',
      number: `HG-${lotId.slice(-8)}`,
      issuer: '本生产者承诺',
      issuedOn: issued,
      validUntilOn: dayFrom(now, 500),
      fileId: await scanned(seller, 'certificate'),
    },
    'id',
  );
  if (processed)
    await seller.do(
      'addCertificate',
      {
        lotId,
        type: 'PRODUCTION_LICENCE',
        number: 'SC10123018400001',
        issuer: '黑龙江省市场监督管理局',
        issuedOn: issued,
        validUntilOn: dayFrom(now, 900),
        fileId: await scanned(seller, 'certificate'),
      },
      'id',
    );
  await seller.do('recordInspection', await reportOn(seller, lotId, dayFrom(now, 0), `SH-${lotId.slice(-8)}`), 'id');
  const accepted = await acceptPapers(await signInAs(journey, 'reviewer'), lotId);
  journey.expect(accepted === (processed ? 3 : 2), 'each paper was opened and accepted by the reviewer');
}

/** Where a lot came from, step by step; answers how many. */
async function recordedFromTheField(journey: Journey, seller: Person, lotId: string): Promise<number> {
  const now = await journey.world.now();
  const steps = [
    ['commissioning', 200, '民乐乡民乐村水田，插秧', '李守田'],
    ['inspecting', 180, '田间检查，未用禁用农药', '农技站'],
    ['receiving', 122, '收割入场，水分16%', '李守田'],
    ['other', 92, '光辉米业低温碾米', '孙有田'],
    ['packing', 91, '5千克真空包装', '孙有田'],
  ] as const;
  for (const [bizStep, daysAgo, place, actorName] of steps) {
    await seller.do(
      'recordTraceEvent',
      {
        lotId,
        bizStep,
        ...(bizStep === 'other' && { title: '碾米' }),
        at: new Date(now.getTime() - daysAgo * 86_400_000).toISOString(),
        place,
        divisionCode: journey.made.county,
        actorName: `${actorName}${journey.plant('name', 'in the field')}`,
        note: `${place}，电话${journey.plant('phone', 'in the field')}`,
      },
      '__typename',
    );
  }
  return steps.length;
}

async function draftProduct(journey: Journey): Promise<string> {
  const { people, made, run } = journey;
  const coop = people.coop!;
  const product = await coop.do(
    'createProduct',
    {
      shopId: made.coopShop,
      title: `五常稻花香大米 ${run}`,
      categoryId: 'rice',
      standardClass: 'RECOMMENDED',
      standardCode: 'GB/T 19266',
      copy: '民乐乡自家水田种的稻花香，当年新稻，低温加工，蒸出来一粒一粒。',
      skus: [
        {
          specification: '5千克/袋',
          unit: '袋',
          netGrams: 5000,
          storage: 'AMBIENT',
          shelfLifeDays: 365,
          weightGrams: 5200,
        },
        {
          specification: '2.5千克/袋',
          unit: '袋',
          netGrams: 2500,
          storage: 'AMBIENT',
          shelfLifeDays: 365,
          weightGrams: 2650,
        },
      ],
    },
    'id state skus { id specification }',
  );
  made.rice = product['id'];
  [made.riceSku, made.riceSmallSku] = product['skus'].map((sku: { id: string }) => sku.id);
  return '草稿';
}

async function fileTheSupplier(journey: Journey): Promise<string> {
  const { people, made, run } = journey;
  const coop = people.coop!;
  made.supplier = await filedSupplier(
    journey,
    coop,
    made.coop,
    `${journey.plant('name', 'supplier of rice')}米业加工厂${run}`,
    11,
  );
  return '已备案';
}

async function refuseUnfiledSupplier(journey: Journey): Promise<string> {
  const { people, made, run } = journey;
  const coop = people.coop!;
  const { id: unfiled } = await coop.do(
    'fileSupplier',
    {
      partyId: made.coop,
      name: journey.plant('name', 'farmer who supplies'),
      idNumber: journey.plant('idNumber', 'farmer who supplies'),
      divisionCode: journey.made.county,
      address: '本县',
      supplies: '水稻',
      contactName: '无名',
      contactPhone: '19900001102',
    },
    'id',
  );
  const refusal = await coop.refused('registerLot', {
    skuId: made.riceSku,
    supplierId: unfiled,
    code: `X-${run}`,
    producedOn: '2026-10-01',
    units: 10,
  });
  return `${refusal.message}（${refusal.clause}）`;
}

async function releaseOnceThePapersAreThere(journey: Journey): Promise<string> {
  const { people, made, run } = journey;
  const coop = people.coop!;
  made.lotCode = `WC${run}A`;
  made.lot = await registeredLot(journey, coop, made.riceSku, made.supplier, {
    code: made.lotCode,
    units: 20,
    producedDaysAgo: 30,
    papers: 'none',
    processed: true,
  });
  const refusal = await coop.refused('releaseLot', { lotId: made.lot });
  journey.expect(refusal.details.length >= 3, 'each missing paper is named');
  await addPapers(journey, coop, made.lot, true);
  return refusal.details.map((detail) => detail.text).join('；');
}

async function recordTheField(journey: Journey): Promise<string> {
  const { people, made, run } = journey;
  const coop = people.coop!;
  const steps = await recordedFromTheField(journey, coop, made.lot);
  await coop.do('releaseLot', { lotId: made.lot }, 'id state');
  // A second, older lot: the one to expire first is the one to leave first.
  made.olderLot = await registeredLot(journey, coop, made.riceSku, made.supplier, {
    code: `WC${run}B`,
    units: 6,
    producedDaysAgo: 90,
    processed: true,
  });
  await recordedFromTheField(journey, coop, made.olderLot);
  await coop.do('releaseLot', { lotId: made.olderLot }, 'id');
  made.smallLot = await registeredLot(journey, coop, made.riceSmallSku, made.supplier, {
    code: `WC${run}C`,
    units: 10,
    producedDaysAgo: 20,
    processed: true,
  });
  await coop.do('releaseLot', { lotId: made.smallLot }, 'id');
  return `${steps} 步，批次 ${made.lotCode}`;
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('商品先建档（草稿），才有批次可登记', () => draftProduct(journey));
  await journey.step('供应商备案：执照、经营许可', () => fileTheSupplier(journey));
  await journey.step('从没备案的农户进货，登记不了', () => refuseUnfiledSupplier(journey));
  await journey.step('缺检验报告和合格证的批次，放不出去；补齐后放行', () => releaseOnceThePapersAreThere(journey));
  await journey.step('从田间到磨坊到包装，逐步记入追溯链', () => recordTheField(journey));
}
