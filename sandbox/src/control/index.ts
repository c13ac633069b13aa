import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { bytesOf, parseJson, type Passed } from '../service.ts';
import type { World } from '../world.ts';
import { clockRoutes } from './clock.ts';
import { faultRoutes } from './faults.ts';
import { paymentRoutes } from './payments.ts';
import { peopleRoutes } from './people.ts';
import { Conflict, type ControlRoute } from './route.ts';
import { stateRoutes } from './state.ts';
import { taxRoutes } from './tax.ts';
import { thingRoutes } from './things.ts';

const ROUTES: readonly ControlRoute[] = [
  ...clockRoutes,
  ...stateRoutes,
  ...peopleRoutes,
  ...paymentRoutes,
  ...faultRoutes,
  ...thingRoutes,
  ...taxRoutes,
];
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

const list = () => ({ control: ROUTES.map(({ method, path, does }) => ({ method, path: `/control${path}`, does })) });

/** The strings that move the world; only from this machine, and never from a page in a browser. */
export function mountControl(server: FastifyInstance, world: World): void {
  server.get('/control', async () => list());
  for (const route of ROUTES) {
    server.route<Passed>({
      method: route.method,
      url: `/control${route.path}`,
      handler: async (request, reply) => {
        if (!LOOPBACK.has(request.ip) || request.headers.origin !== undefined)
          return reply.code(403).send({ message: 'control is for this machine only' });
        try {
          return await route.handle(world, {
            body: parseJson(bytesOf(request)),
            query: request.query,
          });
        } catch (error) {
          if (error instanceof z.ZodError) return reply.code(400).send({ message: z.prettifyError(error) });
          if (error instanceof SyntaxError) return reply.code(400).send({ message: error.message });
          if (error instanceof Conflict) return reply.code(409).send({ message: error.message });
          throw error;
        }
      },
    });
  }
}
