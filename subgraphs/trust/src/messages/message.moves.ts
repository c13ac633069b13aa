import { movesOf } from '@heitu/kit/data/moves';
import { Message, MessageIntent, RecallSms } from './message.entity.ts';
import { intentLifecycle, messageLifecycle, recallSmsLifecycle } from './message.lifecycle.ts';

export const messages = movesOf(Message, messageLifecycle);
export const messageIntents = movesOf(MessageIntent, intentLifecycle);
export const recallSms = movesOf(RecallSms, recallSmsLifecycle);
