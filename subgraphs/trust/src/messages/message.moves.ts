import { movesOf } from '@heitu/kit/data/moves';
import { Message, MessageIntent, MessageSms } from './message.entity.ts';
import { intentLifecycle, messageLifecycle, smsLifecycle } from './message.lifecycle.ts';

export const messages = movesOf(Message, messageLifecycle);
export const messageIntents = movesOf(MessageIntent, intentLifecycle);
export const messageSms = movesOf(MessageSms, smsLifecycle);
