import { carriers, middleCelsius } from '../county/index.ts';
import { ALARM } from '../county/pending.ts';
import { deviceSecret } from './logistics.ts';

/** How long the store that is too warm on the first day takes to be as cold as it should be. */
const COOLING_MINUTES = 180;

export interface CountyThermometer {
  deviceId: string;
  secret: string;
  url: string;
  curve: { minutes: number; temperatureCelsius: number }[];
}

/**
 * The thermometers of the county's cold stores and trucks, each in the middle of what its place asks for: they go on
 * reporting to whoever stands at this address.
 */
export const thermometers = (platformUrl: string): CountyThermometer[] =>
  carriers
    .flatMap(({ facilities, vehicles }) => [...facilities, ...vehicles])
    .flatMap((place) =>
      place.sensorSerials.map((serial) => {
        const usual = {
          minutes: serial === ALARM.serial ? COOLING_MINUTES : 0,
          temperatureCelsius: middleCelsius(place),
        };
        return {
          deviceId: serial,
          secret: deviceSecret(serial),
          url: `${platformUrl}/edges/logistics/readings`,
          curve: serial === ALARM.serial ? [{ minutes: 0, temperatureCelsius: ALARM.worstCelsius }, usual] : [usual],
        };
      }),
    );
