import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { act, requestId, seller } from '../testing.fixture.ts';

type Account = typeof seller;

export const plotInput = (more: object = {}) => ({
  requestId: requestId(),
  partyId: 'party-1',
  kind: 'FIELD',
  name: '村东水田',
  divisionCode: '230184103',
  village: '乐园村',
  size: 12.5,
  ...more,
});
/** A plot with rice since May; answers its id. */
export const ricePlot = (room: TestSubgraph, more: object = {}, as: Account = seller): Promise<string> =>
  plotOf(room, { crop: '水稻', variety: '稻花香2号', categoryId: 'rice' }, more, as);
/** A plot with something else that grows or is kept there; answers its id. */
export async function plotOf(
  room: TestSubgraph,
  season: { crop: string; variety?: string; categoryId: string },
  more: object = {},
  as: Account = seller,
): Promise<string> {
  const { id } = await act(room, as, 'registerPlot', plotInput(more));
  const begun = { requestId: requestId(), plotId: id, startedOn: '2026-05-20', ...season };
  const answer = await act(room, as, 'startSeason', begun);
  if (!answer.id) throw new Error(JSON.stringify(answer));
  return id;
}
export const useInput = (plotId: string, more: object = {}) => ({
  requestId: requestId(),
  plotId,
  name: '三环唑可湿性粉剂',
  kind: 'PESTICIDE',
  registrationNumber: 'PD20090001',
  dose: 25,
  doseUnit: 'G_PER_MU',
  method: 'SPRAY',
  usedOn: '2026-06-03',
  safeDays: 14,
  byWhom: '田有粮',
  ...more,
});
export const harvestInput = (plotId: string, more: object = {}) => ({
  requestId: requestId(),
  plotId,
  harvestedOn: '2026-09-28',
  quantity: 5000,
  unit: 'KG',
  ...more,
});
/** Harvests of a plot; answers the id by which lots take of it. */
export async function harvested(room: TestSubgraph, plotId: string, more: object = {}): Promise<string> {
  const answer = await act(room, seller, 'recordHarvest', harvestInput(plotId, more), 'harvests { root }');
  if (!answer.harvests) throw new Error(JSON.stringify(answer));
  return answer.harvests[0].root;
}
