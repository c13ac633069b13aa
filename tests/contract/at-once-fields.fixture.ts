import { villageOf } from '@heitu/sandbox/county';
import { official, ofParty, toId } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

const PLOT = 'select id, partyId from Plot order by id';
const TOWNSHIP = villageOf('龙凤山镇', '乐园村').townshipCode;
const said = { name: '村东水田', divisionCode: TOWNSHIP, village: '乐园村', size: 12.5 };
/** Of the demo's days: none is after it. */
const LONG_AGO = '2020-06-03';
const onPlot: Omit<Case, 'input'> = { subgraph: 'catalog', find: PLOT, as: ofParty, whole: true };

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
  decideHold: {
    subgraph: 'catalog',
    find: "select id from Lot where state in ('released', 'held') order by id",
    as: () => official('reviewer'),
    back: [['catalog', "update Lot set state = 'held', holdDueAtMs = 1 where id = :id"]],
    input: toId('lotId'),
  },
};
