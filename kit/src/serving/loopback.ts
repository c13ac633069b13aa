import type { FastifyRequest } from 'fastify';

const LOOPBACK = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;
export const isLoopback = (address: string | undefined): boolean => address !== undefined && LOOPBACK.test(address);

/** What a proxy adds to a request that it passes on. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'via'] as const;
/** Sent by a program of this machine for itself, not by one that passes on what came from elsewhere. */
export const isFromHere = ({ raw, headers }: FastifyRequest): boolean =>
  isLoopback(raw.socket.remoteAddress) && FORWARDED.every((name) => headers[name] === undefined);
