import { rowAfter } from '@heitu/kit/rules/mutation';
import { Station } from '../carrier/carrier.view.ts';
import { stationParcelsById, stationsById } from './station.loader.ts';
import { StationParcelView } from './station.view.ts';

/** What mutations show: the row as it is now. */
export const stationNow = rowAfter(Station, stationsById);
export const stationParcelNow = rowAfter(StationParcelView, stationParcelsById);
