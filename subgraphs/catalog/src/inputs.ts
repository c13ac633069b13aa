import { LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { amountFen, asScalar, identifier, judged, line, localDate, z } from '@heitu/kit/rules/validate';
import { unlawfulText } from '@heitu/standard';
import { POOL_PRICE_FEN_MAX } from './pool/pool.policy.ts';

/** Fields that inputs of several features have. */
export const day = () => asScalar(LocalDate, localDate());
/** A line that everybody reads: words that the law forbids are refused (7.3.7.k-l). */
export const publicLine = (max: number, min = 1) => judged(line(max, min), unlawfulText);
export const optionalPublicLine = (max: number) => publicLine(max).nullish().default(null);
export const optionalLine = (max: number) => line(max).nullish().default(null);
export const lotId = () => identifier().describe('The lot. Where the caller does not look after it: NOT_FOUND.');
/** As printed on the bags of a lot. */
export const lotCode = () =>
  z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{3,39}$/, '批号用4到40个字母、数字和短横线');
export const productId = () =>
  identifier().describe('The product. Where the caller does not look after it: NOT_FOUND.');
export const skuId = () => identifier().describe('The SKU. Where the caller does not look after it: NOT_FOUND.');
export const lookId = () => identifier().describe("A look at goods. Where it is not the caller's: NOT_FOUND.");
export const paperId = () => identifier().describe('A report or certificate of a lot.');
export const plotId = () => identifier().describe('The plot. Where the caller does not look after it: NOT_FOUND.');
export const harvestId = () => identifier().describe("A harvest of one's own plots.");
export const poolShareId = () =>
  identifier().describe("What a harvest brings into a pooled lot. Not one's own: NOT_FOUND.");
export const priceOfShare = () =>
  asScalar(SafeInt, amountFen(1).max(POOL_PRICE_FEN_MAX)).describe('What its grower gets for one unit of the harvest.');
export const gradeOfShare = () => publicLine(20).describe('Of the harvest, as its grower and the cooperative call it.');
