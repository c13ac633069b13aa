export const GRAPHQL_RESPONSE = 'application/graphql-response+json';
export const JSON_TYPE = 'application/json';

export interface Media {
  type: typeof GRAPHQL_RESPONSE | typeof JSON_TYPE;
  /**
   * The client named `application/json` itself: it takes another status than 200 for something that is no GraphQL
   * answer.
   */
  is200Only: boolean;
}

const RESPONSE: Media = { type: GRAPHQL_RESPONSE, is200Only: false };
const NAMED_JSON: Media = { type: JSON_TYPE, is200Only: true };
/** Who takes anything gets `application/json`, which old clients know, with the status that says what happened. */
const ANYTHING: Media = { type: JSON_TYPE, is200Only: false };
const KNOWN: Readonly<Record<string, Media>> = {
  [GRAPHQL_RESPONSE]: RESPONSE,
  [JSON_TYPE]: NAMED_JSON,
  'application/*': ANYTHING,
  '*/*': ANYTHING,
};

/**
 * The best of what the client accepts (RFC 9110, 12.5.1): by quality, then in the order named; null where it accepts
 * none of ours.
 */
export function negotiate(accept: string | undefined): Media | null {
  if (accept === undefined || accept === '*/*') return ANYTHING;
  let best: Media | null = null;
  let bestQuality = 0;
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const media = KNOWN[type];
    if (
      !media ||
      parameters.some((parameter) => parameter.startsWith('charset=') && !/^charset="?utf-8"?$/.test(parameter))
    )
      continue;
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    if (quality > bestQuality) [best, bestQuality] = [media, quality];
  }
  return best;
}
