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
  category: { id: 'pulses', isProcessed: false },
  certificates: [{ type: 'conformity', validUntil: null, state: 'accepted' }],
  inspections: [{ passed: true, inspectingParty: 'third', resultType: 'test-report', state: 'accepted', items: [] }],
  selfChecks: [],
  isPromised: false,
  askedNames: [],
  claimed: [],
};
const [REPORT] = PAPERS.inspections as [LotPapers['inspections'][number]];
const missing = (more: Partial<LotPapers>) => missingPapers({ ...PAPERS, ...more }).map(({ detail }) => detail.about);

describe('what a lot must have before it is sold [7.3.2.a-f]', () => {
  it('is nothing more where all is there', () => expect(missing({})).toEqual([]));
  it('is an inspection that was passed, and none that was not', () => {
    const [passed, failed] = [true, false].map((is) => ({ ...REPORT, passed: is }));
    expect(missing({ inspections: [] })).toEqual(['inspection']);
    expect(missing({ inspections: [passed!, failed!] })).toEqual(['inspection']);
    expect(missing({ inspections: [failed!] })).toEqual(['inspection']);
    expect(missing({ inspections: [passed!, passed!] })).toEqual([]);
  });
  it('is an inspection of which something was compared with a limit', () => {
    const uncompared = { ...REPORT, passed: null };
    expect(missing({ inspections: [uncompared] })).toEqual(['inspection']);
    expect(missing({ inspections: [uncompared, REPORT] })).toEqual([]);
    expect(missing({ inspections: [uncompared], selfChecks: [{ passed: true }] })).toEqual([]);
    const factory = { ...uncompared, resultType: 'factory-certificate' as const };
    expect(missing({ certificates: [], inspections: [factory] })).toEqual(['inspection', 'conformity']);
    const texts = missingPapers({ ...PAPERS, inspections: [uncompared] }).map(({ detail }) => detail.text);
    expect(texts).toEqual([expect.stringContaining('检验报告里没有一项有限量可比，不能算合格')]);
  });
  it('is a certificate of conformity, or a factory certificate of goods that passed', () => {
    const factory = { ...REPORT, resultType: 'factory-certificate' as const };
    expect(missing({ certificates: [] })).toEqual(['conformity']);
    expect(missing({ certificates: [{ type: 'organic', validUntil: null, state: 'accepted' }] })).toEqual([
      'conformity',
    ]);
    expect(missing({ certificates: [], inspections: [factory] })).toEqual([]);
    expect(missing({ certificates: [], inspections: [...PAPERS.inspections, factory] })).toEqual([]);
    expect(missing({ certificates: [], inspections: [{ ...factory, passed: false }] })).toEqual([
      'inspection',
      'conformity',
    ]);
  });
  it('is a promise of goods that failed nothing', () => {
    const promised = { certificates: [], isPromised: true };
    expect(missing(promised)).toEqual([]);
    expect(missing({ ...promised, inspections: [{ ...REPORT, passed: false }] })).toEqual(['inspection', 'conformity']);
  });
  it('is a certificate that held on the day the lot was made', () => {
    const until = (validUntil: string) =>
      missing({ certificates: [{ type: 'conformity', validUntil, state: 'accepted' }] });
    expect([until('2026-11-19'), until('2026-11-20'), until('2026-11-21')]).toEqual([['conformity'], [], []]);
  });
  it('is a production licence for what is processed, and for nothing else', () => {
    const processed = { category: { id: 'oil', isProcessed: true } };
    expect(missing(processed)).toEqual(['production-licence']);
    const licence = { type: 'production-licence', validUntil: null, state: 'accepted' } as const;
    const certificates = [...PAPERS.certificates, licence];
    expect(missing({ ...processed, certificates })).toEqual([]);
    const papers = ({ isProcessed }: { isProcessed: boolean }) =>
      papersOfCategory({ id: 'oil', isProcessed }).map(({ paper }) => paper);
    expect(papers({ isProcessed: false })).toEqual(['inspection', 'conformity']);
    expect(papers({ isProcessed: true })).toEqual(['inspection', 'conformity', 'production-licence']);
  });
  it('is accepted by a second person, and says so while it waits', () => {
    const texts = (more: Partial<LotPapers>) => missingPapers({ ...PAPERS, ...more }).map(({ detail }) => detail.text);
    const inspections = [{ ...REPORT, state: 'filed' as const }];
    const certificates = PAPERS.certificates.map((paper) => ({ ...paper, state: 'filed' as const }));
    expect(texts({ inspections, certificates })).toEqual([
      expect.stringContaining('合格的检验报告已经交了，等审核员看过再卖'),
      expect.stringContaining('合格证已经交了，等审核员看过再卖'),
    ]);
    const returned = certificates.map((paper) => ({ ...paper, state: 'returned' as const }));
    expect(texts({ certificates: returned })).toEqual([expect.stringContaining('缺少合格证')]);
    // A failed report that was sent back says nothing any more.
    expect(missing({ inspections: [...PAPERS.inspections, { ...REPORT, passed: false, state: 'returned' }] })).toEqual(
      [],
    );
  });
  it('is a look of one’s own where the law lets a farmer promise, and nowhere else', () => {
    const own = { certificates: [], inspections: [], selfChecks: [{ passed: true }], isPromised: true };
    expect(missing(own)).toEqual([]);
    expect(missing({ ...own, selfChecks: [{ passed: false }] })).toEqual(['inspection', 'conformity']);
    for (const category of [
      { id: 'goose', isProcessed: false },
      { id: 'pulses', isProcessed: true },
    ])
      expect(missing({ ...own, isPromised: false, category })).toEqual(
        expect.arrayContaining(['inspection', 'conformity']),
      );
  });
  it('is what a laboratory must have measured of these goods', () => {
    const askedNames = ['镉（以Cd计）'];
    expect(missing({ askedNames })).toEqual(['measured 镉']);
    expect(missing({ askedNames, inspections: [{ ...REPORT, items: [{ name: '镉' }] }] })).toEqual([]);
    const filed = { ...REPORT, state: 'filed' as const, items: [{ name: '镉' }] };
    expect(missing({ askedNames, inspections: [REPORT, filed] })).toEqual(['measured 镉']);
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
