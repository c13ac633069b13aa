import { altText, identifier, judged, line, paragraph, z } from '@heitu/kit/rules/validate';
import { unlawfulText } from '@heitu/standard';

/**
 * What a shop shows of itself; hours and times to confirm and to answer are compulsory (7.5.u-v). Words that the law
 * forbids are refused at once (7.3.7.k-l): a shop is public as soon as it is open.
 */
export const shopText = {
  name: judged(line(40), unlawfulText).describe('At most 40 characters.'),
  introduction: judged(paragraph(500), unlawfulText)
    .nullish()
    .describe('What the shop says of itself; at most 500 characters.'),
  serviceHours: judged(line(200, 4), unlawfulText).describe('When orders are handled, in words (7.5.v).'),
  confirmWithinText: judged(line(200, 4), unlawfulText).describe(
    'Within what time orders are confirmed, in words (7.5.u).',
  ),
  responseText: judged(line(200, 4), unlawfulText).describe(
    'Within what time questions and complaints are answered, in words (7.5.u).',
  ),
  returnAddress: line(200, 2).nullish().describe('Where goods are sent back to.'),
  pictureId: identifier().nullish().describe('The house, the field, the people: an upload with purpose shop-picture.'),
  pictureAlt: judged(altText(), unlawfulText)
    .nullish()
    .describe('What the picture shows, for whoever does not see it; left out: the name of the shop.'),
};
type ShopText = z.output<z.ZodObject<typeof shopText>>;

/** The same in the shop's row, where what was left out is empty. */
export const textColumns = (text: ShopText) => ({
  name: text.name,
  introduction: text.introduction ?? null,
  serviceHours: text.serviceHours,
  confirmWithinText: text.confirmWithinText,
  responseText: text.responseText,
  returnAddress: text.returnAddress ?? null,
  pictureId: text.pictureId ?? null,
  pictureAlt: text.pictureAlt ?? null,
});
