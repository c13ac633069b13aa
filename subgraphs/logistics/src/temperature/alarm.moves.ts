import { movesOf } from '@heitu/kit/data/moves';
import { alarmLifecycle } from './alarm.lifecycle.ts';
import { Alarm } from './temperature.entity.ts';

export const alarms = movesOf(Alarm, alarmLifecycle);
