import { rowAfter } from '@heitu/kit/rules/mutation';
import { alarmsById } from './alarm.loader.ts';
import { AlarmView } from './temperature.view.ts';

/** What mutations show: the alarm as it is now. */
export const alarmNow = rowAfter(AlarmView, alarmsById);
