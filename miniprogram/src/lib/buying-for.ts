import { forgetOwn, keepOwn, ownKept } from './holder';
import { createStore } from './store';

/** Somebody who stands at the station, for whom its agent buys today. */
export interface BuyingFor {
  errandId: string;
  name: string;
  /** Where they fetch it. */
  stationPartyId: string;
  until: string;
}

const NAME = 'buying-for';
const underWay = createStore<BuyingFor | null>(() => ownKept<BuyingFor>(NAME), { ofPerson: true });
const still = (one: BuyingFor | null): BuyingFor | null => (one && Date.parse(one.until) > Date.now() ? one : null);

export const useBuyingFor = (): BuyingFor | null => still(underWay.use());
export const buyingFor = (): BuyingFor | null => still(underWay.get());
export function buyFor(one: BuyingFor | null): void {
  if (one) keepOwn(NAME, one);
  else forgetOwn(NAME);
  underWay.set(one);
}
