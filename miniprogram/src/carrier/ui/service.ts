import { StorageWords, type CarrierServiceQuery } from '@/api/carrier';
import { yuan } from '@/lib/format';
import { optionsOf } from '@/ui/forms';

export type Service = CarrierServiceQuery['carriers'][number];
export type Area = NonNullable<Service['areas']>[number];
export type Rate = NonNullable<Service['rates']>[number];

export const STORAGES = optionsOf(StorageWords);

/** A place stands below the larger one that holds it. */
export const byPlace = <T extends { divisionCode: string }>(rows: readonly T[] | null | undefined): T[] =>
  [...(rows ?? [])].sort((a, b) => a.divisionCode.localeCompare(b.divisionCode));

const GRAMS_PER_KILOGRAM = 1000;
export const kilogramsOf = (grams: number): string => String(grams / GRAMS_PER_KILOGRAM);
export const gramsOf = (kilograms: string): number => Math.round(Number(kilograms) * GRAMS_PER_KILOGRAM);

/** A price as buyers meet it. */
export const rateText = ({
  firstGrams,
  firstKilogramFen,
  stepGrams,
  perKilogramFen,
  hours,
}: Pick<Rate, 'firstGrams' | 'firstKilogramFen' | 'stepGrams' | 'perKilogramFen' | 'hours'>): string =>
  `${kilogramsOf(firstGrams)}公斤以内 ${yuan(firstKilogramFen)}，每多${kilogramsOf(stepGrams)}公斤加 ${yuan(perKilogramFen)}，${hours}小时内送到`;
