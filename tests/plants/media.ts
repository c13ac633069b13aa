import type { Town } from './town.fixture.ts';
import { idOf } from './town.rows.ts';

/** Somebody of the platform has a medium, and hands it on. */
export const medium = async (town: Town, label: string, isOffSite = true): Promise<string> => {
  await town.act('operator-admin', 'trust', 'registerMedium', { label, kind: 'TAPE', place: '县档案馆', isOffSite });
  return mediumOf(town, label);
};
export const mediumOf = (town: Town, label: string) =>
  idOf(town, 'trust', `select id from BackupMedium where label = '${label}'`);
export const passOn = async (town: Town, mediumId: string, taker: string) => {
  await town.act('operator-admin', 'trust', 'handOverMedium', {
    mediumId,
    takerId: town.idOf(taker),
    purpose: '异地存放',
  });
  await town.act(taker, 'trust', 'confirmCustody', { mediumId, place: '县档案馆', isOffSite: true });
};
