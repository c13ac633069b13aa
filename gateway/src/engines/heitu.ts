import { createExecution } from '../execution/index.ts';
import { addFront } from '../front/front.ts';
import { sendOver } from '../sending.ts';
import type { Engine } from './engine.ts';

/** Our front and our executor; plans are Apollo's (decisions 12 and 13). */
export const heitu: Engine = async (scope, parts) => {
  const { supergraphSdl, transport, settings } = parts;
  const executionOf = (sdl: string) =>
    createExecution(sdl, sendOver(transport), {
      millisecondsMax: settings.planningMs,
      waitMillisecondsMax: settings.deadlineMs,
    });
  const execution = executionOf(supergraphSdl);
  let { planning } = execution;
  scope.addHook('onClose', () => planning.close());
  const serve = await addFront(scope, { ...parts, execution });
  return (sdl) => {
    const next = executionOf(sdl);
    serve(next, sdl);
    if (planning.retire()) next.planning.start();
    planning = next.planning;
  };
};
