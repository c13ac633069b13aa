import { EpcisRefusal } from './answers.ts';
import type { EpcisCall } from './call.ts';

const PER_PAGE = 30;
const PER_PAGE_MAX = 200;

export const wrongParameter = (detail: string) => new EpcisRefusal('QueryParameterException', detail);
export function countOf(value: string | undefined, name: string): number | null {
  if (value === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw wrongParameter(`${name}: is not a whole number above 0`);
  return Number(value);
}
export const perPageOf = (query: Readonly<Record<string, string>>): number =>
  Math.min(countOf(query['perPage'], 'perPage') ?? PER_PAGE, PER_PAGE_MAX);

/** The header that leads to the next page of what was asked; none where there is no more. */
export function linkToNext({ context, request, path }: EpcisCall, token: string | null): Record<string, string> {
  if (token === null) return {};
  const url = new URL(`${context.services.publicUrl}/epcis${path}`);
  for (const [name, value] of Object.entries(request.query)) url.searchParams.set(name, value);
  url.searchParams.set('nextPageToken', token);
  return { link: `<${url.href}>; rel="next"` };
}
