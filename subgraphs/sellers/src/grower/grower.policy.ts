/** More faces than this nobody looks at in one shop. */
export const GROWERS_PER_SHOP_MAX = 12;
export const GROWER_NAME_MAX = 20;
export const STORY_MAX = 300;

/** The purpose under which trust keeps whether a person lets their face be shown (10.3.a). */
export const FACE_PURPOSE = 'portrait';

/** What can be done with a grower who is shown. */
export const GROWER_ACTS = { introduce: '改介绍', remove: '撤下' } as const;
export type GrowerAct = keyof typeof GROWER_ACTS;

/** Growers write of themselves; who looks after the shop may take them off as well. */
export function growerActs({ isOneself, managesShop }: { isOneself: boolean; managesShop: boolean }): GrowerAct[] {
  if (isOneself) return ['introduce', 'remove'];
  return managesShop ? ['remove'] : [];
}

/** What a picture shows, where nobody has said so. */
export const faceAlt = (name: string): string => `${name}的照片`;
