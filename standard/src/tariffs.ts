/** What is paid for services, and what a document for an emergency can bind beside goods (Price Law 30, 31). */
export const TARIFF_SERVICES = { delivery: '配送运费' } as const;
export type TariffService = keyof typeof TARIFF_SERVICES;

/** So long a dearer tariff is public before it binds, as long as a document of the operator (decision 76). */
export const TARIFF_NOTICE_DAYS = 7;
/** Within so many hours somebody of the operator looks at a rise that an emergency holds; else it is not raised. */
export const TARIFF_LOOK_HOURS = 72;

/** A price so much higher than one of the days before rises suddenly, of goods and of services (6.5.c). */
export const SHARP_RISE = { percent: 30, days: 7 } as const;
