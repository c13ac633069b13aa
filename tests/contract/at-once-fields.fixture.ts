import { villageOf } from '@heitu/sandbox/county';
import { idFrom } from '@heitu/kit/rules/ids';
import { consumer, official, ofParty, toId } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

const PLOT = 'select id, partyId from Plot order by id';
const TOWNSHIP = villageOf('龙凤山镇', '乐园村').townshipCode;
const said = { name: '村东水田', divisionCode: TOWNSHIP, village: '乐园村', size: 12.5 };
/** Of the demo's days: none is after it. */
const LONG_AGO = '2020-06-03';
const onPlot: Omit<Case, 'input'> = { subgraph: 'catalog', find: PLOT, as: ofParty, whole: true };

/** Somebody who works for no business. */
const GROWER = idFrom('account:consumer:01');
/** What a member brought into a lot, and what its grower is offered for it. */
const SHARE = `select t.lotId as id, t.harvestId, l.partyId, f.growerId from LotHarvest t join Lot l on l.id = t.lotId
  join Harvest h on h.rootId = t.harvestId join PlotFacts f on f.plotId = h.plotId
  where f.growerId is not null order by t.lotId desc`;
const offered: Pick<Case, 'subgraph' | 'find' | 'back'> = {
  subgraph: 'catalog',
  find: SHARE,
  back: [
    ['catalog', 'delete from PoolShare where lotId = :id'],
    [
      'catalog',
      `insert into PoolShare
          (id, lotId, partyId, harvestId, growerId, parts, grade, priceFen, state, offeredAtMs, answerDueAtMs, accountId)
          values (:id, :id, :partyId, :harvestId, :growerId, 1000, '一等', 600, 'offered', 1, 4102444800000, null)`,
    ],
    ['catalog', `update MemberGrower set accountId = '${GROWER}' where id = :growerId`],
  ],
};

/** What is written down of fields, and what follows from it: catalog. */
export const FIELDS: Readonly<Record<string, Case>> = {
  registerPlot: {
    ...onPlot,
    input: ({ partyId }) => ({ partyId, kind: 'FIELD', ...said, newGrowerName: '田大壮' }),
  },
  revisePlot: { ...onPlot, input: ({ id }) => ({ plotId: id, ...said, wrong: '量错了' }) },
  startSeason: {
    ...onPlot,
    input: ({ id }) => ({ plotId: id, crop: '水稻', categoryId: 'rice', startedOn: LONG_AGO }),
  },
  recordInputUse: {
    ...onPlot,
    input: ({ id }) => ({
      plotId: id,
      name: '尿素',
      kind: 'FERTILISER',
      dose: 10,
      doseUnit: 'KG_PER_MU',
      method: 'SPREAD',
      usedOn: LONG_AGO,
    }),
  },
  recordPlotNote: {
    ...onPlot,
    input: ({ id }) => ({ plotId: id, kind: 'PEST', what: '二化螟', seenOn: LONG_AGO }),
  },
  recordHarvest: {
    ...onPlot,
    find: 'select s.plotId as id, s.partyId, s.rootId from Season s order by s.plotId, s.id',
    input: ({ id, rootId }) => ({
      plotId: id,
      seasonId: rootId,
      harvestedOn: LONG_AGO,
      quantity: 5,
      unit: 'KG',
    }),
  },
  strikeFieldRecord: {
    ...onPlot,
    find: 'select id, plotId, partyId from InputUse order by id',
    back: [['catalog', 'delete from FieldCorrection where id = :id']],
    input: ({ id, plotId }) => ({ plotId, record: 'INPUT', recordId: id, wrong: '记错地了' }),
  },
  linkGrower: {
    subgraph: 'catalog',
    find: 'select id, partyId from MemberGrower order by id',
    as: ofParty,
    back: [
      ['catalog', `update MemberGrower set accountId = null where id = :id or accountId = '${GROWER}'`],
      ['catalog', 'update MemberGrower set answeredAtMs = null where id = :id'],
    ],
    input: ({ id }) => ({ growerId: id, accountId: GROWER }),
  },
  offerPoolShare: {
    ...offered,
    as: ofParty,
    input: ({ id }) => ({ shareId: id, priceFen: 610, grade: '一等' }),
  },
  answerPoolShare: {
    ...offered,
    as: () => consumer(GROWER),
    input: ({ id }) => ({ shareId: id, priceFen: 600, answer: 'AGREE' }),
  },
  decideHold: {
    subgraph: 'catalog',
    find: "select id from Lot where state in ('released', 'held') order by id",
    as: () => official('reviewer'),
    back: [['catalog', "update Lot set state = 'held', holdDueAtMs = 1 where id = :id"]],
    input: toId('lotId'),
  },
};
