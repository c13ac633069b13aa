import { must } from '@heitu/kit/rules/checked';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { takeFault, type Fault, type ServiceName } from './faults.ts';
import type { World } from './world.ts';

/** A request as a service sees it. */
export interface Call {
  method: string;
  /** Path and query exactly as sent: what was signed. */
  url: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  rawBody: Buffer;
  /** JSON or form, as the service reads it; undefined without a body. */
  body: unknown;
}

export interface Answer {
  status: number;
  /** Objects are sent as JSON. */
  body?: object | Buffer;
  headers?: Readonly<Record<string, string>>;
  /** A refusal after which what was asked for is still there: it waits, and can be asked about. */
  waits?: true;
}

/**
 * One row of a service's table. A route is a step in time: it reads and writes the store and never waits, so it can be
 * undone whole.
 */
export interface Route {
  method: 'GET' | 'POST';
  path: string;
  handle(world: World, call: Call): Answer;
}

export interface Service {
  name: ServiceName;
  routes: readonly Route[];
  parse(rawBody: Buffer): unknown;
  /** Who may not call at all; null for those who may. */
  refuse?(world: World, call: Call): Answer | null;
  /** Whether an answer says no; by its status unless the service answers 200 to everything. */
  isRefusal?(answer: Answer): boolean;
  /** Input that is not of the documented shape. */
  invalid(issue: { field: string; message: string }): Answer;
  /** Below which path every other address is this service's, and what it says there. */
  unknown?: { path: string; answer(): Answer };
  /** What this service says when it is broken. */
  failing(): Answer;
  /** Signs an answer to an admitted call; a lie may spoil it. */
  seal?(world: World, call: Call, answer: Answer, fault: Fault | null): Answer;
}

export const parseJson = (rawBody: Buffer): unknown =>
  rawBody.length === 0 ? undefined : JSON.parse(rawBody.toString('utf8'));
export const parseForm = (rawBody: Buffer): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(rawBody.toString('utf8')));

/** A request as the sandbox's server lets it through: its bytes are parsed by nobody. */
export interface Passed {
  Params: Record<string, string>;
  Querystring: Record<string, string>;
  Body: Buffer | undefined;
}
export const bytesOf = ({ body }: { body: Buffer | undefined }): Buffer => body ?? Buffer.alloc(0);

function callOf(request: FastifyRequest<Passed>): Omit<Call, 'body'> {
  const { method, params, query, headers } = request;
  return { method, url: request.raw.url ?? '', params, query, headers, rawBody: bytesOf(request) };
}
/** What stands in the path in place of `:name`. */
export const part = ({ params }: Call, name: string): string => must(params[name], `:${name} of the path`);

function invalidOf(service: Service, error: z.ZodError | SyntaxError): Answer {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
  return service.invalid({ field: issue ? issue.path.join('.') : 'body', message: issue?.message ?? error.message });
}

async function answer(world: World, service: Service, route: Route, received: Omit<Call, 'body'>): Promise<Answer> {
  const fault = takeFault(world, service.name, received.url, 'request');
  let call: Call = { ...received, body: undefined };
  const refused = service.refuse?.(world, call) ?? null;
  if (refused) return refused;
  let given: Answer;
  if (fault?.mode === 'failing') given = service.failing();
  else {
    try {
      call = { ...received, body: service.parse(received.rawBody) };
      // A refusal changes nothing; nor does the lie that says yes and does nothing.
      const isRefusal = service.isRefusal ?? (({ status, waits }: Answer) => status >= 400 && !waits);
      given = world.store.attempt(
        () => route.handle(world, call),
        (made) => !isRefusal(made) && fault?.lie !== 'does-nothing',
      );
    } catch (error) {
      if (!(error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
      given = invalidOf(service, error);
    }
    world.kick();
  }
  // The slow answer comes after the deed: the caller that gives up does not know that it was done.
  if (fault?.mode === 'slow') await sleep(fault.ms);
  return service.seal ? service.seal(world, call, given, fault) : given;
}

/** Mounts a service under its prefix. */
export function mountService(server: FastifyInstance, world: World, service: Service, prefix: string): void {
  const send = (reply: FastifyReply, given: Answer) => {
    reply.code(given.status).headers(given.headers ?? {});
    if (given.body === undefined) return reply.send();
    if (Buffer.isBuffer(given.body)) return reply.send(given.body);
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(given.body));
  };
  for (const route of service.routes) {
    server.route<Passed>({
      method: route.method,
      url: prefix + route.path,
      handler: async (request, reply) => send(reply, await answer(world, service, route, callOf(request))),
    });
  }
  const { unknown } = service;
  if (!unknown) return;
  server.all<Passed>(prefix + unknown.path, async (request, reply) => {
    const call: Call = { ...callOf(request), body: undefined };
    return send(reply, service.seal?.(world, call, unknown.answer(), null) ?? unknown.answer());
  });
}
