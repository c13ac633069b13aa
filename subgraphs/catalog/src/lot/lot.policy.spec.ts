import { describe, expect, it } from '@jest/globals';
import { INSPECTION_RESULTS, isExpired, missingPapers, papersOfCategory, type LotPapers } from './lot.policy.ts';

const PAPERS: LotPapers = {
  lot: {
    producedOn: '2026-11-20',
    expiresOn: null,
    units: 1,
    markedName: '五常大米',
    producerName: '乐园合作社',
    producerAddress: '五常市',
    specification: '5千克',
    complaintContact: '0451-12345',
  },
  category: { isProcessed: false },
  certificates: [{ type: 'conformity', validUntil: null }],
  inspections: [{ passed: true, resultType: 'test-report' }],
};
const missing = (more: Partial<LotPapers>) => missingPapers({ ...PAPERS, ...more }).map(({ detail }) => detail.about);

describe('what a lot must have before it is sold [7.3.2.a-f]', () => {
  it('is nothing more where all is there', () => expect(missing({})).toEqual([]));
  it('is an inspection that was passed, and none that was not', () => {
    const [passed, failed] = [true, false].map((is) => ({ passed: is, resultType: 'test-report' }));
    expect(missing({ inspections: [] })).toEqual(['inspection']);
    expect(missing({ inspections: [passed!, failed!] })).toEqual(['inspection']);
    expect(missing({ inspections: [failed!] })).toEqual(['inspection']);
    expect(missing({ inspections: [passed!, passed!] })).toEqual([]);
  });
  it('is a certificate of conformity, or a factory certificate of goods that passed', () => {
    const factory = { passed: true, resultType: 'factory-certificate' };
    expect(missing({ certificates: [] })).toEqual(['conformity']);
    expect(missing({ certificates: [{ type: 'organic', validUntil: null }] })).toEqual(['conformity']);
    expect(missing({ certificates: [], inspections: [factory] })).toEqual([]);
    expect(missing({ certificates: [], inspections: [...PAPERS.inspections, factory] })).toEqual([]);
    expect(missing({ certificates: [], inspections: [{ ...factory, passed: false }] })).toEqual([
      'inspection',
      'conformity',
    ]);
  });
  it('is a certificate that held on the day the lot was made', () => {
    const until = (validUntil: string) => missing({ certificates: [{ type: 'conformity', validUntil }] });
    expect([until('2026-11-19'), until('2026-11-20'), until('2026-11-21')]).toEqual([['conformity'], [], []]);
  });
  it('is a production licence for what is processed, and for nothing else', () => {
    const processed = { category: { isProcessed: true } };
    expect(missing(processed)).toEqual(['production-licence']);
    const certificates = [...PAPERS.certificates, { type: 'production-licence', validUntil: null }];
    expect(missing({ ...processed, certificates })).toEqual([]);
    const papers = ({ isProcessed }: { isProcessed: boolean }) =>
      papersOfCategory({ isProcessed }).map(({ paper }) => paper);
    expect(papers({ isProcessed: false })).toEqual(['inspection', 'conformity']);
    expect(papers({ isProcessed: true })).toEqual(['inspection', 'conformity', 'production-licence']);
  });
  it.each(['markedName', 'producerName', 'producerAddress', 'specification', 'complaintContact'])(
    'is the mark %s on the goods',
    (mark) => {
      for (const none of [null, '']) expect(missing({ lot: { ...PAPERS.lot, [mark]: none } })).toEqual([mark]);
    },
  );
});

it('takes a certificate of the factory from its supplier alone; reports and tests from all three [7.3.6.a] [7.3.6.b] [7.3.6.c]', () => {
  const { first, second, third } = INSPECTION_RESULTS;
  expect(first.resultTypes).toEqual(['factory-certificate', 'inspection-report', 'test-report']);
  for (const { resultTypes } of [second, third]) expect(resultTypes).toEqual(['inspection-report', 'test-report']);
});

it('sells a lot to the end of its last day, and one without such a day for ever', () => {
  expect(['2026-11-24', '2026-11-25', '2026-11-26'].map((expiresOn) => isExpired({ expiresOn }, '2026-11-25'))).toEqual(
    [true, false, false],
  );
  expect(isExpired({ expiresOn: null }, '2026-11-25')).toBe(false);
});
