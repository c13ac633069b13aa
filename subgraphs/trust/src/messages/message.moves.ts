import { movesOf } from '@heitu/kit/data/moves';
import { Message, MessageIntent } from './message.entity.ts';
import { intentLifecycle, messageLifecycle } from './message.lifecycle.ts';

export const messages = movesOf(Message, messageLifecycle);
export const messageIntents = movesOf(MessageIntent, intentLifecycle);
