import { describe, expect, it } from '@jest/globals';
import {
  documentHashOf,
  documentText,
  emptyFields,
  isTooWarm,
  missingPoints,
  type GoodsDocument,
} from './handover.policy.ts';
import { compareDocuments, type CarrierDocument, type SellerOrder } from './reconcile.policy.ts';

describe('what both sides look at where goods are fresh [8.4.2.bh] [8.4.2.bi]', () => {
  const SEEN = {
    facilityTemperatureCelsius: 0,
    productTemperatureCelsius: 3,
    productionDateChecked: true,
    shelfLifeChecked: true,
    storageConditionChecked: true,
    innerPackagingIntact: true,
    outerPackagingIntact: true,
    vehicleClean: true,
  };
  it('is all of it, measured or found right', () => {
    const missing = (points: object) => missingPoints({ ...SEEN, ...points }).map(({ point }) => point);
    expect(missing({})).toEqual([]);
    expect(missing({ vehicleClean: false, shelfLifeChecked: null })).toEqual(['shelfLifeChecked', 'vehicleClean']);
    expect(missing({ productTemperatureCelsius: null })).toEqual(['productTemperatureCelsius']);
    expect(missingPoints({})).toHaveLength(8);
  });
  it('is too warm, or too cold, outside of the range that the goods need', () => {
    const range = { min: 0, max: 4 };
    expect([-1, 0, 4, 5].map((celsius) => isTooWarm(celsius, range))).toEqual([true, false, false, true]);
    expect(isTooWarm(40, null)).toBe(false);
  });
});

describe('the fields of a goods document [8.4.1]', () => {
  const LOT = { lotCode: 'L1', units: 1, producedOn: '2026-11-20', expiresOn: null };
  const document: GoodsDocument = {
    number: 'JJ1',
    shipmentId: 's',
    trackingNumber: 'HT1',
    handoverAtMs: 1,
    units: 0,
    names: ['五常大米'],
    goodsFen: 0,
    customer: { name: '王小明', phone: '13812345678', address: '民意街8号' },
    consignor: { name: '稻香合作社', contact: '李大山', phone: '13900000000', address: '龙凤山镇' },
    carrier: '北达冷链',
    consumerSignature: 'at-delivery',
    lines: [{ skuId: 'k', title: '五常大米', specification: '5千克', units: 1, valueFen: 1, lots: [LOT] }],
    points: {},
    storeRecord: null,
  };
  it('are filled, each and everything within it', () => {
    expect(emptyFields(document)).toEqual([]);
    expect(emptyFields({ ...document, number: '', names: [], units: -1 })).toEqual(['number', 'units', 'names']);
    expect(emptyFields({ ...document, names: ['五常大米', ''] })).toEqual(['names']);
    expect(emptyFields({ ...document, customer: { ...document.customer, phone: '' } })).toEqual(['customer']);
    expect(emptyFields({ ...document, lines: [{ ...document.lines[0], title: '' }] } as GoodsDocument)).toEqual([
      'lines',
    ]);
    expect(emptyFields({} as GoodsDocument)).toHaveLength(9);
    expect(emptyFields({ ...document, customer: null, carrier: null } as never)).toEqual(['customer', 'carrier']);
  });
  it('say the same in any order, and another thing when one is changed', () => {
    const { number, ...rest } = document;
    expect(documentText({ ...rest, number })).toBe(documentText(document));
    expect(documentHashOf(documentText({ ...document, units: 1 }))).not.toBe(documentHashOf(documentText(document)));
  });
});

describe('two books of what was handed over [8.4.2.bl]', () => {
  const line = (skuId: string, units: number) =>
    ({ skuId, title: `货${skuId}`, units }) as CarrierDocument['lines'][number];
  const signed = (more: Partial<CarrierDocument> = {}): CarrierDocument => ({
    number: 'JJ1',
    orderNumber: 'NO1',
    afterSaleId: '',
    text: 'T',
    documentHash: documentHashOf('T'),
    lines: [line('a', 2), line('b', 1)],
    ...more,
  });
  const order = (...lines: [string, number][]): SellerOrder => ({
    orderId: 'o',
    partyId: 'seller',
    lines: lines.map(([skuId, quantity]) => ({ skuId, quantity })),
  });
  const texts = (document: CarrierDocument, of: SellerOrder | null) =>
    compareDocuments(document, of, 'seller').map(({ kind, text }) => [kind, text.replace('单据JJ1（订单NO1）：', '')]);

  it('agree where each good was ordered and handed over as often, however the lines are cut', () => {
    expect(texts(signed(), order(['a', 2], ['b', 1]))).toEqual([]);
    expect(texts(signed(), order(['a', 1], ['b', 1], ['a', 1]))).toEqual([]);
    expect(texts(signed({ lines: [line('a', 1), line('b', 1), line('a', 1)] }), order(['a', 2], ['b', 1]))).toEqual([]);
  });
  it('differ in units, and in what one of them lacks', () => {
    expect(texts(signed(), order(['a', 3], ['b', 1]))).toEqual([['units', '货a，交接2件，商家3件']]);
    expect(texts(signed(), order(['a', 1], ['b', 1]))).toEqual([['units', '货a，交接2件，商家1件']]);
    expect(texts(signed(), order(['a', 2]))).toEqual([['units', '货b，交接1件，商家0件']]);
    expect(texts(signed(), order(['a', 2], ['b', 1], ['c', 1]))).toEqual([['missing-at-carrier', '商家的c没有交接']]);
  });
  it('are kept in what a page of differences has room for', () => {
    const long = { ...line('a', 2), title: '长'.repeat(600) };
    const [found] = compareDocuments(signed({ lines: [long] }), order(['a', 1]), 'seller');
    expect(found?.text).toHaveLength(500);
  });
  it('agree about an exchange that holds some of the order, and not more of a good than was ordered', () => {
    const exchange = { afterSaleId: 'as', lines: [line('a', 2)] };
    expect(texts(signed(exchange), order(['a', 2], ['b', 1]))).toEqual([]);
    expect(texts(signed(exchange), order(['a', 3], ['b', 1]))).toEqual([]);
    expect(texts(signed(exchange), order(['a', 1], ['b', 1]))).toEqual([['units', '货a，交接2件，商家1件']]);
    expect(texts(signed(exchange), order(['b', 1]))).toEqual([['units', '货a，交接2件，商家0件']]);
  });
  it('are not compared where the document was altered, or the order is not that seller’s', () => {
    expect(texts(signed({ text: 'U' }), order(['a', 2], ['b', 1]))).toEqual([['altered', '单据内容被改动过']]);
    const missing = [['missing-at-seller', '商家没有这笔订单']];
    expect(texts(signed(), null)).toEqual(missing);
    expect(texts(signed(), { ...order(['a', 2], ['b', 1]), partyId: 'another' })).toEqual(missing);
  });
});
