/** 2～8°C; empty where nothing is asked for. */
export const range = (min: number | null | undefined, max: number | null | undefined): string =>
  min == null && max == null
    ? ''
    : min == null
      ? `不高于${max}°C`
      : max == null
        ? `不低于${min}°C`
        : `${min}～${max}°C`;
