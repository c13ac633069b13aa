import { identifier, line, paragraph, z } from '@heitu/kit/rules/validate';

/** What a shop shows of itself; hours and times to confirm and to answer are compulsory (7.5.u-v). */
export const shopText = {
  name: line(40),
  introduction: paragraph(500).nullish(),
  serviceHours: line(200, 4),
  confirmWithinText: line(200, 4),
  responseText: line(200, 4),
  returnAddress: line(200, 2).nullish(),
  pictureId: identifier().nullish(),
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
});
