import type { FastifyRequest } from 'fastify';
import type { RefusedKind } from '@heitu/kit/rules/refused-kinds';

const kinds = new WeakMap<FastifyRequest, RefusedKind>();

/** The request was not done, or not all of it; of several reasons the first. */
export function noteRefused(request: FastifyRequest, kind: RefusedKind): void {
  if (!kinds.has(request)) kinds.set(request, kind);
}
export const refusedAs = (request: FastifyRequest): RefusedKind | null => kinds.get(request) ?? null;
