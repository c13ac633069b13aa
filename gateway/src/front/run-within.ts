import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import type { EngineParts } from '../engines/engine.ts';
import type { GatewayContext } from '../sending.ts';
import type { Body } from './body.ts';
import { isDenial, isUnexplained, maskErrors } from './mask-errors.ts';
import type { Prepared } from './prepare.ts';
import { Refusal } from './refusals.ts';

type RunParts = Pick<EngineParts, 'settings' | 'log'>;

/**
 * Runs an operation until the deadline. `leaver`: whose connection, once closed, ends it too. A mutation goes on: half
 * of it may be done.
 */
export async function runWithin(
  { settings, log }: RunParts,
  { executable }: Prepared<GatewayContext>,
  variables: Readonly<Record<string, unknown>>,
  caller: GatewayContext,
  beganMs: number,
  leaver?: ServerResponse,
): Promise<Body> {
  const abort = new AbortController();
  const deadline = setTimeout(
    () => abort.abort(new Refusal('DEADLINE_EXCEEDED', { max: settings.deadlineMs })),
    Math.max(1, settings.deadlineMs - (performance.now() - beganMs)),
  );
  const leave = (): void => abort.abort(new Refusal('UNAVAILABLE'));
  leaver?.once('close', leave);
  if (leaver?.destroyed) leave();
  try {
    const { data, errors } = await executable.run(variables, caller, abort.signal);
    const hasData = data !== undefined;
    const told = errors?.length
      ? maskErrors(hasData ? errors : errors.map(ofVariables), caller.requestId, log)
      : undefined;
    const json = Buffer.from(JSON.stringify({ errors: told, data }));
    if (json.length > settings.answerBytesMax)
      throw new Refusal('ANSWER_TOO_LARGE', { max: settings.answerBytesMax, asked: json.length });
    return {
      hasData,
      hasErrors: !!told,
      hasUnexplained: errors?.some(isUnexplained),
      isDenied: errors?.some(isDenial),
      json,
    };
  } finally {
    clearTimeout(deadline);
    leaver?.off('close', leave);
  }
}

/** Before anything was executed only variables can be wrong; the library gives that no code. */
const ofVariables = (error: GraphQLError): GraphQLError =>
  error.extensions['code']
    ? error
    : new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: 'BAD_USER_INPUT' } });
