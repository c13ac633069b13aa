import { parentPort, workerData } from 'node:worker_threads';
import { Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { errorOf, must } from '@heitu/kit/rules/checked';
import { createPlanner } from './planner.ts';
import type { FromWorker, ToWorker } from './planning.ts';

/**
 * A planner in a thread of its own, one operation after the other; planning.ts is its other end, and ends it where one
 * takes too long.
 */
const gateway = must(parentPort, 'the thread that asks');
const tell = (message: FromWorker): void => gateway.postMessage(message);
// The gateway has validated the supergraph before.
const plan = createPlanner(Supergraph.build(String(workerData), { validateSupergraph: false }));

gateway.on('message', ({ text, operationName }: ToWorker) => {
  try {
    tell({ plan: plan(parse(text, { noLocation: true }), operationName) });
  } catch (error) {
    tell({ error: errorOf(error) });
  }
});
tell({});
