import { pino } from 'pino';
import { localTransport } from '@heitu/kit/messages/transport';
import { RefusalHours } from '@heitu/gateway/refusal-hours';
import type { Acted } from './plant.ts';
import type { Town } from './town.fixture.ts';

/** A second gateway begins an hour, and then there is no time for it any more. */
async function killedGateway(town: Town): Promise<void> {
  const nowMs = await town.now();
  const hours = new RefusalHours({
    transport: localTransport(new Map(town.platform.subgraphs)),
    authority: 'trust',
    log: pino({ level: 'silent' }),
    nowMs: () => nowMs,
  });
  hours.count('too-often');
  await hours.tell();
}
const HOUR_AND_A_BIT = 1.2 / 24;
/** Beyond what the report looks at. */
const PAST_THE_REPORT = 46;

/** 11.4.5 and 11.7: an hour of which nobody knows what was refused in it. */
export const lostHour: Acted = {
  plant: 'a second gateway is killed in the middle of an hour, and what it refused is lost with it',
  mend: 'the hours that come after it are told, until that one is no longer looked at',
  turns: 'absent',
  plantIt: async (town) => {
    await killedGateway(town);
    await town.later(HOUR_AND_A_BIT);
  },
  mendIt: async (town) => {
    await town.later(PAST_THE_REPORT);
    await town.rounds('measure-load');
    await town.later(HOUR_AND_A_BIT);
  },
};
