/** Sold loose, weighed at sale, with each unit's grams: everything else is pre-packed and states its net content. */
export const LOOSE_GRAMS: Readonly<Record<string, number>> = { 斤: 500, 公斤: 1000, 千克: 1000, 克: 1, kg: 1000, g: 1 };
