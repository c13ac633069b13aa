import { movesOf } from '@heitu/kit/data/moves';
import { ExamSitting, TrainingSeat, TrainingSession } from './training.entity.ts';
import { seatLifecycle, sessionLifecycle, sittingLifecycle } from './training.lifecycles.ts';

export const sessions = movesOf(TrainingSession, sessionLifecycle);
export const seats = movesOf(TrainingSeat, seatLifecycle);
export const sittings = movesOf(ExamSitting, sittingLifecycle);
