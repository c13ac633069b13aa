import { account } from '@heitu/kit/serving/testing';
import type { World } from '../test-world.fixture.ts';

export const STATION = 'station-1';
export const agent = account('acc-agent', { role: 'station-agent', partyId: STATION });
export const otherAgent = account('acc-agent-2', { role: 'station-agent', partyId: 'station-2' });
export const SERVICE = {
  stationPartyId: STATION,
  divisionCode: '230184102201',
  address: '村委会旁',
  opens: '08:00',
  closes: '18:00',
  shelfPlaces: 2,
  coldPlaces: 1,
  receives: true,
};

export const fileStation = (world: World, partyId = STATION, partyName = '辉煌村服务站') =>
  world.receive('sellers', 'sellers.filing-approved.v1', {
    filingId: `f-${partyId}`,
    partyId,
    partyKind: 'station',
    partyName,
    accountId: agent.id,
    validUntil: null,
  });
