import { LocalDate } from '@heitu/kit/rules/graphql';
import { asScalar, identifier, line, localDate } from '@heitu/kit/rules/validate';

/** Fields that inputs of several features have. */
export const day = () => asScalar(LocalDate, localDate());
export const optionalLine = (max: number) => line(max).nullish().default(null);
export const lotId = () => identifier().describe('The lot. Where the caller does not look after it: NOT_FOUND.');
export const productId = () =>
  identifier().describe('The product. Where the caller does not look after it: NOT_FOUND.');
export const skuId = () => identifier().describe('The SKU. Where the caller does not look after it: NOT_FOUND.');
export const paperId = () => identifier().describe('A report or certificate of a lot.');
