import type { z } from 'zod';
import type { World } from '../world.ts';

/** One row of the control table. */
export interface ControlRoute {
  method: 'GET' | 'POST';
  path: string;
  /** A line for whoever reads GET /control. */
  does: string;
  handle(world: World, input: ControlInput): object | Promise<object>;
}

export interface ControlInput {
  body: unknown;
  query: Readonly<Record<string, string>>;
}

/** A row whose body has a shape; what does not fit is answered with 400. */
export const post = <T>(
  path: string,
  does: string,
  shape: z.ZodType<T>,
  handle: (world: World, body: T) => object | Promise<object>,
): ControlRoute => ({
  method: 'POST',
  path,
  does,
  handle: (world, { body }) => handle(world, shape.parse(body ?? {})),
});

export const get = (
  path: string,
  does: string,
  handle: (world: World, query: ControlInput['query']) => object,
): ControlRoute => ({ method: 'GET', path, does, handle: (world, { query }) => handle(world, query) });

/** Asked for something that cannot be done now: 409. */
export class Conflict extends Error {}
